"""Amounts are whole minor units (cents, pence) with an ISO 4217 currency."""

from decimal import Decimal

from babel import Locale
from babel.numbers import format_currency, get_currency_precision, get_currency_symbol
from django.utils.translation import get_language


def in_major_units(amount_minor: int, currency: str) -> Decimal:
    return Decimal(amount_minor).scaleb(-get_currency_precision(currency))


def in_minor_units(amount: Decimal, currency: str) -> int:
    """Raises ValueError when `amount` is finer than the currency's smallest unit."""
    scaled = amount.scaleb(get_currency_precision(currency))
    if scaled != scaled.to_integral_value():
        raise ValueError(f"{amount} {currency} is finer than one minor unit")
    return int(scaled)


def spoken(amount_minor: int, currency: str, language: str | None = None) -> str:
    """The amount as people write it in `language`: €5,000, 5.000 €, or €12.50 with cents.

    The sign is the short one English uses: Arabic would write UK£, and its letters jump to the
    wrong side of the figure in a right-to-left line.
    """
    amount = in_major_units(amount_minor, currency)
    whole = amount == amount.to_integral_value()
    locale = Locale.parse((language or get_language() or "en").replace("-", "_"))
    pattern = locale.currency_formats["standard"].pattern
    text = format_currency(
        amount,
        currency,
        format=pattern.replace(".00", "") if whole else pattern,
        locale=locale,
        currency_digits=not whole,
    )
    return text.replace(get_currency_symbol(currency, locale), get_currency_symbol(currency, "en"))
