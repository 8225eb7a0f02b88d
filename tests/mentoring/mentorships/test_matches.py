"""Profiles, suggestions and matches."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

import audit.record
from accounts.roles import Role
from applications.journey.states import State
from applications.journey.workflow import NotPermitted
from mentoring.mentorships.actions import end_mentorship, match, save_profile
from mentoring.mentorships.models import Mentor, Mentorship
from mentoring.mentorships.refusals import MentoringRefused
from mentoring.mentorships.suggestions import suggest
from notifications.models import Message
from programmes.models import RoleAssignment
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.mentorships import MentorFactory, MentorshipFactory, SignedAwardFactory
from tests.factories.programmes import CityFactory, ProgrammeFactory, user_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def award():
    return SignedAwardFactory()


@pytest.fixture
def officer(award):
    return user_with(Role.OFFICER, programme=award.programme)


def actions_on(record) -> list[str]:
    return [entry.action for entry in audit.record.history(record)]


def test_match_starts_counts_records_and_tells_both(award, officer):
    mentor = MentorFactory()
    mentorship = match(award=award, mentor=mentor, by=officer)
    mentor.refresh_from_db()
    today = timezone.localdate()
    assert (mentorship.starts_on, mentorship.next_on) == (today, today + timedelta(days=14))
    assert mentor.mentees == 1
    assert actions_on(mentorship) == ["mentorships.match"]
    sent = dict(Message.objects.values_list("kind", "to_email"))
    assert sent == {
        "mentorships.matched_grantee": award.application.applicant.email,
        "mentorships.matched_mentor": mentor.user.email,
    }


def test_match_keeps_to_one_mentor_at_a_time(award, officer):
    match(award=award, mentor=MentorFactory(), by=officer)
    with pytest.raises(MentoringRefused, match="has a mentor already"):
        match(award=award, mentor=MentorFactory(), by=officer)
    assert Mentorship.objects.count() == 1


def test_match_keeps_to_the_mentors_capacity(award, officer):
    mentor = MentorFactory(capacity=1)
    MentorshipFactory(mentor=mentor)
    with pytest.raises(MentoringRefused, match="no room"):
        match(award=award, mentor=mentor, by=officer)


def test_the_database_refuses_too_many_mentees_and_two_mentors(award):
    mentor = MentorFactory(capacity=1)
    with pytest.raises(IntegrityError, match="never_overloaded"), transaction.atomic():
        Mentor.objects.filter(pk=mentor.pk).update(mentees=2)
    MentorshipFactory(award=award)
    with pytest.raises(IntegrityError, match="one_mentor_at_a_time"), transaction.atomic():
        MentorshipFactory(award=award)


@pytest.mark.parametrize("state", [State.AWARDED, State.WITHDRAWN, State.OFFER_DECLINED])
def test_match_before_the_agreement_is_refused(state):
    award = SignedAwardFactory(application__state=state)
    officer = user_with(Role.OFFICER, programme=award.programme)
    with pytest.raises(MentoringRefused, match="after the agreement"):
        match(award=award, mentor=MentorFactory(), by=officer)


def test_match_in_a_call_without_mentoring_is_refused():
    application = ApplicationFactory(
        state=State.AGREED, call=CallFactory(stages=["training", "pitch_day"])
    )
    award = SignedAwardFactory(application=application)
    officer = user_with(Role.OFFICER, programme=award.programme)
    with pytest.raises(MentoringRefused, match="no mentoring"):
        match(award=award, mentor=MentorFactory(), by=officer)


def test_match_with_oneself_or_a_mentor_of_elsewhere_is_refused(award, officer):
    grantee = award.application.applicant.user
    RoleAssignment.objects.create(user=grantee, role=Role.MENTOR)
    with pytest.raises(MentoringRefused, match="own mentor"):
        match(award=award, mentor=MentorFactory(user=grantee), by=officer)
    elsewhere = MentorFactory(user=user_with(Role.MENTOR, programme=ProgrammeFactory()))
    with pytest.raises(MentoringRefused, match="not a mentor of this programme"):
        match(award=award, mentor=elsewhere, by=officer)


def test_match_by_anybody_but_an_officer_in_reach_is_refused(award):
    mentor = MentorFactory()
    others = (
        mentor.user,
        award.application.applicant.user,
        user_with(Role.OFFICER, programme=ProgrammeFactory()),
        user_with(Role.FINANCE_PAYER, programme=award.programme),
    )
    for other in others:
        with pytest.raises(NotPermitted):
            match(award=award, mentor=mentor, by=other)


def test_end_mentorship_makes_room_for_another(award, officer):
    first = MentorFactory()
    mentorship = match(award=award, mentor=first, by=officer)
    end_mentorship(mentorship=mentorship, reason="Moved away", by=officer)
    first.refresh_from_db()
    assert first.mentees == 0
    assert match(award=award, mentor=MentorFactory(), by=officer).ended_on is None
    with pytest.raises(MentoringRefused, match="ended already"):
        end_mentorship(mentorship=mentorship, reason="Again", by=officer)


def test_end_mentorship_needs_a_reason_and_an_officer(award, officer):
    mentorship = MentorshipFactory(award=award)
    with pytest.raises(MentoringRefused, match="Write the reason"):
        end_mentorship(mentorship=mentorship, reason=" ", by=officer)
    with pytest.raises(NotPermitted):
        end_mentorship(mentorship=mentorship, reason="Bored", by=mentorship.mentor.user)


def test_suggest_puts_language_city_and_skills_first(award):
    city, person = award.application.city, award.application.applicant
    person.spoken_languages = ["am"]
    person.save()
    nobody = MentorFactory(city=CityFactory(), languages=["fr"], skills=[])
    near = MentorFactory(city=city, languages=["fr"], skills=[])
    speaks = MentorFactory(city=CityFactory(), languages=["am"], skills=[])
    knows = MentorFactory(city=city, languages=["fr"], skills=["legal_form", "sales"])
    found = [each.mentor for each in suggest(award, ["legal_form", "sales"])]
    assert found == [knows, speaks, near, nobody]
    assert [each.mentor for each in suggest(award)][:1] == [speaks]


def test_suggest_leaves_out_the_full_and_the_former(award):
    MentorshipFactory(mentor=MentorFactory(capacity=1))
    former = MentorFactory()
    RoleAssignment.objects.filter(user=former.user).update(ends_at=timezone.now())
    assert suggest(award) == []


@pytest.mark.parametrize("many", [1, 3])
def test_suggest_takes_constant_queries(award, many, django_assert_num_queries):
    MentorFactory.create_batch(many)
    with django_assert_num_queries(1):
        [str(each.mentor) for each in suggest(award)]


def test_save_profile_makes_and_changes_it():
    user, city = user_with(Role.MENTOR), CityFactory()
    for capacity in (2, 4):
        save_profile(user=user, city=city, skills=["sales"], languages=["en"], capacity=capacity)
    assert list(Mentor.objects.values_list("user", "capacity")) == [(user.pk, 4)]


def test_save_profile_below_the_mentees_or_by_a_stranger_is_refused():
    mentor = MentorFactory()
    MentorshipFactory(mentor=mentor)
    values = {"city": mentor.city, "skills": [], "languages": ["en"], "capacity": 0}
    with pytest.raises(MentoringRefused, match="You have 1 mentees"):
        save_profile(user=mentor.user, **values)
    with pytest.raises(NotPermitted):
        save_profile(user=UserFactory(), **values)
