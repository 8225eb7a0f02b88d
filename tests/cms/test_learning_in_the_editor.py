"""Journals, zoom-ins and lessons in Wagtail's admin: what is caught there, in plain words."""

import pytest
from wagtail.models import Locale
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from accounts.roles import Role
from cms.models import Challenge, JournalPage, LessonPage, Level
from tests.factories.cms import make_image, make_story
from tests.factories.learning import make_challenge, make_journal
from tests.factories.programmes import CityFactory, ProgrammeFactory, user_with

from .page import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(home, sign_in):
    return sign_in(user_with(Role.EDITOR))


def new(kind: str, home, section: str) -> str:
    return f"/admin/pages/add/cms/{kind}/{home.get_children().get(slug=section).pk}/"


def reading(challenge: Challenge, level: Level = Level.HIGH, **facts) -> dict[str, str]:
    given = {"challenge": challenge.pk, "level": level.value, "observation": "Two doors opened."}
    return {name: str(value) for name, value in (given | facts).items()}


def journal(home, *readings: dict, **fields) -> dict:
    """The editor's form of a journal with these readings."""
    page = {
        "title": "Spring",
        "slug": "spring",
        "introduction": "Warm months.",
        "programme": str(home.programme.pk),
        "series": "journal",
        "number": "1",
        "period_from": "2026-01-01",
        "period_to": "2026-03-31",
        "city": "",
        "theme": "",
        "told": inline_formset(fields.pop("told", [])),
        "body": streamfield([("text", rich_text("<h2>How</h2><p>So.</p>"))]),
        "readings": inline_formset(list(readings)),
        "seo_title": "",
        "search_description": "",
        "action-publish": "1",
    }
    return nested_form_data(page | fields)


def errors(response) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def errors_of_readings(response) -> list[dict]:
    return response.context["form"].formsets["readings"].errors


def test_editor_publishes_a_journal_with_its_readings(home, editor, client):
    cold = make_challenge(home.programme)
    told = [{"story": str(make_story().pk)}]
    response = editor.post(
        new("journalpage", home, "journals"), journal(home, reading(cold), told=told)
    )
    assert response.status_code == 302
    page = read(client, "/journals/spring/")
    assert "Cold homes High Looked at for the first time Two doors opened." in page.text
    assert page.links["The oven"] == "/stories/oven/"
    kept = JournalPage.objects.get()
    assert (kept.readings.get().locale, kept.numbered_in) == (kept.locale, kept.locale)


def test_editor_sees_readings_and_stories_before_they_are_published(home, editor, client):
    make_journal(home, 1, seen={(cold := make_challenge(home.programme)): Level.LOW})
    told = [{"story": str(make_story().pk)}]
    address = new("journalpage", home, "journals") + "preview/"
    data = journal(home, reading(cold), number="2", told=told)
    assert editor.post(address, data).json()["is_valid"] is True
    seen = editor.get(address).content.decode()
    assert ("Worse than in no. 1" in seen, "/stories/oven/" in seen) == (True, True)
    assert client.get("/journals/spring/").status_code == 404


def test_readings_of_a_draft_wait_until_it_is_published(home, editor, client):
    page = make_journal(home, 1, seen={(cold := make_challenge(home.programme)): Level.LOW})
    form = journal(home, reading(cold, Level.HIGH), slug="journal-1")
    del form["action-publish"]
    assert editor.post(f"/admin/pages/{page.pk}/edit/", form).status_code == 302
    assert "Cold homes Low" in read(client, "/journals/journal-1/").text


def test_number_that_is_taken_is_refused_in_words(home, editor):
    make_journal(home, 1)
    response = editor.post(new("journalpage", home, "journals"), journal(home))
    assert errors(response) == {
        "number": ["Journal no. 1 is there already. Choose another number."]
    }


def test_period_that_is_reversed_is_refused_in_words(home, editor):
    form = journal(home, period_from="2026-04-01")
    response = editor.post(new("journalpage", home, "journals"), form)
    assert errors(response) == {
        "period_to": ["The last day comes before the first. Change one of them."]
    }


def test_challenge_that_stands_twice_is_refused_in_words(home, editor):
    cold = make_challenge(home.programme)
    form = journal(home, reading(cold), reading(cold, Level.LOW))
    response = editor.post(new("journalpage", home, "journals"), form)
    assert errors_of_readings(response) == [
        {},
        {"challenge": ["This challenge stands here twice. Keep one of them."]},
    ]
    assert JournalPage.objects.count() == 0


def test_challenge_that_is_taken_out_does_not_count(home, editor):
    cold = make_challenge(home.programme)
    form = journal(home, reading(cold, DELETE="1"), reading(cold, Level.LOW))
    assert editor.post(new("journalpage", home, "journals"), form).status_code == 302
    assert JournalPage.objects.get().readings.get().level == Level.LOW


def test_challenge_of_another_programme_is_refused_in_words(home, editor):
    form = journal(home, reading(make_challenge(ProgrammeFactory())))
    response = editor.post(new("journalpage", home, "journals"), form)
    assert errors_of_readings(response) == [
        {"challenge": ["This challenge is of another programme."]}
    ]


