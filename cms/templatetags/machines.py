"""What a page's head says to programs. Models are imported late: templates come after them."""

from urllib.parse import urljoin

from babel.core import get_global
from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def linked_data(context) -> SafeString:
    """The page's schema.org data, as a block that no browser runs."""
    from cms.machines import linked_data as data

    return data.script(context["page"], context)


@register.simple_tag
def card() -> str:
    """The picture of a shared link to a page that has none of its own: no person is on it."""
    return urljoin(settings.BASE_URL, static("img/card.png"))


@register.filter
def territory(code: str) -> str:
    """`en_GB` for `en`, as Open Graph names languages: with a country where it is much spoken."""
    language, _mark, country = code.partition("-")
    if not country:
        likely = get_global("likely_subtags").get(language, "")
        country = "GB" if language == "en" else likely.rpartition("_")[2]
    return f"{language}_{country}" if country else language


@register.simple_tag
def feed(page) -> str:
    """The address of the feed of the page's kind, or nothing.

    The RSS one: readers need one of the two, and a page has better use for the bytes of the other.
    """
    from cms.machines.kinds import kind_of

    kind = kind_of(page)
    return settings.BASE_URL + reverse("feed", args=[kind.name]) if kind else ""
