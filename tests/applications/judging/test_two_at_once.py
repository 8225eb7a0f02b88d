"""Two at once: whatever the interleaving, one effect."""

from concurrent.futures import ThreadPoolExecutor

from django.db import DatabaseError, connection

import audit.record
from applications.journey.workflow import NotPermitted
from applications.judging import actions
from applications.judging.models import Decision, DraftDecision, Scorecard
from applications.judging.refusals import AlreadyDone
from notifications.models import Message
from tests.factories.judging import panel_with, seat, submit, verdict


def draft(entries, by, *outcomes):
    """Draft an outcome for each entry, best first."""
    for entry, outcome in zip(entries, outcomes, strict=True):
        said = outcome if isinstance(outcome, actions.Verdict) else verdict(outcome)
        actions.draft_decision(entry=entry, verdict=said, by=by)


def actions_on(instance) -> list[str]:
    return [entry.action for entry in audit.record.history(instance)]


def test_two_screens_of_the_chair_close_once(own_database):
    judging_round, chair, _members, entries = panel_with(pitches=2, locked=True)
    draft(entries, chair.user, "award", "not_funded")

    def press() -> str:
        try:
            actions.close_round(judging_round=judging_round, by=chair.user)
            return "closed"
        except AlreadyDone:
            return "already"
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as hands:
        said = sorted(each.result() for each in [hands.submit(press) for _hand in range(4)])
    assert said == ["already", "already", "already", "closed"]
    assert Decision.objects.count() == 2
    assert Message.objects.filter(kind="judging.turn_down").count() == 1


def test_closing_while_a_draft_changes_decides_one_of_the_two_whole(own_database):
    judging_round, chair, _members, [entry] = panel_with(pitches=1, locked=True)
    draft([entry], chair.user, verdict("award", amount_minor=1))

    def change() -> None:
        try:
            draft([entry], chair.user, verdict("award", amount_minor=2))
        except AlreadyDone:
            pass
        finally:
            connection.close()

    def close() -> None:
        actions.close_round(judging_round=judging_round, by=chair.user)
        connection.close()

    with ThreadPoolExecutor(2) as both:
        for each in (both.submit(change), both.submit(close)):
            each.result()
    assert Decision.objects.get().amount_minor == DraftDecision.objects.get().amount_minor


def test_a_score_saved_while_the_scores_lock_is_in_or_refused_never_between(own_database):
    judging_round, chair, members, [entry] = panel_with(pitches=1)
    for member in members:
        submit(entry, member.user, 1, 1)
    late = seat(judging_round)

    def save() -> str:
        try:
            submit(entry, late.user, 5, 5)
            return "in"
        except (NotPermitted, DatabaseError):
            return "refused"
        finally:
            connection.close()

    def lock() -> None:
        actions.lock_scores(judging_round=judging_round, by=chair.user)
        connection.close()

    with ThreadPoolExecutor(2) as both:
        saving, locking = both.submit(save), both.submit(lock)
        locking.result()
        outcome = saving.result()
    judging_round.refresh_from_db()
    card = Scorecard.objects.filter(judge=late.user).first()
    assert (card is not None) == (outcome == "in")
    assert card is None or card.saved_at <= judging_round.locked_at


def test_a_double_tap_on_submit_has_one_effect(own_database):
    _round, _chair, [member, _other], [entry] = panel_with(pitches=1)

    def tap() -> int:
        try:
            return submit(entry, member.user, 4, 4).version
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        versions = [each.result() for each in [both.submit(tap), both.submit(tap)]]
    card = Scorecard.objects.get()
    assert (versions, card.version, actions_on(card)) == (
        [1, 1],
        1,
        ["judging.submit_scorecard"],
    )
