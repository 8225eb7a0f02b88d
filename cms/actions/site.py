"""A new public site, in every language, ready for calls and stories."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.html import format_html
from wagtail.models import Locale, Page, Site

from accounts.models import User
from cms import standing_text
from cms.models import (
    CallIndexPage,
    EventIndexPage,
    HomePage,
    ImpactPage,
    JournalIndexPage,
    LessonIndexPage,
    NewsIndexPage,
    PartnerIndexPage,
    ProjectIndexPage,
    ResourceIndexPage,
    StandardPage,
    StoryIndexPage,
)
from cms.models.base import SitePage
from cms.standing_text import Words
from programmes.models import Programme

from .publishing import publish, translate

STANDING: tuple[tuple[str, dict[str, Words]], ...] = (
    ("home", standing_text.HOME),
    ("calls", standing_text.CALLS),
    ("stories", standing_text.STORIES),
    ("projects", standing_text.PROJECTS),
    ("events", standing_text.EVENTS),
    ("figures", standing_text.IMPACT),
    ("news", standing_text.NEWS),
    ("resources", standing_text.RESOURCES),
    ("journals", standing_text.JOURNALS),
    ("lessons", standing_text.LESSONS),
    ("partners", standing_text.PARTNERS),
    ("your-data", standing_text.PRIVACY),
    ("accessibility", standing_text.ACCESSIBILITY),
)
"""The slug of each standing page in the first language, and its words in every language."""


@transaction.atomic
def build_site(programme: Programme, *, by: User) -> HomePage:
    """Make the home page and all that hangs on it, in every language of the site.

    Returns the home page in the main language. A site that is there already stays as it is.
    """
    if home := HomePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first():
        return home
    root = Page.get_first_root_node()
    root.locale, _made = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    home = HomePage(slug="home", programme=programme)
    _publish(home, under=root, programme=programme, by=by)
    _open_to_the_world(home, programme)
    complete_site(home, by=by)
    return home


@transaction.atomic
def complete_site(home: HomePage, *, by: User) -> list[Page]:
    """Make what every site has below its home page, in every language; what is there stays.

    A site that was built before the software had a list of that kind gets it so. Returns the new
    pages.
    """
    programme = home.programme
    missing = [page for page in _below(programme) if not _is_there(page, home)]
    for page in missing:
        _rejoin(page, home)
        _publish(page, under=home, programme=programme, by=by)
    others = (code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)
    translated = [page for code in others for page in open_language(code, by=by)]
    return [*missing, *translated]


def _below(programme: Programme) -> tuple[SitePage, ...]:
    return (
        CallIndexPage(slug="calls", show_in_menus=True),
        StoryIndexPage(slug="stories", show_in_menus=True),
        ProjectIndexPage(slug="projects", show_in_menus=True),
        EventIndexPage(slug="events", show_in_menus=True),
        ImpactPage(slug="figures", show_in_menus=True, programme=programme),
        NewsIndexPage(slug="news", show_in_menus=True),
        ResourceIndexPage(slug="resources"),
        JournalIndexPage(slug="journals"),
        LessonIndexPage(slug="lessons"),
        PartnerIndexPage(slug="partners"),
        StandardPage(slug="your-data", part=StandardPage.Part.PRIVACY),
        StandardPage(slug="accessibility", part=StandardPage.Part.ACCESSIBILITY),
    )


def _of_its_kind(page: SitePage) -> QuerySet[SitePage]:
    """In every language."""
    same = type(page)._default_manager.all()
    return same.filter(part=page.part) if isinstance(page, StandardPage) else same


def _is_there(page: SitePage, home: HomePage) -> bool:
    """Live or not, and under whatever address: an editor may have moved it."""
    return _of_its_kind(page).filter(locale=home.locale_id).exists()


def _rejoin(page: SitePage, home: HomePage) -> None:
    """The page that was deleted may have left its translations: the new one is theirs."""
    left = _of_its_kind(page).exclude(locale=home.locale_id).order_by("depth", "pk").first()
    if left:
        page.translation_key = left.translation_key


def _publish(page: SitePage, *, under: Page, programme: Programme, by: User) -> None:
    words = dict(STANDING)[page.slug][settings.LANGUAGE_CODE]
    publish(page, under=under, by=by, **_filled(words, programme))


@transaction.atomic
def open_language(code: str, *, by: User) -> list[Page]:
    """Make the standing pages in a language that is new to the site; those there are stay.

    Returns the new pages. Raises LookupError when nobody has written the words in that language.
    """
    locale, _made = Locale.objects.get_or_create(language_code=code)
    pages = Page.objects.filter(locale__language_code=settings.LANGUAGE_CODE, depth__in=(2, 3))
    sources = {page.slug: page.specific for page in pages}
    return [
        _in_language(sources[slug], code, texts, by=by)
        for slug, texts in STANDING
        if slug in sources and not sources[slug].has_translation(locale)
    ]


def _in_language(source: Page, code: str, texts: dict[str, Words], *, by: User) -> Page:
    if code not in texts:
        raise LookupError(f"Write the standing pages in {code} first: see docs/translations.md.")
    programme = HomePage.objects.get(locale__language_code=settings.LANGUAGE_CODE).programme
    words = texts[code]
    filled = _filled(words, programme)
    return translate(source, code, by=by, machine_made=words.machine_made, **filled)


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
