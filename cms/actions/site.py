"""A new public site, in every language, ready for calls and stories."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.html import format_html
from wagtail.models import Locale, Page, Site

from accounts.models import User
from cms import standing_text
from cms.models import (
    CallIndexPage,
    HomePage,
    ImpactPage,
    StandardPage,
    StoryIndexPage,
)
from cms.standing_text import Words
from programmes.models import Programme

from .publishing import publish, translate


@transaction.atomic
def build_site(programme: Programme, *, by: User) -> HomePage:
    """Make the home page and all that hangs on it, in every language of the site.

    Returns the home page in the main language. A site that is there already stays as it is.
    """
    if home := HomePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first():
        return home
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    home = _page(HomePage(slug="home", programme=programme), standing_text.HOME, None, by)
    _open_to_the_world(home, programme)
    _page(CallIndexPage(slug="calls", show_in_menus=True), standing_text.CALLS, home, by)
    _page(StoryIndexPage(slug="stories", show_in_menus=True), standing_text.STORIES, home, by)
    impact = ImpactPage(slug="figures", show_in_menus=True, programme=programme)
    _page(impact, standing_text.IMPACT, home, by)
    _page(StandardPage(slug="your-data"), standing_text.PRIVACY, home, by)
    _page(StandardPage(slug="accessibility"), standing_text.ACCESSIBILITY, home, by)
    return home


def _page(page: Page, texts: dict[str, Words], home: HomePage | None, by: User) -> Page:
    programme = home.programme if home else page.programme
    if home is None:
        under = Page.get_first_root_node()
        under.locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    else:
        under = home
    filled = {
        code: _filled(words, programme) for code, words in texts.items() if code in _languages()
    }
    publish(page, under=under, by=by, **filled.pop(settings.LANGUAGE_CODE))
    for code, words in filled.items():
        translate(page, code, by=by, **words)
    return page


def _languages() -> set[str]:
    return {code for code, _name in settings.LANGUAGES}


def _filled(words: Words, programme: Programme) -> dict[str, object]:
    html = str(format_html(words.html, programme=programme.name, lead=programme.lead.name))
    body = [{"type": "text", "value": html}] if html else []
    return {
        "title": words.title,
        "introduction": words.introduction,
        "body": body,
        **words.extra,
    }


def _open_to_the_world(home: HomePage, programme: Programme) -> None:
    """The Site record tells Wagtail which tree answers; any host name gets this one."""
    address = urlsplit(settings.BASE_URL)
    Site.objects.create(
        hostname=address.hostname,
        port=address.port or (443 if address.scheme == "https" else 80),
        site_name=programme.name,
        root_page=home,
        is_default_site=True,
    )
