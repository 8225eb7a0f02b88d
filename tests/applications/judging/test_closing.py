"""Four eyes, the meeting, votes, conditions, and what was put off."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from applications.journey.models import Application
from applications.journey.states import State
from applications.journey.workflow import NotPermitted
from applications.judging import actions
from applications.judging.meanings import decided_to_award
from applications.judging.models import Decision, Meeting, Outcome, Round
from applications.judging.refusals import AlreadyDone, JudgingRefused, ScorecardChanged
from applications.judging.votes import Choice
from notifications.models import Message
from tests.factories.judging import close, officer_of, panel_with, verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def judged():
    """Two projects with a draft each: a grant and the reserve list."""
    judging_round, chair, members, entries = panel_with(pitches=2, locked=True)
    for entry, outcome in zip(entries, ("award", "reserve"), strict=True):
        actions.draft_decision(entry=entry, verdict=verdict(outcome), by=chair.user)
    return judging_round, chair.user, members, entries


def propose(judging_round, chair) -> str:
    return actions.propose_closing(judging_round=judging_round, by=chair).proposed_hash


def confirm(judging_round, seen, by):
    return actions.confirm_closing(judging_round=judging_round, seen=seen, by=by)


def test_a_proposal_decides_nothing_until_somebody_else_confirms_it(judged, sign_in):
    judging_round, chair, _members, _entries = judged
    page = reverse("judging:close", args=[judging_round.public_id])
    sign_in(chair).post(page, {"do": "propose"})
    judging_round.refresh_from_db()
    assert (Decision.objects.count(), judging_round.closed_at) == (0, None)
    officer = sign_in(officer_of(judging_round))
    assert officer.get(page).context["round"].proposed_hash == judging_round.proposed_hash
    officer.post(page, {"do": "confirm", "hash": judging_round.proposed_hash})
    assert Decision.objects.count() == 2


def test_who_proposes_or_sits_there_does_not_confirm(judged):
    judging_round, chair, members, _entries = judged
    seen = propose(judging_round, chair)
    for user in (chair, members[0].user):
        with pytest.raises(NotPermitted):
            confirm(judging_round, seen, user)


def test_postgresql_refuses_one_person_for_both(judged):
    judging_round, chair, _members, _entries = judged
    close(judging_round, chair)
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=judging_round.pk).update(closed_by=chair)


def test_an_officer_close_to_an_applicant_does_not_confirm(judged):
    judging_round, chair, _members, entries = judged
    officer = officer_of(judging_round)
    applicant = entries[0].application.applicant
    applicant.phone = officer.person.phone = "+44 7700 900123"
    applicant.save()
    officer.person.save()
    with pytest.raises(JudgingRefused, match="close to one of the applicants"):
        confirm(judging_round, propose(judging_round, chair), officer)


def test_a_change_takes_the_proposal_back(judged):
    judging_round, chair, _members, entries = judged
    seen = propose(judging_round, chair)
    smaller = verdict("award", amount_minor=90_000)
    actions.draft_decision(entry=entries[0], verdict=smaller, by=chair)
    with pytest.raises(JudgingRefused, match="something changed since"):
        confirm(judging_round, seen, officer_of(judging_round))
    again = propose(judging_round, chair)
    with pytest.raises(JudgingRefused, match="Propose it again"):
        confirm(judging_round, seen, officer_of(judging_round))
    assert again != seen


def test_the_chair_takes_a_proposal_back(judged):
    judging_round, chair, _members, _entries = judged
    propose(judging_round, chair)
    actions.withdraw_proposal(judging_round=judging_round, by=chair)
    with pytest.raises(AlreadyDone):
        actions.withdraw_proposal(judging_round=judging_round, by=chair)


def test_minutes_are_kept_once_and_stand_when_it_is_decided(judged):
    judging_round, chair, members, _entries = judged
    here = {"judging_round": judging_round, "present": members, "by": chair}
    actions.keep_minutes(minutes="We began at ten.", seen=0, **here)
    with pytest.raises(ScorecardChanged):
        actions.keep_minutes(minutes="Another word.", seen=0, **here)
    kept = actions.keep_minutes(minutes="We began at ten. We ended at noon.", seen=1, **here)
    assert (kept.version, set(kept.present.all())) == (2, set(members))
    close(judging_round, chair)
    with pytest.raises(DatabaseError, match="the minutes stand"), transaction.atomic():
        Meeting.objects.update(minutes="")


def test_a_round_is_not_decided_below_the_quorum_of_its_meeting(judged):
    judging_round, chair, members, _entries = judged
    Round.objects.filter(pk=judging_round.pk).update(meeting_quorum=2)
    with pytest.raises(JudgingRefused, match="it needs 2"):
        propose(judging_round, chair)
    actions.keep_minutes(judging_round=judging_round, present=members, minutes="", by=chair, seen=0)
    assert propose(judging_round, chair)


FOR, AGAINST, ABSTAIN = Choice


@pytest.fixture
def voting():
    """Three judges and the chair at a meeting that votes."""
    judging_round, chair, members, [entry] = panel_with(
        pitches=1, judges=3, locked=True, decided_by=Round.DecidedBy.MAJORITY
    )
    actions.keep_minutes(
        judging_round=judging_round, present=members, minutes="", by=chair.user, seen=0
    )
    return chair.user, members, entry


def by_votes(members, *votes, **more):
    cast = {str(one.user_id): vote for one, vote in zip(members, votes, strict=False)}
    return verdict("award", moved_by_id=members[0].user_id, votes=cast, **more)


@pytest.mark.parametrize("votes", [(FOR, FOR, AGAINST), (FOR, ABSTAIN, ABSTAIN), (FOR,)])
def test_a_majority_decides_where_the_round_says_so(voting, votes):
    chair, members, entry = voting
    draft = actions.draft_decision(entry=entry, verdict=by_votes(members, *votes), by=chair)
    assert (draft.moved_by_id, len(draft.votes)) == (members[0].user_id, len(votes))


@pytest.mark.parametrize("votes", [(FOR, AGAINST, ABSTAIN), (ABSTAIN,), (AGAINST, AGAINST), ()])
def test_without_a_majority_nothing_is_drafted(voting, votes):
    chair, members, entry = voting
    with pytest.raises(JudgingRefused, match="More judges must be for it"):
        actions.draft_decision(entry=entry, verdict=by_votes(members, *votes), by=chair)


def test_only_who_is_there_votes_and_moves(voting):
    chair, members, entry = voting
    actions.keep_minutes(
        judging_round=entry.round, present=members[:2], minutes="", by=chair, seen=1
    )
    with pytest.raises(JudgingRefused, match="has a vote"):
        actions.draft_decision(entry=entry, verdict=by_votes(members, FOR, FOR, FOR), by=chair)
    absent = by_votes(members[2:], FOR)
    with pytest.raises(JudgingRefused, match="Say who moved it"):
        actions.draft_decision(entry=entry, verdict=absent, by=chair)


def test_the_form_asks_who_is_there_for_their_votes(voting, sign_in):
    chair, members, entry = voting
    page = reverse("judging:decide", args=[entry.round.public_id, entry.application.public_id])
    votes = {f"vote-{each.user_id}": FOR.value for each in members}
    words = {"outcome": "award", "amount": "1000", "reason": "All agree.", "version": "0"}
    sign_in(chair).post(page, {**words, "moved_by": members[1].user_id, **votes})
    [draft] = entry.round.draft_decisions.all()
    cast = {str(each.user_id): "for" for each in members}
    assert (draft.moved_by, draft.votes) == (members[1].user, cast)


def conditional(judging_round, **more):
    checker = officer_of(judging_round).pk
    terms = {"condition_due": date(2027, 3, 1), "condition_checker_id": checker}
    return verdict("award", condition="Show us the lease.", **terms | more)


@pytest.mark.parametrize("missing", ["condition_due", "condition_checker_id"])
def test_a_condition_says_by_when_and_who_checks(judged, missing):
    judging_round, chair, _members, entries = judged
    said = conditional(judging_round, **{missing: None})
    with pytest.raises(JudgingRefused, match="who checks it"):
        actions.draft_decision(entry=entries[0], verdict=said, by=chair)


@pytest.fixture
def on_condition(judged):
    judging_round, chair, _members, entries = judged
    actions.draft_decision(entry=entries[0], verdict=conditional(judging_round), by=chair)
    close(judging_round, chair)
    return judging_round, chair, entries[0].application


def test_a_grant_on_a_condition_is_told_and_waits_for_it(on_condition, sign_in):
    judging_round, _chair, application = on_condition
    [letter] = Message.objects.filter(kind="judging.condition")
    assert "“Show us the lease.”" in letter.paragraphs
    assert decided_to_award(application) == "The grant's condition is not met yet."
    officer = sign_in(officer_of(judging_round))
    waits = officer.get(reverse("judging:reserve_list", args=[judging_round.public_id]))
    assert [each["condition"] for each in waits.context["waiting"]] == [False, True]
    officer.post(
        reverse("judging:meet_condition", args=[judging_round.public_id, application.public_id])
    )
    assert decided_to_award(application) == ""
    assert list(Decision.objects.to_offer()) == [application.decision]


def test_a_condition_is_met_once_and_then_the_decision_stands(on_condition):
    judging_round, chair, application = on_condition
    officer = officer_of(judging_round)
    with pytest.raises(NotPermitted):
        actions.meet_condition(decision=application.decision, by=chair)
    actions.meet_condition(decision=application.decision, by=officer)
    with pytest.raises(AlreadyDone):
        actions.meet_condition(decision=application.decision, by=officer)
    with pytest.raises(DatabaseError, match="the decision stands"), transaction.atomic():
        Decision.objects.filter(application=application).update(condition_met_at=None)


def test_a_grant_whose_condition_fails_is_let_go(on_condition):
    _round, chair, application = on_condition
    no = verdict("not_funded")
    actions.decide_from_reserve(decision=application.decision, verdict=no, by=chair)
    assert Application.objects.get(pk=application.pk).state == State.NOT_FUNDED


def test_what_is_put_off_is_told_and_decided_later(judged):
    judging_round, chair, _members, entries = judged
    actions.draft_decision(entry=entries[1], verdict=verdict("defer"), by=chair)
    close(judging_round, chair)
    application = Application.objects.get(pk=entries[1].application_id)
    assert (application.state, application.decision.outcome) == (State.JUDGED, Outcome.DEFER)
    assert Message.objects.filter(kind="judging.defer").count() == 1
    no = verdict("not_funded")
    actions.decide_from_reserve(decision=application.decision, verdict=no, by=chair)
    assert Application.objects.get(pk=application.pk).state == State.NOT_FUNDED


def test_drafting_along_the_order_leaves_what_is_drafted(judged):
    judging_round, chair, _members, entries = judged
    with pytest.raises(AlreadyDone):
        actions.draft_along_order(judging_round=judging_round, reason="The order.", by=chair)
    judging_round.draft_decisions.all().delete()
    actions.draft_decision(entry=entries[1], verdict=verdict("not_funded"), by=chair)
    asks = Application.objects.filter(pk=entries[0].application_id)
    asks.update(requested_minor=123_400)
    assert actions.draft_along_order(judging_round=judging_round, reason="Order.", by=chair) == 1
    drafts = judging_round.draft_decisions.order_by("application_id")
    said = list(drafts.values_list("outcome", "amount_minor"))
    assert said == [("award", 123_400), ("not_funded", None)]
