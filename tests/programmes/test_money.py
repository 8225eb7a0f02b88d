"""Amounts as people write them in each language."""

import pytest
from django.template.defaultfilters import floatformat
from django.utils import translation

from programmes.money import spoken, typed


@pytest.mark.parametrize(
    ("amount_minor", "currency", "language", "text"),
    [
        (500_000, "EUR", "en", "€5,000"),
        (500_050, "EUR", "en", "€5,000.50"),
        (500_000, "GBP", "en", "£5,000"),
        (5_000, "JPY", "en", "¥5,000"),
        (500_000, "EUR", "de", "5.000\N{NO-BREAK SPACE}€"),
        (500_000, "EUR", "ar", "\N{RIGHT-TO-LEFT MARK}5,000\N{NO-BREAK SPACE}€"),
        (500_050, "GBP", "ar", "\N{RIGHT-TO-LEFT MARK}5,000.50\N{NO-BREAK SPACE}£"),
        (-500_000, "EUR", "ar", "\N{RIGHT-TO-LEFT MARK}-5,000\N{NO-BREAK SPACE}€"),
    ],
)
def test_an_amount_is_written_as_in_the_language(amount_minor, currency, language, text):
    assert spoken(amount_minor, currency, language) == text


def test_plain_figures_in_arabic_have_the_same_point_as_amounts():
    with translation.override("ar"):
        assert (floatformat(4.25, 1), floatformat(5000.5, "2g")) == ("4.3", "5,000.50")


@pytest.mark.parametrize(
    ("text", "amount_minor"),
    [
        ("4500", 450_000),
        ("4,500", 450_000),
        ("4.500", 450_000),
        ("4 500", 450_000),
        ("4\N{NARROW NO-BREAK SPACE}500", 450_000),
        ("4’500", 450_000),
        ("٤٥٠٠", 450_000),
        ("٤٬٥٠٠", 450_000),
        ("۴۵۰۰", 450_000),
        ("€4,500", 450_000),
        ("4.500 €", 450_000),
        ("EUR 4500", 450_000),
        ("eur4500", 450_000),
        ("\N{RIGHT-TO-LEFT MARK}4,500\N{NO-BREAK SPACE}€", 450_000),
        ("4500.00", 450_000),
        ("4.500,00", 450_000),
        ("4,500.5", 450_050),
        ("٤٥٠٠٫٢٥", 450_025),
        ("1,234,567.89", 123_456_789),
        ("4,50", 450),
    ],
)
def test_an_amount_is_read_as_people_type_it(text, amount_minor):
    assert typed(text, "EUR") == amount_minor


@pytest.mark.parametrize(
    "text",
    ["", "lots", "-5", "4.5000", "45,00,000", "1.234.56", "£4500", "4500 euros", "4e3", "9" * 13],
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match="amount"):
        typed(text, "EUR")


def test_cents_of_a_currency_without_cents_are_refused():
    assert typed("¥5,000", "JPY") == 5_000
    with pytest.raises(ValueError, match="finer"):
        typed("5000.5", "JPY")
