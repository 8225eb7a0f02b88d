"""Amounts are whole minor units (cents, pence) with an ISO 4217 currency."""

import re
import unicodedata
from decimal import Decimal

from babel import Locale
from babel.numbers import format_currency, get_currency_precision, get_currency_symbol
from django.utils.translation import get_language

GROUPED = re.compile(
    r"\d{1,3}(?P<mark>[., '’٬])\d{3}(?:(?P=mark)\d{3})*(?:(?!(?P=mark))[.,٫]\d{1,2})?"
)
"""Thousands in groups of three, then perhaps cents: 4,500 and 4.500,00 and 4 500."""
PLAIN = re.compile(r"\d+(?:[.,٫]\d{1,2})?")
LONGEST = 12
"""Digits of an amount at most; more is a slip of the hand."""


def typed(text: str, currency: str) -> int:
    """The minor units of an amount as people type it, in any usual way and any digits.

    One mark with three digits behind it groups thousands ("4.500" is 4500), one or two digits are
    cents. The currency's sign or code may stand before or behind. Raises ValueError for all else.
    """
    figures = "".join(_plain_character(each) for each in text.upper()).strip()
    for sign in (currency, get_currency_symbol(currency, "en")):
        figures = figures.removeprefix(sign).removesuffix(sign).strip()
    if not (GROUPED.fullmatch(figures) or PLAIN.fullmatch(figures)):
        raise ValueError(f"{text!r} is not an amount")
    cents = re.search(r"[.,٫](\d{1,2})$", figures)
    whole = re.sub(r"\D", "", figures[: cents.start()] if cents else figures)
    if len(whole) > LONGEST:
        raise ValueError(f"{text!r} is longer than any amount")
    return in_minor_units(Decimal(f"{whole}.{cents[1] if cents else 0}"), currency)


def _plain_character(character: str) -> str:
    """A digit of any script as 0 to 9; any kind of space, and no invisible marks of direction."""
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if unicodedata.category(character) == "Cf":
        return ""
    return " " if character.isspace() else character


def in_major_units(amount_minor: int, currency: str) -> Decimal:
    return Decimal(amount_minor).scaleb(-get_currency_precision(currency))


def in_minor_units(amount: Decimal, currency: str) -> int:
    """Raises ValueError when `amount` is finer than the currency's smallest unit."""
    scaled = amount.scaleb(get_currency_precision(currency))
    if scaled != scaled.to_integral_value():
        raise ValueError(f"{amount} {currency} is finer than one minor unit")
    return int(scaled)


def for_typing(amount_minor: int, currency: str) -> str:
    """The amount as a field shows it before people change it: 5,000 or 12.50, without a sign."""
    amount = in_major_units(amount_minor, currency)
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,}"


def in_plain_digits(amount_minor: int, currency: str) -> str:
    """The amount without marks or a sign, with its cents where it has some: 5000 or 12.50."""
    amount = in_major_units(amount_minor, currency)
    return f"{amount:.0f}" if amount == amount.to_integral_value() else f"{amount:f}"


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
