"""Filters every template may use."""

from django import template
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
