"""Amounts as people write them in each language."""

import pytest
from django.template.defaultfilters import floatformat
from django.utils import translation

from programmes.money import spoken


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
