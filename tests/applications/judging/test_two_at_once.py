"""Two at once: whatever the interleaving, one effect."""

from concurrent.futures import ThreadPoolExecutor

from django.db import DatabaseError, connection

import audit.record
from accounts.models import User
from applications.journey.workflow import MoveRefused, NotPermitted
from applications.judging import actions
from applications.judging.fingerprint import fingerprint
from applications.judging.models import Decision, Scorecard
from applications.judging.refusals import AlreadyDone
from notifications.models import Message
from tests.factories.judging import officer_of, panel_with, seat, submit, verdict


def draft(entries, by, *outcomes):
    """Draft an outcome for each entry, best first."""
    for entry, outcome in zip(entries, outcomes, strict=True):
        said = outcome if isinstance(outcome, actions.Verdict) else verdict(outcome)
        actions.draft_decision(entry=entry, verdict=said, by=by)


def actions_on(instance) -> list[str]:
    return [entry.action for entry in audit.record.history(instance)]


def test_two_officers_confirm_once(own_database):
    judging_round, chair, _members, entries = panel_with(pitches=2, locked=True)
    draft(entries, chair.user, "award", "not_funded")
    officers = [officer_of(judging_round) for _officer in range(4)]
    proposed = actions.propose_closing(judging_round=judging_round, by=chair.user)

    def press(officer: User) -> str:
        try:
            actions.confirm_closing(
                judging_round=judging_round, seen=proposed.proposed_hash, by=officer
            )
            return "closed"
        except AlreadyDone:
            return "already"
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as hands:
        said = sorted(each.result() for each in [hands.submit(press, one) for one in officers])
    assert said == ["already", "already", "already", "closed"]
    assert Decision.objects.count() == 2
    assert Message.objects.filter(kind="judging.turn_down").count() == 1


def test_whatever_chair_and_officers_do_at_once_what_is_decided_is_what_was_confirmed(own_database):
    judging_round, chair, _members, entries = panel_with(pitches=2, locked=True)
    draft(entries, chair.user, "award", "not_funded")
    officers = [officer_of(judging_round) for _officer in range(2)]
    sealed = actions.propose_closing(judging_round=judging_round, by=chair.user).proposed_hash

    def attempt(step) -> None:
        try:
            step()
        except MoveRefused:
            pass
        finally:
            connection.close()

    def confirm(officer: User) -> None:
        actions.confirm_closing(judging_round=judging_round, seen=sealed, by=officer)

    steps = [
        lambda: draft(entries[:1], chair.user, verdict("award", amount_minor=2)),
        lambda: confirm(officers[0]),
        lambda: actions.propose_closing(judging_round=judging_round, by=chair.user),
        lambda: confirm(officers[1]),
        lambda: actions.withdraw_proposal(judging_round=judging_round, by=chair.user),
    ]
    with ThreadPoolExecutor(len(steps)) as hands:
        for each in [hands.submit(attempt, step) for step in steps]:
            each.result()
    judging_round.refresh_from_db()
    decided = Decision.objects.filter(round=judging_round)
    if judging_round.closed_at is None:
        assert decided.count() == 0
        return
    assert fingerprint(judging_round) == judging_round.proposed_hash == sealed
    assert decided.get(application=entries[0].application).amount_minor == 100_000
    assert actions_on(judging_round).count("judging.close") == 1


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
