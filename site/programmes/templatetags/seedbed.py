"""Filters every template may use."""

from django import template

from programmes.money import spoken

register = template.Library()


@register.filter
def money(amount_minor: int | None, currency: str) -> str:
    """`{{ award.amount_minor|money:award.currency }}`; empty for None."""
    return "" if amount_minor is None else spoken(int(amount_minor), currency)
