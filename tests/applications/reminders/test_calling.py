"""People who like a call or a message better than e-mail are reminded by an officer."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

import audit.record
from accounts.roles import Role
from applications.journey.models import Application, Extension
from applications.journey.states import State
from applications.reminders import actions, calling
from applications.reminders.models import Ahead, NoReminders
from applications.reminders.waiting import people_to_remind
from notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import CityFactory, user_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return CallFactory(closes_at=timezone.now() + timedelta(days=5))


@pytest.fixture
def officer(call):
    return user_with(Role.OFFICER, programme=call.programme)


def draft_in(call, channel: str = "whatsapp", phone: str = "02475 550100", **more) -> Application:
    user = UserFactory(person__preferred_channel=channel, person__phone=phone)
    return ApplicationFactory(call=call, user=user, **more)


def test_only_drafts_near_their_end_of_people_who_like_a_call_are_listed(call, officer):
    far = CallFactory(programme=call.programme, closes_at=timezone.now() + timedelta(days=8))
    wanted = draft_in(call)
    for other in (
        draft_in(call, channel="email"),
        draft_in(call, phone=""),
        draft_in(call, state=State.SUBMITTED),
        draft_in(far),
    ):
        assert other not in calling.to_call(officer)
    assert list(calling.to_call(officer)) == [wanted]


def test_nobody_is_called_who_wants_no_reminders(call, officer):
    one, every = draft_in(call), draft_in(call)
    actions.stop(user=one.applicant.user, application=one, by=one.applicant.user)
    actions.stop(user=every.applicant.user, application=None, by=every.applicant.user)
    assert list(calling.to_call(officer)) == []


def test_officers_of_other_programmes_and_cities_see_nobody(call):
    draft_in(call)
    elsewhere = user_with(Role.OFFICER, programme=CallFactory().programme)
    other_city = user_with(Role.OFFICER, programme=call.programme, city=CityFactory())
    assert [list(calling.to_call(user)) for user in (elsewhere, other_city)] == [[], []]


def test_officer_reads_the_number_and_takes_the_person_off_the_list(call, officer, sign_in):
    draft = draft_in(call)
    client = sign_in(officer)
    [line] = people_to_remind(officer)
    assert (line.label, line.url) == (
        "Remind 1 person of their last day",
        reverse("people_to_remind"),
    )
    assert "02475 550100" not in client.get(line.url).content.decode()
    address = reverse("remind_person", args=[draft.public_id])
    page = client.get(address).content.decode()
    assert ("02475 550100" in page, draft.title in page) == (True, False)
    client.post(address)
    calling.reminded(draft, by=officer)
    assert (people_to_remind(officer), draft.spoken_reminders.count()) == ([], 1)
    assert [each.screen for each in audit.record.sightings(draft)] == ["reminders.person"]
    assert [each.action for each in audit.record.history(draft)] == ["reminders.spoken"]


def test_more_time_brings_the_person_back_on_the_list(call, officer):
    draft = draft_in(call)
    calling.reminded(draft, by=officer)
    until = call.closes_at + timedelta(days=1)
    Extension.objects.create(application=draft, until=until, reason="Ill", granted_by=officer)
    assert list(calling.to_call(officer)) == [draft]


def test_who_has_sent_meanwhile_is_not_reminded(call, officer):
    draft = draft_in(call)
    Application.objects.filter(pk=draft.pk).update(
        state=State.SUBMITTED, submitted_at=timezone.now()
    )
    with pytest.raises(calling.NothingToRemind):
        calling.reminded(draft, by=officer)


def mailed(call, ahead: Ahead) -> list[str]:
    actions.remind_batch(call.pk, ahead, after=0)
    return list(Message.objects.values_list("to_email", flat=True))


def test_who_likes_a_call_gets_no_email_before_the_last_day(call):
    long_ago = timezone.now() - timedelta(days=9)
    draft_in(call, created_at=long_ago)
    by_mail = draft_in(call, channel="email", created_at=long_ago)
    no_number = draft_in(call, phone="", created_at=long_ago)
    wanted = {each.applicant.user.email for each in (by_mail, no_number)}
    assert set(mailed(call, Ahead.WEEK)) == wanted


def test_whom_nobody_called_gets_one_email_on_the_last_day(officer, call):
    last = CallFactory(programme=call.programme, closes_at=timezone.now() + timedelta(hours=5))
    reached, moved, missed = (
        draft_in(last, created_at=timezone.now() - timedelta(days=9)) for _each in range(3)
    )
    moved.spoken_reminders.create(until=last.closes_at - timedelta(days=1), made_by=officer)
    calling.reminded(reached, by=officer)
    wanted = {each.applicant.user.email for each in (moved, missed)}
    assert set(mailed(last, Ahead.LAST_DAY)) == wanted


def test_an_email_that_waits_is_not_sent_once_somebody_called(officer, call):
    last = CallFactory(programme=call.programme, closes_at=timezone.now() + timedelta(hours=5))
    draft = draft_in(last, created_at=timezone.now() - timedelta(days=9))
    assert mailed(last, Ahead.LAST_DAY) == [draft.applicant.user.email]
    calling.reminded(draft, by=officer)
    actions.deliver(Message.objects.get().pk)
    assert not Message.objects.exists()


def test_who_says_no_on_the_phone_is_not_reminded_again(call, officer, sign_in):
    draft = draft_in(call)
    sign_in(officer).post(reverse("remind_person", args=[draft.public_id]), {"stop": "1"})
    assert NoReminders.objects.get().application == draft
    deeds = [each.action for each in audit.record.history(draft)]
    assert (deeds, list(calling.to_call(officer))) == (["reminders.spoken"], [])


def test_everybody_stops_their_reminders_without_an_email(sign_in):
    user = UserFactory(person__preferred_channel="text", person__phone="02475 550100")
    client, address = sign_in(user), reverse("my_reminders")
    assert "Text message" in client.get(address).content.decode()
    client.post(address)
    assert NoReminders.objects.get().user == user
    assert client.get(address).context["stopped_all"]
    client.post(address, {"again": "1"})
    assert not NoReminders.objects.exists()


@pytest.mark.usefixtures("no_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_as_often_for_three(call, officer, sign_in, django_assert_num_queries, count):
    for _one in range(count):
        draft_in(call)
    client = sign_in(officer)
    with django_assert_num_queries(9):
        client.get(reverse("people_to_remind"))
