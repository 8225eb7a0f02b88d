"""The one list of pages that the public may see."""

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms import shown
from cms.models import Consent
from tests.factories.cms import make_story

pytestmark = pytest.mark.django_db


def stories(language: str | None = None) -> list[tuple[str, str]]:
    found = shown.pages(language).filter(slug="oven").order_by("path")
    return [(page.locale.language_code, page.slug) for page in found]


def test_shown_pages_are_of_one_language_or_of_all(home):
    make_story()
    assert (stories(), stories("ar")) == ([("en", "oven"), ("ar", "oven")], [("ar", "oven")])
    assert set(shown.pages("ar").values_list("locale__language_code", flat=True)) == {"ar"}


def test_shown_pages_leave_out_the_root_drafts_and_private_pages(home):
    draft, private = make_story(languages="en"), make_story(slug="private", languages="en")
    draft.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert list(shown.pages("en").order_by("path").values_list("slug", flat=True)) == [
        "home",
        "calls",
        "stories",
        "figures",
        "your-data",
        "accessibility",
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"withdrawn_at": timezone.now()},
        {"given_on": "2020-01-01", "until": "2020-12-31"},
        {"uses": ["print"]},
    ],
)
def test_shown_pages_leave_out_stories_without_consent_today(home, change):
    story = make_story()
    Consent.objects.filter(pk=story.consent.pk).update(**change)
    assert stories() == []
