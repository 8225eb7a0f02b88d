"""Machine-made translations are marked, read by a person, and told to readers until then."""

from urllib.parse import unquote, urlsplit

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import PageLogEntry

from accounts.models import User
from accounts.roles import Role
from cms import actions
from cms.models import StandardPage, StoryIndexPage
from cms.translation_state import State, lines_of, standings
from config import languages
from tests.factories.programmes import user_with
from tests.sessions import signed_in

from .page import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def read_interface(monkeypatch):
    """A person has read the Arabic interface, so that pages alone decide."""
    done = languages.Catalogue("ar", machine_made=True, reviewed_by="Layan Example, 2026-11-20")
    monkeypatch.setattr("cms.languages.catalogue", lambda code: done)


def page_in(code: str, kind=StandardPage, slug: str = "your-data"):
    return kind.objects.get(slug=slug, locale__language_code=code)


def counts(code: str) -> dict:
    return next(each.counts for each in standings() if each.code == code)


def test_build_site_marks_what_a_machine_made(home):
    assert {line.state for line in lines_of("ar")} == {State.MACHINE}


def test_readers_are_told_until_somebody_has_read_the_page(home, client, read_interface):
    page = page_in("ar")
    assert letters(read(client, page.url)) == ["/ar/your-data/"]
    actions.review_translation(page, by=user_with(Role.TRANSLATOR))
    assert letters(read(client, page.url)) == []


def letters(page) -> list[str]:
    """The pages that the letters about mistakes are about."""
    hrefs = [unquote(tag.get("href") or "") for tag in page.all("a")]
    about = [href.partition("subject=")[2] for href in hrefs if "subject=" in href]
    return [urlsplit(address).path for address in about]


def test_pages_of_the_first_language_say_nothing(home, client):
    assert letters(read(client, "/your-data/")) == []


def test_a_review_keeps_name_and_day_and_is_recorded(home):
    translator, page = user_with(Role.TRANSLATOR), page_in("ar")
    mark = actions.review_translation(page, by=translator)
    assert (mark.reviewed_by, mark.reviewed_at is None, mark.needs_review) == (
        translator,
        False,
        False,
    )
    entry = PageLogEntry.objects.get(action="cms.review_translation")
    assert (entry.user, entry.page_id, entry.data["language"]) == (translator, page.pk, "ar")


def test_an_officer_reviews_nothing(home):
    with pytest.raises(PermissionDenied):
        actions.review_translation(page_in("ar"), by=user_with(Role.OFFICER))


def test_a_translation_is_older_once_its_source_changed(home):
    page = page_in("ar")
    actions.review_translation(page, by=user_with(Role.TRANSLATOR))
    assert state_of(page) == State.REVIEWED
    page_in("en").save_revision().publish()
    assert state_of(page) == State.OLDER


def test_a_new_machine_translation_takes_the_review_back(home):
    page = page_in("ar")
    actions.review_translation(page, by=user_with(Role.EDITOR))
    actions.mark_machine_made(page, by=user_with(Role.EDITOR))
    assert state_of(page) == State.MACHINE


def state_of(page) -> State:
    return next(line.state for line in lines_of("ar") if line.page and line.page.pk == page.pk)


def test_a_page_without_a_translation_is_counted_as_missing(home):
    page_in("ar", StoryIndexPage, "stories").unpublish()
    assert counts("ar")[State.MISSING] == 1


def test_the_screen_of_languages_reads_in_two_queries(home, django_assert_num_queries):
    with django_assert_num_queries(2):
        standings()


def test_a_translator_marks_a_page_in_the_admin(home):
    translator, page = signed_in(user_with(Role.TRANSLATOR)), page_in("ar")
    listed = translator.get(reverse("cms_translations")).content.decode()
    assert listed.count(reverse("cms_translations_of", args=["ar"])) == 1
    screen = translator.get(reverse("cms_translations_of", args=["ar"])).content.decode()
    assert screen.count(reverse("cms_translation_mark", args=[page.pk])) == 1
    address = reverse("cms_translation_mark", args=[page.pk])
    assert translator.post(address, {"do": "reviewed"}).status_code == 302
    assert state_of(page) == State.REVIEWED


@pytest.mark.parametrize(
    ("name", "argument"), [("cms_translations_of", "en"), ("cms_translations_of", "xx")]
)
def test_a_language_that_needs_no_translation_has_no_screen(home, name, argument):
    editor = signed_in(user_with(Role.EDITOR))
    assert editor.get(reverse(name, args=[argument])).status_code == 404


def test_the_system_may_mark_what_it_builds(home):
    assert User.objects.system().has_perm("cms.review_translations") is True
