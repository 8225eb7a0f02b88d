"""Deciding a large round: confirmed by a person, carried out by the worker, once, or not at all."""

import json

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from procrastinate.contrib.django import app

import audit.record
from applications.journey.models import Application
from applications.judging import actions
from applications.judging.actions import closing
from applications.judging.models import Closing, Decision, DraftDecision, Entry, Round, Shortlisting
from applications.judging.refusals import AlreadyDone, JudgingRefused
from notifications.models import Message
from tests.factories.judging import desk_with, officer_of, panel_with, submit, verdict

pytestmark = pytest.mark.django_db
TASK = "judging.close"
OUTCOMES = ("award", "reserve", "not_funded")


def drafted(made):
    """A round with a draft for each of its three projects, and its chair."""
    judging_round, chair, _members, entries = made
    for entry, outcome in zip(entries, OUTCOMES, strict=True):
        actions.draft_decision(entry=entry, verdict=verdict(outcome), by=chair.user)
    return judging_round, chair.user, entries


@pytest.fixture
def large(monkeypatch):
    """A round that is too large to be decided at once, proposed; its chair and an officer."""
    monkeypatch.setattr(closing, "AT_ONCE", 2)
    judging_round, chair, _entries = drafted(panel_with(locked=True))
    judging_round = actions.propose_closing(judging_round=judging_round, by=chair)
    return judging_round, chair, officer_of(judging_round)


def confirm(judging_round: Round, by) -> Closing:
    actions.confirm_closing(judging_round=judging_round, seen=judging_round.proposed_hash, by=by)
    return Closing.objects.latest("pk")


def jobs() -> list[dict]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = %s", [TASK])
        return [json.loads(args) for (args,) in cursor.fetchall()]


def work(asked: Closing) -> Closing:
    """What the worker does with the job."""
    app.tasks[TASK].func(closing_id=asked.pk)
    return Closing.objects.get(pk=asked.pk)


def page_of(judging_round: Round) -> str:
    return reverse("judging:close", args=[judging_round.public_id])


def decided(judging_round: Round) -> tuple[int, bool, int]:
    """Decisions, whether the round is closed, and letters to those who wait or are turned down."""
    letters = Message.objects.filter(kind__in=["judging.turn_down", "judging.hold_in_reserve"])
    closed = Round.objects.get(pk=judging_round.pk).closed_at is not None
    return Decision.objects.count(), closed, letters.count()


NOTHING, ALL = (0, False, 0), (3, True, 2)


def test_a_large_round_is_left_to_the_worker_and_the_page_says_how_it_goes(large, sign_in):
    judging_round, _chair, officer = large
    client = sign_in(officer)
    client.post(page_of(judging_round), {"do": "confirm", "hash": judging_round.proposed_hash})
    [asked] = Closing.objects.all()
    assert (jobs(), decided(judging_round)) == ([{"closing_id": asked.pk}], NOTHING)
    shown = client.get(page_of(judging_round))
    assert shown.context["words"] == "The decisions wait for their turn."
    assert b"data-goes-on" in shown.content
    assert (work(asked).state, decided(judging_round)) == ("done", ALL)
    shown = client.get(page_of(judging_round))
    assert shown.url == reverse("judging:ranking", args=[judging_round.public_id])
    closed = Round.objects.get(pk=judging_round.pk)
    assert (closed.closed_by, closed.proposed_hash) == (officer, asked.hash)


def test_each_application_has_its_own_move_and_record(large):
    judging_round, chair, officer = large
    work(confirm(judging_round, officer))
    places = Application.objects.order_by("decision__rank")
    states = ["judged", "reserve", "not_funded"]
    assert list(places.values_list("state", flat=True)) == states
    last = places.last()
    [*_before, moved] = audit.record.history(last)
    facts = {"from": "judged", "to": "not_funded", "decision": last.decision.pk}
    assert (moved.action, moved.user, moved.data) == ("application.turn_down", chair, facts)


def test_one_project_that_cannot_move_leaves_all_where_they_are(large):
    judging_round, _chair, officer = large
    asked = confirm(judging_round, officer)
    last = Entry.objects.latest("pk").application
    Application.objects.filter(pk=last.pk).update(applicant=_chair.person)
    assert (work(asked).state, decided(judging_round)) == ("failed", NOTHING)


def test_a_round_is_decided_by_one_confirmation(large):
    judging_round, _chair, officer = large
    asked = confirm(judging_round, officer)
    with pytest.raises(AlreadyDone, match="being decided now"):
        confirm(judging_round, officer_of(judging_round))
    with pytest.raises(IntegrityError), transaction.atomic():
        Closing.objects.create(round=judging_round, hash="0", asked_by=officer, applications=3)
    first = work(asked)
    assert work(asked).ended_at == first.ended_at
    with pytest.raises(AlreadyDone, match="decided already"):
        confirm(judging_round, officer_of(judging_round))
    assert decided(judging_round) == ALL


def test_nothing_changes_while_it_is_decided(large):
    judging_round, chair, officer = large
    confirm(judging_round, officer)
    entry = Entry.objects.select_related("round", "application").earliest("pk")
    for change in (
        lambda: actions.draft_decision(entry=entry, verdict=verdict("defer"), by=chair),
        lambda: actions.propose_closing(judging_round=judging_round, by=chair),
        lambda: actions.keep_minutes(
            judging_round=judging_round, present=[], minutes="More.", by=chair, seen=0
        ),
    ):
        with pytest.raises(AlreadyDone, match="being decided now"):
            change()


