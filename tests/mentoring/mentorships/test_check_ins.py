"""Check-ins: logged, confirmed, reminded of."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

import audit.record
from applications.journey.workflow import NotPermitted
from mentoring.mentorships.actions import (
    confirm_check_in,
    finish_action,
    log_check_in,
    remind_overdue,
)
from mentoring.mentorships.actions.check_ins import Promise, Talk
from mentoring.mentorships.models import Action, CheckIn
from mentoring.mentorships.refusals import MentoringRefused
from mentoring.mentorships.rhythm import next_date
from mentoring.mentorships.tasks import remind_overdue_mentors
from notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.mentorships import CheckInFactory, MentorshipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentorship():
    return MentorshipFactory()


@pytest.fixture
def mentor(mentorship):
    return mentorship.mentor.user


@pytest.fixture
def grantee(mentorship):
    return mentorship.award.application.applicant.user


def talk(**changes) -> Talk:
    today = timezone.localdate()
    usual = {
        "held_on": today,
        "minutes": 45,
        "mode": "phone",
        "topics": ["sales"],
        "summary": "First customers.",
        "rag": "green",
        "private_note": "Worries about rent.",
        "next_on": today + timedelta(days=30),
    }
    return Talk(**usual | changes)


@pytest.mark.parametrize(
    ("held_on", "proposed"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2026, 6, 30), date(2026, 7, 30)),
        (date(2026, 7, 15), date(2026, 10, 15)),
        (date(2027, 10, 15), date(2028, 1, 15)),
        (date(2027, 10, 16), None),
    ],
)
def test_next_date_is_monthly_then_quarterly_then_none(held_on, proposed):
    assert next_date(date(2026, 1, 15), held_on) == proposed


def test_log_check_in_keeps_it_sets_the_date_and_asks_to_confirm(mentorship, mentor, grantee):
    said = talk(promises=[Promise("mentee", "Call the bank", date(2027, 1, 1))])
    check_in = log_check_in(mentorship=mentorship, talk=said, by=mentor)
    mentorship.refresh_from_db()
    assert mentorship.next_on == said.next_on
    assert list(check_in.actions.values_list("owner", "text")) == [("mentee", "Call the bank")]
    [entry] = audit.record.history(check_in)
    assert (entry.action, entry.data) == (
        "mentorships.log_check_in",
        {"minutes": 45, "rag": "green"},
    )
    [message] = Message.objects.all()
    assert (message.kind, message.to_email) == (
        "mentorships.check_in_logged",
        grantee.person.email,
    )
    assert "rent" not in str(message.paragraphs)


def test_log_check_in_sent_twice_is_kept_once(mentorship, mentor):
    said = talk()
    first, second = (log_check_in(mentorship=mentorship, talk=said, by=mentor) for _ in range(2))
    assert first == second
    assert (CheckIn.objects.count(), Message.objects.count()) == (1, 1)


def test_log_check_in_by_anybody_else_is_refused(mentorship, grantee):
    for other in (grantee, UserFactory(), MentorshipFactory().mentor.user):
        with pytest.raises(NotPermitted):
            log_check_in(mentorship=mentorship, talk=talk(), by=other)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"held_on": date(2100, 1, 1), "next_on": None}, "still to come"),
        ({"next_on": date(2020, 1, 1)}, "must come after"),
        ({"rag": "red"}, "not green"),
    ],
)
def test_log_check_in_that_makes_no_sense_is_refused(mentorship, mentor, changes, why):
    with pytest.raises(MentoringRefused, match=why):
        log_check_in(mentorship=mentorship, talk=talk(**changes), by=mentor)
    assert CheckIn.objects.count() == 0


def test_log_check_in_after_the_end_is_refused(mentorship, mentor):
    mentorship.ended_on = timezone.localdate()
    mentorship.save()
    with pytest.raises(MentoringRefused, match="has ended"):
        log_check_in(mentorship=mentorship, talk=talk(), by=mentor)


def test_confirm_check_in_once_by_the_grantee_alone(mentorship, mentor, grantee):
    check_in = CheckInFactory(mentorship=mentorship)
    with pytest.raises(NotPermitted):
        confirm_check_in(check_in=check_in, by=mentor)
    for _each in range(2):
        assert confirm_check_in(check_in=check_in, by=grantee).confirmed_at is not None
    assert audit.record.history(check_in).count() == 1


def test_finish_action_by_either_of_the_two_once(mentorship, mentor, grantee):
    for by in (mentor, grantee):
        action = Action.objects.create(
            check_in=CheckInFactory(mentorship=mentorship), text="Call the bank"
        )
        for _each in range(2):
            assert finish_action(action=action, by=by).done_on == timezone.localdate()
        assert audit.record.history(action).count() == 1
        with pytest.raises(NotPermitted):
            finish_action(action=action, by=UserFactory())


def test_overdue_mentor_is_reminded_once_for_each_date(mentorship, mentor):
    mentorship.next_on = timezone.localdate() - timedelta(days=1)
    mentorship.save()
    for _morning in range(2):
        remind_overdue_mentors(timestamp=0)
    [message] = Message.objects.all()
    assert (message.kind, message.to_email) == ("mentorships.overdue", mentor.email)
    mentorship.next_on = timezone.localdate() - timedelta(days=2)
    mentorship.save()
    assert remind_overdue() == 1
    assert Message.objects.count() == 2


def test_mentor_who_is_due_today_or_has_ended_is_left_in_peace(mentorship):
    mentorship.next_on = timezone.localdate()
    mentorship.save()
    MentorshipFactory(next_on=date(2020, 1, 1), ended_on=date(2020, 2, 1))
    assert remind_overdue() == 0
    assert Message.objects.count() == 0
