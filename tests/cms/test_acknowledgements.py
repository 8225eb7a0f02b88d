"""Each page and letter thanks the funders of its own programme, and of no other."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Organisation, User
from accounts.roles import Role
from applications.calls.actions import change_call
from cms.actions import publish_call_page
from cms.models import HomePage
from following.models import Notice
from following.telling import tell_batch
from notifications.models import Message
from programmes.models import Funder, Programme
from tests.cms.page import read
from tests.factories.awards import decided, issued
from tests.factories.calls import CallFactory
from tests.factories.cms import ENGLISH_CALL, make_story
from tests.factories.following import make_follow
from tests.factories.journey import ApplicationFactory
from tests.factories.learning import make_journal, make_lesson
from tests.factories.programmes import ProgrammeFactory, user_with

pytestmark = pytest.mark.django_db
OURS, THEIRS = "Paid for by the Harbour Fund.", "Paid for by the River Fund."


def funded(programme: Programme, words: str) -> Programme:
    Funder.objects.create(
        programme=programme,
        organisation=Organisation.objects.create(name=words, kind="charity"),
        acknowledgement=words,
        acknowledgement_words={"ar": f"{words} بالعربية"},
    )
    return programme


@pytest.fixture
def programmes(home) -> dict[str, Programme]:
    """The programme of the site, and a second one beside it."""
    ended = {"state": Programme.State.ARCHIVED, "over_since": timezone.localdate()}
    other = ProgrammeFactory(**ended)
    return {OURS: funded(home.programme, OURS), THEIRS: funded(other, THEIRS)}


def thanked(page) -> list[str]:
    return [words for words in (OURS, THEIRS) if words in page.text]


@pytest.mark.parametrize("words", [OURS, THEIRS])
def test_call_page_thanks_the_funders_of_its_own_programme(programmes, client, words):
    call = CallFactory(code="spring", programme=programmes[words])
    publish_call_page(call, {"en": ENGLISH_CALL}, by=User.objects.system())
    assert thanked(read(client, "/calls/spring/")) == [words]


@pytest.mark.parametrize("words", [OURS, THEIRS])
def test_journal_and_lesson_thank_the_funders_of_their_own_programme(programmes, client, words):
    home = HomePage(programme=programmes[words])
    make_journal(home)
    make_lesson(home)
    for address in ("/journals/journal-1/", "/ar/journals/journal-1/", "/lessons/knock-twice/"):
        assert thanked(read(client, address)) == [words]


@pytest.mark.parametrize("words", [OURS, THEIRS])
def test_story_thanks_the_funders_of_its_grant(programmes, client, words):
    award = issued(decided(CallFactory(programme=programmes[words])))
    make_story(award=award)
    assert thanked(read(client, "/stories/oven/")) == [words]


def test_page_of_the_whole_site_thanks_the_funders_of_every_public_programme(programmes, client):
    assert thanked(read(client, "/stories/")) == [OURS, THEIRS]
    other = Programme.objects.filter(pk=programmes[THEIRS].pk)
    other.update(state=Programme.State.DRAFT, over_since=None)
    assert thanked(read(client, "/stories/")) == [OURS]


@pytest.mark.parametrize("words", [OURS, THEIRS])
def test_applicant_reads_the_funders_of_the_call(programmes, client, words):
    application = ApplicationFactory(call__programme=programmes[words])
    client.force_login(application.applicant.user)
    assert thanked(read(client, f"/applications/{application.public_id}/")) == [words]


@pytest.mark.parametrize("words", [OURS, THEIRS])
def test_follower_reads_the_funders_of_the_call(programmes, words):
    call = CallFactory(code="spring", programme=programmes[words])
    publish_call_page(call, {"en": ENGLISH_CALL}, by=User.objects.system())
    make_follow("call:spring", email="rosa@example.org", language="ar", confirmed=True)
    officer = user_with(Role.OFFICER, programme=programmes[words])
    change_call(call, by=officer, closes_at=call.closes_at + timedelta(hours=1))
    tell_batch(Notice.objects.get().pk)
    assert Message.objects.get(to_email="rosa@example.org").acknowledgement == f"{words} بالعربية"