def test_zoom_in_follows_no_challenges(home, editor):
    cold = make_challenge(home.programme)
    form = journal(home, reading(cold), series="zoom_in", city=str(CityFactory().pk))
    response = editor.post(new("journalpage", home, "journals"), form)
    assert errors_of_readings(response) == [
        {"challenge": ["Only a journal follows challenges. Take this out of the zoom-in."]}
    ]


def test_zoom_in_without_city_or_theme_is_refused_in_words(home, editor):
    response = editor.post(new("journalpage", home, "journals"), journal(home, series="zoom_in"))
    assert errors(response) == {
        "city": ["Choose the city or the theme that this zoom-in looks at."]
    }


def test_skipped_heading_is_refused_in_words(home, editor):
    body = streamfield([("text", rich_text("<h3>Too deep</h3><p>So.</p>"))])
    response = editor.post(new("journalpage", home, "journals"), journal(home, body=body))
    assert errors(response) == {
        "body": [
            "A heading skips a level. Begin with “Heading 2”; "
            "use “Heading 3” only under a “Heading 2”."
        ]
    }


def test_picture_without_words_for_it_is_refused(home, editor):
    picture = {"image": {"image": str(make_image().pk), "alt_text": "", "decorative": ""}}
    body = streamfield([("picture", picture | {"caption": ""})])
    response = editor.post(new("journalpage", home, "journals"), journal(home, body=body))
    assert list(errors(response)) == ["body"]
    assert "Please add some alt text" in response.content.decode()


TAKEN = "Journal no. 1 is there already. Choose another number."


def copy(editor, page: JournalPage, **more) -> None:
    fields = {"new_title": "Again", "new_slug": "again", "new_parent_page": page.get_parent().pk}
    return editor.post(f"/admin/pages/{page.pk}/copy/", fields | more, follow=True)


def test_copy_of_a_journal_waits_for_a_number_of_its_own(home, editor):
    cold = make_challenge(home.programme)
    page = make_journal(home, 1, languages="en", seen={cold: Level.LOW})
    copy(editor, page)
    draft = JournalPage.objects.get(slug="again")
    assert (draft.live, draft.number, draft.numbered_in, draft.readings.count()) == (
        False, 1, None, 1,
    )  # fmt: skip
    address = f"/admin/pages/{draft.pk}/edit/"
    assert errors(editor.post(address, journal(home, slug="again"))) == {"number": [TAKEN]}
    form = journal(home, slug="again", number="2")
    assert editor.post(address, form).status_code == 302
    assert JournalPage.objects.get(slug="again").numbered_in == page.locale


def test_copy_that_would_be_live_at_once_is_refused_in_words(home, editor):
    page = make_journal(home, 1, languages="en")
    response = copy(editor, page, publish_copies="on")
    assert TAKEN in response.content.decode()
    assert JournalPage.objects.count() == 1


def test_unpublished_journal_does_not_come_back_on_a_number_that_was_given_away(home, editor):
    old = make_journal(home, 1, languages="en")
    old.unpublish()
    make_journal(home, 1, languages="en", slug="new")
    address = f"/admin/bulk/wagtailcore/page/publish/?id={old.pk}"
    assert TAKEN in editor.post(address, follow=True).content.decode()
    assert not JournalPage.objects.get(pk=old.pk).live


def lesson(home, **fields) -> dict:
    page = {
        "title": "Knock twice",
        "slug": "knock",
        "introduction": "Knock again.",
        "programme": str(home.programme.pk),
        "challenge": "Bells rang softly.",
        "action": "We knocked.",
        "result": "Doors opened.",
        "city": "",
        "story": "",
        "project": "",
        "journal": "",
        "body": streamfield([]),
        "seo_title": "",
        "search_description": "",
        "action-publish": "1",
    }
    return nested_form_data(page | fields)


def test_editor_publishes_a_lesson(home, editor, client):
    assert editor.post(new("lessonpage", home, "lessons"), lesson(home)).status_code == 302
    assert "We knocked." in read(client, "/lessons/knock/").text


@pytest.mark.parametrize("part", ["challenge", "action", "result"])
def test_lesson_without_one_of_its_three_parts_is_not_published(home, editor, part):
    response = editor.post(new("lessonpage", home, "lessons"), lesson(home, **{part: ""}))
    assert errors(response) == {part: ["This field is required."]}
    assert LessonPage.objects.count() == 0


def test_journal_is_translated_with_what_was_seen(home, client):
    """A copy in another language keeps number, levels and the key that joins the readings."""
    page = make_journal(home, 1, languages="en", seen={make_challenge(home.programme): Level.LOW})
    copy = page.copy_for_translation(Locale.objects.get(language_code="ar"))
    copy.save_revision().publish()
    copy.refresh_from_db()
    reading, other = page.readings.get(), JournalPage.objects.get(pk=copy.pk).readings.get()
    assert (other.level, other.translation_key) == (reading.level, reading.translation_key)
    assert (copy.number, copy.numbered_in, other.locale) == (1, copy.locale, copy.locale)
