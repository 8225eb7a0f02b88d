"""The one list of pages that the public may see."""

import pytest
from wagtail.models import PageViewRestriction

from cms import shown
from cms.actions import Appearance
from cms.models import Consent
from tests.factories.cms import make_consent, make_image, make_story

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
        "projects",
        "events",
        "figures",
        "news",
        "resources",
        "journals",
        "lessons",
        "partners",
        "your-data",
        "accessibility",
    ]


def test_shown_pages_leave_out_stories_of_people_whose_consent_ended(home):
    story = make_story(people=(Appearance(make_consent()), Appearance(ending := make_consent())))
    assert story.live
    Consent.objects.filter(pk=ending.pk).update(given_on="2020-01-01", until="2020-12-31")
    assert stories() == []


def test_shown_pages_leave_out_stories_whose_picture_shows_somebody_whose_consent_ended(home):
    ending = make_consent()
    make_story(image=make_image("Friends", ending))
    Consent.objects.filter(pk=ending.pk).update(given_on="2020-01-01", until="2020-12-31")
    assert stories() == []
