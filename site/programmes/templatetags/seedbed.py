"""Filters every template may use."""

from collections.abc import Iterable
from datetime import datetime

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin.menu import SubmenuMenuItem, admin_menu

from programmes.languages import zone_name
from programmes.money import spoken
from programmes.words import worded

register = template.Library()
register.filter(zone_name)
register.filter(worded)


@register.filter
def money(amount_minor: int | None, currency: str) -> str:
    """`{{ award.amount_minor|money:award.currency }}`; empty for None."""
    return "" if amount_minor is None else spoken(int(amount_minor), currency)


@register.filter(expects_localtime=True)
def moment(at: datetime | None) -> str:
    """Day and time in words, joined as the language joins them: "31 March 2027, 17:00"."""
    if not at:
        return ""
    return date_format(at, "j F Y") + _(", ") + date_format(at, "H:i")


@register.filter
def listed(words: Iterable[object]) -> str:
    """The words with the language's own comma between them."""
    return _(", ").join(str(word) for word in words)


@register.filter
def fill(words: str, left: str) -> str:
    """`{{ "It opens in {left}."|fill:"3 days" }}`, for words that a script fills in again."""
    return words.replace("{left}", left)


@register.simple_tag(takes_context=True)
def plain_menu(context) -> list[dict[str, object]]:
    """Wagtail's own menu as plain links, for admin screens that work without scripts.

    `[{label, url, current, items}]`, filtered by what the user may see.
    """
    request = context["request"]
    return _links(admin_menu, request)


def _links(menu, request) -> list[dict[str, object]]:
    items = sorted(menu.menu_items_for_request(request), key=lambda item: item.order)
    return [
        {
            "label": item.label,
            "url": str(item.url),
            "current": request.path.startswith(str(item.url)),
            "items": _links(item.menu, request) if isinstance(item, SubmenuMenuItem) else [],
        }
        for item in items
    ]
