"""Rubrics, rounds, who sits where, and whom each judge keeps out of."""

from datetime import timedelta

import pytest

import audit.record
from accounts.models import User
from accounts.roles import Role
from applications.journey.models import Answer
from applications.journey.workflow import NotPermitted
from applications.judging import actions
from applications.judging.models import Conflict, Entry, PanelMember, Round, Rubric
from applications.judging.refusals import AlreadyDone, JudgingRefused
from notifications.models import Message
from programmes.models import RoleAssignment
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.judging import (
    RoundFactory,
    RubricFactory,
    officer_of,
    panel_with,
    pitch,
    ready,
    seat,
    submit,
)
from tests.factories.programmes import CityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def judging_round() -> Round:
    return RoundFactory()


@pytest.fixture
def officer(judging_round) -> User:
    return officer_of(judging_round)


def invite(judging_round, by, **values):
    defaults = {"name": "Noor", "email": "noor@panel.example", "chairs": False}
    return actions.invite_to_panel(judging_round=judging_round, by=by, **(defaults | values))


def test_save_rubric_keeps_criteria_in_order(judging_round, officer):
    rubric = judging_round.rubric
    actions.save_rubric(
        rubric=rubric, lines=[actions.Line("Change", weight=3), actions.Line("Team")], by=officer
    )
    assert list(rubric.criteria.values_list("position", "name", "weight")) == [
        (1, "Change", 3),
        (2, "Team", 1),
    ]


@pytest.mark.parametrize("lines", [[], [actions.Line("Team", points={"6": "Off the scale"})]])
def test_save_rubric_refuses_what_judges_could_not_use(judging_round, officer, lines):
    with pytest.raises(JudgingRefused):
        actions.save_rubric(rubric=judging_round.rubric, lines=lines, by=officer)


def test_new_version_of_a_frozen_rubric_can_be_changed():
    judging_round, _chair, [member, _other], [entry] = panel_with(pitches=1)
    submit(entry, member.user, 4, 4)
    officer = officer_of(judging_round)
    rubric = Rubric.objects.get(pk=judging_round.rubric_id)
    with pytest.raises(JudgingRefused, match="Make a new version"):
        actions.save_rubric(rubric=rubric, lines=[actions.Line("Team")], by=officer)
    copy = actions.new_version(rubric=rubric, by=officer)
    assert (copy.version, copy.frozen_at, copy.criteria.count()) == (2, None, 2)


def test_save_round_with_another_calls_rubric_or_city_is_refused(judging_round, officer):
    for wrong in ({"rubric": RubricFactory()}, {"city": CityFactory()}):
        other = Round.objects.get(pk=judging_round.pk)
        for name, value in wrong.items():
            setattr(other, name, value)
        with pytest.raises((JudgingRefused, NotPermitted)):
            actions.save_round(judging_round=other, by=officer)


def test_save_round_keeps_the_seed_once_scoring_has_begun():
    judging_round, _chair, [member, _other], [entry] = panel_with(pitches=1)
    submit(entry, member.user, 4, 4)
    judging_round.seed = 7
    with pytest.raises(JudgingRefused, match="seed, and what judges see stay"):
        actions.save_round(judging_round=judging_round, by=officer_of(judging_round))


def test_invite_makes_a_person_gives_the_role_here_and_writes(judging_round, officer):
    member = invite(judging_round, officer)
    [role] = RoleAssignment.objects.filter(user=member.user)
    assert (role.role, role.programme, role.city) == (
        Role.JUDGE,
        judging_round.call.programme,
        judging_round.city,
    )
    [message] = Message.objects.all()
    assert (message.kind, message.to_email) == ("judging.invited", "noor@panel.example")
    actions_done = {each.action for each in audit.record.history(member)}
    assert actions_done == {"judging.send_link", "judging.invite"}


def test_invite_again_says_so(judging_round, officer):
    invite(judging_round, officer)
    with pytest.raises(AlreadyDone):
        invite(judging_round, officer, email="NOOR@panel.example")
    assert Message.objects.count() == 1


def test_a_panel_has_one_chair_who_can_change(judging_round, officer):
    first = invite(judging_round, officer, chairs=True)
    with pytest.raises(JudgingRefused, match="has a chair"):
        invite(judging_round, officer, email="sam@panel.example", chairs=True)
    second = invite(judging_round, officer, email="sam@panel.example")
    actions.make_chair(member=second, by=officer)
    assert list(judging_round.members.filter(chairs=True)) == [second]
    in_force = RoleAssignment.objects.in_force()
    assert list(in_force.filter(user=first.user).values_list("role", flat=True)) == [Role.JUDGE]
    assert {Role.CHAIR} <= set(in_force.filter(user=second.user).values_list("role", flat=True))