def test_the_chair_stops_what_waits_and_goes_on_deciding(large, sign_in):
    judging_round, chair, officer = large
    asked = confirm(judging_round, officer)
    sign_in(chair).post(page_of(judging_round), {"do": "withdraw"})
    assert (work(asked).state, decided(judging_round)) == ("stopped", NOTHING)
    with pytest.raises(JudgingRefused, match="Nobody has proposed"):
        confirm(judging_round, officer)


def test_what_changed_meanwhile_is_not_decided_and_the_reason_is_shown(large, sign_in):
    judging_round, chair, officer = large
    asked = confirm(judging_round, officer)
    Round.objects.filter(pk=judging_round.pk).update(places=2)
    asked = work(asked)
    assert (asked.state, decided(judging_round)) == ("failed", NOTHING)
    shown = sign_in(officer).get(page_of(judging_round))
    said = "Something changed since it was proposed. Propose it again."
    assert (asked.said, shown.context["failed"]["why"]) == (said, said)
    actions.propose_closing(judging_round=judging_round, by=chair)
    assert sign_in(officer).get(page_of(judging_round)).context["failed"] is None


def breaking(monkeypatch, wrong: type[BaseException]) -> None:
    """Let the worker break when all is written and before it is kept."""
    real = closing.decide_all

    def breaks(*given) -> None:
        real(*given)
        raise wrong

    monkeypatch.setattr(closing, "decide_all", breaks)


def test_what_breaks_is_kept_and_told_to_the_log(large, monkeypatch):
    judging_round, _chair, officer = large
    asked = confirm(judging_round, officer)
    breaking(monkeypatch, MemoryError)
    with pytest.raises(MemoryError):
        work(asked)
    asked.refresh_from_db()
    assert (asked.state, decided(judging_round)) == ("failed", NOTHING)
    assert confirm(judging_round, officer).is_open


def test_what_a_killed_worker_began_is_decided_by_the_next_one_once(large, monkeypatch):
    judging_round, _chair, officer = large
    asked = confirm(judging_round, officer)
    with monkeypatch.context() as patched:
        breaking(patched, SystemExit)
        with pytest.raises(SystemExit):
            work(asked)
    asked.refresh_from_db()
    assert (asked.state, decided(judging_round)) == ("working", NOTHING)
    assert (work(asked).state, decided(judging_round)) == ("done", ALL)
    assert (work(asked).state, decided(judging_round)) == ("done", ALL)


@pytest.mark.parametrize("pitches", [3, 6])
def test_closing_asks_as_much_of_the_database_for_three_as_for_six(
    pitches, django_assert_num_queries
):
    judging_round, chair, _members, entries = panel_with(pitches=pitches, locked=True)
    for number, entry in enumerate(entries):
        outcome = OUTCOMES[number % 3] if number < 3 else "not_funded"
        actions.draft_decision(entry=entry, verdict=verdict(outcome), by=chair.user)
    seen = actions.propose_closing(judging_round=judging_round, by=chair.user).proposed_hash
    officer = officer_of(judging_round)
    ContentType.objects.get_for_model(Decision)
    with django_assert_num_queries(75):
        actions.confirm_closing(judging_round=judging_round, seen=seen, by=officer)


@pytest.mark.parametrize("pitches", [3, 6])
def test_drafting_along_the_order_asks_as_much_for_three_as_for_six(
    pitches, django_assert_num_queries
):
    judging_round, chair, _members, _entries = panel_with(pitches=pitches, locked=True)
    ContentType.objects.get_for_model(DraftDecision)
    with django_assert_num_queries(21):
        actions.draft_along_order(judging_round=judging_round, reason="Our order.", by=chair.user)
    drafts = DraftDecision.objects.filter(round=judging_round)
    assert [len(audit.record.history(each)) for each in drafts] == [1] * pitches


@pytest.mark.parametrize("pitches", [3, 6])
def test_a_desk_asks_as_much_of_the_database_for_three_as_for_six(
    pitches, django_assert_num_queries
):
    judging_round, chair, _members, entries = desk_with(pitches=pitches, locked=True)
    for number, entry in enumerate(entries):
        said = verdict("not_funded" if number else "shortlist")
        actions.draft_decision(entry=entry, verdict=said, by=chair.user)
    seen = actions.propose_closing(judging_round=judging_round, by=chair.user).proposed_hash
    officer = officer_of(judging_round)
    ContentType.objects.get_for_models(Decision, Shortlisting)
    with django_assert_num_queries(79):
        actions.confirm_closing(judging_round=judging_round, seen=seen, by=officer)


@pytest.mark.parametrize("pitches", [3, 6])
def test_locking_asks_as_much_of_the_database_for_three_as_for_six(
    pitches, django_assert_num_queries
):
    judging_round, chair, members, entries = panel_with(pitches=pitches)
    for entry in entries:
        for member in members:
            submit(entry, member.user, 4, 4)
    with django_assert_num_queries(16):
        actions.lock_scores(judging_round=judging_round, by=chair.user)


def test_a_desk_round_turns_down_and_sends_on_all_at_once(monkeypatch):
    monkeypatch.setattr(closing, "AT_ONCE", 2)
    judging_round, chair, _members, entries = desk_with(locked=True)
    for entry, outcome in zip(entries, ("shortlist", "not_funded", "not_funded"), strict=True):
        actions.draft_decision(entry=entry, verdict=verdict(outcome), by=chair.user)
    judging_round = actions.propose_closing(judging_round=judging_round, by=chair.user)
    assert work(confirm(judging_round, officer_of(judging_round))).state == "done"
    states = Application.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["ready_to_pitch", "not_funded", "not_funded"]
    kinds = Message.objects.filter(kind__startswith="judging.").values_list("kind", flat=True)
    assert sorted(kinds) == ["judging.shortlist", *["judging.turn_down"] * 2]
