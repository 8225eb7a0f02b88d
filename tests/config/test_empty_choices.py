"""A list with nothing chosen says so in words, in every form of ours and of the admin."""

from html import unescape

import pytest
from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH

CHOICES = [*BLANK_CHOICE_DASH, ("leeds", "Leeds")]


@pytest.mark.parametrize(
    ("required", "widget", "first"),
    [
        (True, forms.Select, "Choose one"),
        (False, forms.Select, "Nothing chosen"),
        (False, forms.RadioSelect, "Nothing chosen"),
    ],
)
def test_empty_choice_is_said_in_words(required, widget, first):
    field = forms.ChoiceField(choices=CHOICES, required=required, widget=widget)
    form = type("CityForm", (forms.Form,), {"city": field})()
    html = unescape(str(form["city"]))
    assert [html.count(words) for words in (first, "Leeds", "---")] == [1, 1, 0]


def test_empty_choice_is_still_the_one_that_is_chosen():
    class CityForm(forms.Form):
        city = forms.ChoiceField(choices=CHOICES, required=False)

    assert '<option value="" selected>Nothing chosen</option>' in str(CityForm()["city"])
