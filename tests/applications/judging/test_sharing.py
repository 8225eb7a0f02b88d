"""Sharing out as a piece of work: at once or by the worker, stopped, failed, begun again."""

import json

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from procrastinate.contrib.django import app

from applications.judging import actions, method
from applications.judging.actions import sharing
from applications.judging.models import Assignment, Entry, Round, SharingOut
from applications.judging.refusals import AlreadyDone, JudgingRefused
from tests.factories.judging import RoundFactory, officer_of, ready, seat

pytestmark = pytest.mark.django_db
TASK = "judging.share_out"


@pytest.fixture
def large(monkeypatch):
    """A desk round that is too large to be shared out at once, with its officer."""
    monkeypatch.setattr(sharing, "AT_ONCE", 5)
    judging_round = RoundFactory(kind=Round.Kind.DESK, quorum=2, each=2)
    officer = officer_of(judging_round)
    for number in range(3):
        seat(judging_round, chairs=number == 0)
    brought = [ready(judging_round) for _number in range(2)]
    actions.enter(judging_round=judging_round, applications=brought, by=officer)
    return judging_round, officer


def jobs() -> list[dict]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = %s", [TASK])
        return [json.loads(args) for (args,) in cursor.fetchall()]


def work(asked: SharingOut) -> SharingOut:
    """What the worker does with the job."""
    app.tasks[TASK].func(sharing_id=asked.pk)
    return SharingOut.objects.get(pk=asked.pk)


def page_of(judging_round: Round) -> str:
    return reverse("judging_admin:readers", args=[judging_round.public_id])


def readings() -> int:
    return Assignment.objects.count()


def test_a_large_round_is_left_to_the_worker_and_the_page_says_how_it_goes(large, sign_in):
    judging_round, officer = large
    client = sign_in(officer)
    client.post(page_of(judging_round), {"do": "share"})
    [asked] = SharingOut.objects.all()
    assert (jobs(), readings()) == ([{"sharing_id": asked.pk}], 0)
    shown = client.get(page_of(judging_round))
    assert shown.context["sharing"]["words"] == "It waits for its turn."
    assert b"data-goes-on" in shown.content
    done = work(asked)
    assert (done.state, done.given, done.taken_back, done.solved) == ("done", 4, 0, 1)
    shown = client.get(page_of(judging_round))
    assert shown.context["sharing"]["words"].endswith("New: 4. Taken back: 0.")
    assert b"data-goes-on" not in shown.content


def test_a_small_round_goes_the_same_way_at_once(large, monkeypatch):
    judging_round, officer = large
    monkeypatch.setattr(sharing, "AT_ONCE", 6)
    asked = actions.share_out(judging_round=judging_round, by=officer)
    assert (asked.state, readings(), jobs()) == ("done", 4, [])


def test_one_at_a_time_is_asked_for(large):
    judging_round, officer = large
    asked = actions.share_out(judging_round=judging_round, by=officer)
    with pytest.raises(AlreadyDone, match="being shared out now"):
        actions.share_out(judging_round=judging_round, by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        SharingOut.objects.create(round=judging_round, asked_by=officer, applications=2, judges=3)
    with pytest.raises(JudgingRefused, match="Wait until it is done"):
        actions.tell_readers(judging_round=judging_round, by=officer)
    assert work(asked).state == "done"
    assert actions.tell_readers(judging_round=judging_round, by=officer) == 3


def test_what_is_stopped_changes_nothing_also_when_the_worker_comes_to_it(large, sign_in):
    judging_round, officer = large
    asked = actions.share_out(judging_round=judging_round, by=officer)
    sign_in(officer).post(page_of(judging_round), {"do": "stop"})
    assert (work(asked).state, readings()) == ("stopped", 0)
    with pytest.raises(AlreadyDone):
        actions.stop_sharing(judging_round=judging_round, by=officer)


def meanwhile(monkeypatch, act) -> None:
    """Let somebody `act` after readings are worked out and before they are kept."""
    real = method.share_out

    def slow(*given, **more):
        found = real(*given, **more)
        act()
        return found

    monkeypatch.setattr(method, "share_out", slow)


def test_what_is_stopped_while_it_is_worked_out_is_not_kept(large, monkeypatch):
    judging_round, officer = large
    asked = actions.share_out(judging_round=judging_round, by=officer)
    meanwhile(monkeypatch, lambda: actions.stop_sharing(judging_round=judging_round, by=officer))
    assert (work(asked).state, readings()) == ("stopped", 0)


def test_what_somebody_fixes_meanwhile_stays_and_all_is_worked_out_again(large, monkeypatch):
    judging_round, officer = large
    asked = actions.share_out(judging_round=judging_round, by=officer)
    chair = judging_round.members.get(chairs=True)
    entries = list(Entry.objects.select_related("application"))
    waits = [
        lambda each=each: actions.fix_reader(member=chair, application=each.application, by=officer)
        for each in entries
    ]
    meanwhile(monkeypatch, lambda: waits.pop()() if waits else None)
    assert (work(asked).state, waits) == ("done", [])
    fixed = Assignment.objects.filter(member=chair, fixed_by=officer)
    assert (fixed.count(), readings()) == (2, 4)


def test_a_panel_that_never_rests_is_given_up_with_its_reason(large, monkeypatch, sign_in):
    judging_round, officer = large
    asked = actions.share_out(judging_round=judging_round, by=officer)
    meanwhile(monkeypatch, lambda: seat(judging_round))
    assert (work(asked).why, readings()) == ("changed", 0)
    shown = sign_in(officer).get(page_of(judging_round)).content.decode()
    assert "The panel or its projects changed all the time. Try it again." in shown


def test_scores_that_lock_meanwhile_leave_it_undone(large):
    judging_round, officer = large
    asked = actions.share_out(judging_round=judging_round, by=officer)
    Round.objects.filter(pk=judging_round.pk).update(locked_at=judging_round.starts_at)
    assert (work(asked).why, readings()) == ("refused", 0)


def test_what_breaks_is_kept_and_told_to_the_log(large, monkeypatch):
    judging_round, officer = large
    asked = actions.share_out(judging_round=judging_round, by=officer)

    def breaks() -> None:
        raise MemoryError

    meanwhile(monkeypatch, breaks)
    with pytest.raises(MemoryError):
        work(asked)
    asked.refresh_from_db()
    assert (asked.state, asked.why) == ("failed", "broken")
    assert actions.share_out(judging_round=judging_round, by=officer).is_open


def test_a_killed_worker_s_job_is_done_by_the_next_one_once(large, monkeypatch):
    judging_round, officer = large
    asked = actions.share_out(judging_round=judging_round, by=officer)

    def dies() -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        meanwhile(patched, dies)
        with pytest.raises(SystemExit):
            work(asked)
    asked.refresh_from_db()
    assert asked.state == "working"
    first = work(asked)
    assert (first.state, first.given) == ("done", 4)
    assert work(asked).ended_at == first.ended_at