def test_remove_from_panel_ends_the_role_with_the_last_seat(judging_round, officer):
    member = invite(judging_round, officer)
    user = member.user
    actions.remove_from_panel(member=member, by=officer)
    assert not RoleAssignment.objects.in_force().filter(user=user).exists()


def test_remove_from_panel_keeps_a_judge_who_has_scored():
    judging_round, _chair, [member, _other], [entry] = panel_with(pitches=1)
    submit(entry, member.user, 4, 4)
    with pytest.raises(JudgingRefused, match="begun to score"):
        actions.remove_from_panel(member=member, by=officer_of(judging_round))


def test_only_an_officer_of_the_place_prepares(judging_round):
    elsewhere = officer_of(RoundFactory())
    with pytest.raises(NotPermitted):
        invite(judging_round, elsewhere)
    with pytest.raises(NotPermitted):
        actions.save_round(judging_round=judging_round, by=elsewhere)
    with pytest.raises(NotPermitted):
        actions.save_rubric(rubric=judging_round.rubric, lines=[actions.Line("Team")], by=elsewhere)


def test_enter_brings_ready_applications_before_a_desk_panel(officer, judging_round):
    application = ready(judging_round)
    for _attempt in range(2):
        actions.enter(judging_round=judging_round, applications=[application], by=officer)
    assert [e.application for e in Entry.objects.all()] == [application]
    with pytest.raises(JudgingRefused, match="cannot come before this panel"):
        actions.enter(
            judging_round=judging_round,
            applications=[ready(RoundFactory(rubric=RubricFactory(call=CallFactory())))],
            by=officer,
        )


def found(member: PanelMember) -> list[str]:
    return list(Conflict.objects.filter(member=member).values_list("reason", flat=True))


@pytest.mark.parametrize(
    ("judge", "applicant", "reason"),
    [
        ("a@water.example", "b@water.example", ["same_email_domain"]),
        ("a@Water.Example", "b@WATER.example", ["same_email_domain"]),
        ("a@gmail.com", "b@gmail.com", []),
        ("a@water.example", "b@sub.water.example", []),
    ],
)
def test_invite_finds_a_shared_employer_by_the_e_mail_domain(
    judging_round, officer, judge, applicant, reason
):
    pitch(judging_round, user=UserFactory(email=applicant))
    assert found(invite(judging_round, officer, email=judge)) == reason


def test_invite_finds_the_applicant_and_who_wrote_their_answers(judging_round, officer):
    own = pitch(judging_round).application
    helped = pitch(judging_round).application
    helper = UserFactory(email="helper@helpers.example")
    Answer.objects.filter(application=helped, key="need").update(typed_by=helper)
    assert found(invite(judging_round, officer, email=own.applicant.user.email))[0] == (
        "same_person"
    )
    assert "wrote_answers" in found(invite(judging_round, officer, email=helper.email))


def test_declare_hides_and_a_pitch_added_later_asks_again(judging_round):
    member = seat(judging_round, declared=False)
    known, other = pitch(judging_round), pitch(judging_round)
    assert list(Entry.objects.open_to(member)) == []
    actions.declare_conflicts(
        member=member,
        known={known.pk: "My neighbour"},
        shown=[known.pk, other.pk],
        by=member.user,
    )
    member.refresh_from_db()
    assert list(Entry.objects.open_to(member)) == [other]
    later = pitch(judging_round)
    Entry.objects.filter(pk=later.pk).update(
        entered_at=member.conflicts_declared_at + timedelta(seconds=1)
    )
    assert list(Entry.objects.to_declare(member)) == [later]
    assert list(Entry.objects.open_to(member)) == [other]


def test_declare_with_an_older_list_is_refused(judging_round):
    member = seat(judging_round, declared=False)
    shown = pitch(judging_round)
    pitch(judging_round)
    with pytest.raises(JudgingRefused, match="Another pitch was added"):
        actions.declare_conflicts(member=member, known={}, shown=[shown.pk], by=member.user)


def test_lift_conflict_needs_an_officer_and_a_reason():
    judging_round, _chair, [member, _other], [entry] = panel_with(pitches=1)
    conflict = Conflict.objects.create(member=member, application=entry.application)
    with pytest.raises(NotPermitted):
        actions.lift_conflict(conflict=conflict, reason="A slip", by=member.user)
    officer = officer_of(judging_round)
    with pytest.raises(JudgingRefused, match="Say why"):
        actions.lift_conflict(conflict=conflict, reason=" ", by=officer)
    actions.lift_conflict(conflict=conflict, reason="A slip of the thumb", by=officer)
    assert list(Entry.objects.open_to(member)) == [entry]
