"""Conflicts of interest that records show: each kind is found, for that judge and project alone."""

from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.roles import Role
from applications.journey import closeness
from applications.journey.models import AnswerTranslation, AssistedStart, CoApplicant, Screening
from applications.judging import actions
from applications.judging.conflicts import found_in_records
from applications.judging.models import Conflict, PanelMember
from applications.judging.refusals import JudgingRefused
from applications.referrals.models import Referral
from applications.training.models import Attendance, CompletionOverride
from programmes.models import RoleAssignment
from tests.factories.accounts import UserFactory
from tests.factories.journey import ApplicationFactory, HelperFactory
from tests.factories.judging import RoundFactory, officer_of, panel_with, pitch, seat, verdict
from tests.factories.mentorships import MentorFactory, MentorshipFactory, SignedAwardFactory
from tests.factories.programmes import PartnerFactory
from tests.factories.referrals import ReferralFactory
from tests.factories.training import TrainingPlaceFactory

pytestmark = pytest.mark.django_db


def elsewhere() -> str:
    """An address where nobody else has one."""
    return f"somebody@{uuid4().hex}.example"


def named(application, judge, **more) -> None:
    CoApplicant.objects.create(
        application=application, name="Noor", role="Baker", email=judge.email,
        invited_by=application.applicant.user, **more,
    )  # fmt: skip


def typed_before(application, judge) -> None:
    application.answer_versions.create(key="need", version=1, value="Once", typed_by=judge)


def helps(application, judge) -> None:
    HelperFactory(application=application, user=judge)


def is_asked_to_help(application, judge) -> None:
    HelperFactory(application=application, user=None, email=judge.email)


def began_it(application, judge) -> None:
    helper = HelperFactory(application=application)
    AssistedStart.objects.create(
        application=application, helper=helper, consent_how="in_person", consent_on="2026-11-01",
        consent_language="en", consent_words="Yes.", consent_version="1", started_by=judge,
    )  # fmt: skip


def translated(application, judge) -> None:
    AnswerTranslation.objects.create(
        application=application, key="need", number=1, answer_version=1, from_language="ar",
        language="en", text="Help.", translator="Noor", written_by=judge,
    )  # fmt: skip


def screened(application, judge) -> None:
    Screening.objects.create(application=application, decided_by=judge, eligible=True)


def said_yes(application, **referral) -> None:
    made = ReferralFactory(**referral)
    Referral.objects.filter(pk=made.pk).update(
        person=application.applicant, accepted_at=timezone.now()
    )


def referred(application, judge) -> None:
    said_yes(application, referred_by=judge, organisation=PartnerFactory().organisation)


def colleague_referred(application, judge) -> None:
    said_yes(application, organisation=a_partner(judge))


def a_partner(judge):
    organisation = PartnerFactory().organisation
    RoleAssignment.objects.create(user=judge, role=Role.REFERRER, organisation=organisation)
    return organisation


def works_there(application, judge) -> None:
    RoleAssignment.objects.create(
        user=application.applicant.user, role=Role.REFERRER, organisation=a_partner(judge)
    )


def trained(application, judge) -> None:
    place = TrainingPlaceFactory(application=ApplicationFactory(applicant=application.applicant))
    [session, *_] = place.cohort.sessions.all()
    Attendance.objects.create(
        session=session, training_place=place, mark="present", marked_by=judge
    )


def let_complete(application, judge) -> None:
    place = TrainingPlaceFactory(application=application)
    CompletionOverride.objects.create(training_place=place, by=judge, reason="Ill once.")


def mentored(application, judge) -> None:
    before = ApplicationFactory(applicant=application.applicant, state="agreed")
    award = SignedAwardFactory(application=before)
    MentorshipFactory(mentor=MentorFactory(user=judge), award=award)


WAYS = {
    named: "team",
    typed_before: "wrote_answers",
    helps: "helped",
    is_asked_to_help: "helped",
    began_it: "helped",
    translated: "translated",
    screened: "screened",
    referred: "referred",
    colleague_referred: "referred",
    works_there: "same_organisation",
    trained: "trained",
    let_complete: "trained",
    mentored: "mentored",
}


@pytest.mark.parametrize(("way", "reason"), WAYS.items(), ids=[way.__name__ for way in WAYS])
def test_each_way_of_being_close_is_found_and_touches_nobody_else(way, reason):
    judging_round = RoundFactory()
    judge, other = seat(judging_round), seat(judging_round)
    mine = pitch(judging_round, user=UserFactory(email=elsewhere())).application
    pitch(judging_round, user=UserFactory(email=elsewhere()))
    way(mine, judge.user)
    found = found_in_records(
        [judge, other], [entry.application for entry in judging_round.entries.all()]
    )
    assert [(each.member, each.application, each.reason) for each in found] == [
        (judge, mine, reason)
    ]


def test_every_reason_has_words_for_the_officer():
    assert set(WAYS.values()) == set(closeness.in_words())


def test_sharing_out_looks_at_what_happened_since_the_invitation():
    judging_round = RoundFactory(kind="desk", quorum=1, each=1)
    officer = officer_of(judging_round)
    judge, other = seat(judging_round), seat(judging_round)
    application = ApplicationFactory(
        call=judging_round.call, state="ready_to_pitch", user=UserFactory(email=elsewhere())
    )
    actions.enter(judging_round=judging_round, applications=[application], by=officer)
    translated(application, judge.user)
    actions.share_out(judging_round=judging_round, by=officer)
    assert Conflict.objects.get().member == judge
    assert application.panel_assignments.get().member == other


@pytest.mark.parametrize(
    ("way", "confirms"), [(screened, True), (trained, True), (helps, False), (mentored, False)]
)
def test_what_is_an_officer_s_work_does_not_keep_them_from_confirming(way, confirms):
    judging_round, chair, _members, [entry] = panel_with(pitches=1, locked=True)
    actions.draft_decision(entry=entry, verdict=verdict("award"), by=chair.user)
    officer = officer_of(judging_round)
    screened(entry.application, officer)
    if way is not screened:
        way(entry.application, officer)
    proposed = actions.propose_closing(judging_round=judging_round, by=chair.user)
    confirm = {"judging_round": judging_round, "seen": proposed.proposed_hash, "by": officer}
    if confirms:
        assert actions.confirm_closing(**confirm).closed_by == officer
    else:
        with pytest.raises(JudgingRefused, match="close to one of the applicants"):
            actions.confirm_closing(**confirm)


def many(judging_round, judges: int, pitches: int) -> list[PanelMember]:
    for _number in range(pitches):
        pitch(judging_round)
    return [seat(judging_round) for _number in range(judges)]


@pytest.mark.parametrize("number", [1, 3])
def test_looking_them_up_costs_the_same_for_one_and_for_three(django_assert_num_queries, number):
    judging_round = RoundFactory()
    many(judging_round, number, number)
    members = list(judging_round.members.select_related("user__person"))
    entries = judging_round.entries.select_related("application__applicant")
    applications = [entry.application for entry in entries]
    with django_assert_num_queries(14):
        list(found_in_records(members, applications))
