"""Late by a second: what was typed is safe, and more time can be asked for."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.roles import Role
from applications.calls.models import Call
from applications.journey import more_time, waiting
from applications.journey.deadlines import ASK_WITHIN, can_ask_for_time, is_late
from applications.journey.models import Application, ExtensionRequest
from applications.journey.states import State
from applications.journey.workflow import NotPermitted, NotReady
from notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import user_with

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
SPRING = datetime(2027, 3, 28, 12, 0, tzinfo=LONDON)
AUTUMN = datetime(2027, 10, 31, 12, 0, tzinfo=LONDON)
BOTH_CLOCK_CHANGES = pytest.mark.parametrize(
    "closes_at", [SPRING, AUTUMN], ids=["clocks forward", "clocks back"]
)
SECOND = timedelta(seconds=1)
GRACE = timedelta(minutes=15)
SORRY = "My child was ill. Please give me until Friday."


def draft(closes_at=SPRING) -> Application:
    call = CallFactory(
        opens_at=closes_at - timedelta(days=30),
        closes_at=closes_at,
        published_at=closes_at - timedelta(days=31),
        grace_minutes=15,
    )
    return ApplicationFactory(call=call, created_at=closes_at - timedelta(days=3))


def officer_of(application: Application):
    return user_with(Role.OFFICER, programme=application.call.programme)


def asked(application: Application, at) -> ExtensionRequest:
    with time_machine.travel(at, tick=False):
        return more_time.ask(application, reason=SORRY, by=application.applicant.user)


def address(name: str, application: Application) -> str:
    return reverse(f"journey:{name}", args=[application.public_id])


@BOTH_CLOCK_CHANGES
@pytest.mark.parametrize(
    ("after", "state", "offered"),
    [
        (-SECOND, State.SUBMITTED, False),
        (timedelta(0), State.SUBMITTED, False),
        (GRACE - SECOND, State.SUBMITTED, False),
        (GRACE, State.DRAFT, True),
        (GRACE + SECOND, State.DRAFT, True),
    ],
)
def test_sending_around_the_deadline(client, closes_at, after, state, offered):
    application = draft(closes_at)
    with time_machine.travel(closes_at.astimezone(UTC) + after, tick=False):
        client.force_login(application.applicant.user)
        page = client.post(address("check", application), {"seen": "draft"}, follow=True)
    assert Application.objects.get(pk=application.pk).state == state
    assert (address("ask_for_time", application) in page.content.decode()) == offered


def texts_hash(application: Application) -> str:
    kept = [str(each.value) for each in application.answers.order_by("key")]
    return sha256("\n".join(kept).encode()).hexdigest()


@BOTH_CLOCK_CHANGES
@pytest.mark.parametrize("way", ["autosave", "section"])
def test_text_typed_while_the_deadline_passes_is_kept(client, closes_at, way):
    """The page was opened in time; the sentence is finished, and saved, a second too late."""
    application = draft(closes_at)
    whole = "We started in a kitchen. It is too small now, and people wait outside."
    with time_machine.travel(closes_at + GRACE + SECOND, tick=False):
        client.force_login(application.applicant.user)
        url = reverse(f"journey:{way}", args=[application.public_id, "project"])
        typed = {"need": whole, "version-need": "1", "amount": "4500", "version-amount": "1"}
        client.post(url, typed)
    expected = sha256("\n".join(["True", "450000", whole]).encode()).hexdigest()
    assert texts_hash(application) == expected
    assert Application.objects.get().state == State.DRAFT


@pytest.mark.parametrize("name", ["status", "tasks", "check"])
def test_a_late_draft_offers_to_ask_on_each_of_its_pages(client, name):
    application = draft()
    client.force_login(application.applicant.user)
    for after, offered in ((-SECOND, False), (SECOND, True), (GRACE + SECOND, True)):
        with time_machine.travel(SPRING + after, tick=False):
            client.force_login(application.applicant.user)
            page = client.get(address(name, application)).content.decode()
        assert (address("ask_for_time", application) in page) == offered


def test_an_applicant_asks_in_their_own_words(client):
    application = draft()
    with time_machine.travel(SPRING + GRACE + SECOND, tick=False):
        client.force_login(application.applicant.user)
        empty = client.post(address("ask_for_time", application), {"reason": " "})
        assert "reason" in empty.context["form"].errors
        client.post(address("ask_for_time", application), {"reason": SORRY})
        page = client.get(address("tasks", application)).content.decode()
    request = ExtensionRequest.objects.get()
    assert (request.reason, request.asked_by) == (SORRY, application.applicant.user)
    assert "You asked for more time" in page
    assert address("ask_for_time", application) not in page


def test_asking_twice_asks_once():
    application = draft()
    first = asked(application, SPRING + SECOND)
    assert asked(application, SPRING + 2 * SECOND) == first
    assert ExtensionRequest.objects.count() == 1


@pytest.mark.parametrize(
    "at", [SPRING - SECOND, SPRING + ASK_WITHIN], ids=["there is time", "long ago"]
)
def test_asking_has_its_time(at):
    application = draft()
    with pytest.raises(NotReady):
        asked(application, at)


def test_nobody_else_asks():
    application = draft()
    with time_machine.travel(SPRING + SECOND, tick=False), pytest.raises(NotPermitted):
        more_time.ask(application, reason=SORRY, by=UserFactory())


def test_nobody_asks_of_a_call_that_was_cancelled():
    application = draft()
    Call.objects.update(cancelled_at=SPRING)
    assert not can_ask_for_time(Application.objects.get(), SPRING + SECOND)
    assert not is_late(Application.objects.get(pk=application.pk), SPRING + SECOND)


def test_an_officer_grants_and_the_applicant_can_send(client, sign_in):
    application = draft()
    asked(application, SPRING + GRACE)
    with time_machine.travel(SPRING + timedelta(hours=20), tick=False):
        officer = sign_in(officer_of(application))
        url = reverse("pipeline:answer_more_time", args=[application.public_id])
        officer.post(url, {"do": "grant", "grant-until_day": "2027-03-31"})
        page = officer.get(reverse("pipeline:more_time")).content.decode()
    assert "Nobody waits for an answer" in page
    request = ExtensionRequest.objects.get()
    assert (request.granted, Message.objects.get().kind) == (True, "journey.extend")
    last = datetime(2027, 3, 31, 23, 59, 58, tzinfo=LONDON)
    with time_machine.travel(last, tick=False):
        client.force_login(application.applicant.user)
        tasks = client.get(address("tasks", application)).content.decode()
        client.post(address("check", application), {"seen": "draft"})
    assert "31 March 2027" in tasks
    assert Application.objects.get().state == State.SUBMITTED


def test_an_officer_says_no_with_a_reason_that_the_applicant_reads(client, sign_in):
    application = draft()
    asked(application, SPRING + GRACE)
    why = "The judges have begun to read. The next call opens in May."
    with time_machine.travel(SPRING + timedelta(hours=20), tick=False):
        officer = sign_in(officer_of(application))
        url = reverse("pipeline:answer_more_time", args=[application.public_id])
        assert officer.post(url, {"do": "refuse", "refuse-reply": ""}).status_code == 200
        officer.post(url, {"do": "refuse", "refuse-reply": why})
        client.force_login(application.applicant.user)
        page = client.get(address("tasks", application)).content.decode()
    assert ExtensionRequest.objects.get().granted is False
    assert Message.objects.get().kind == "journey.refuse_time"
    assert why in page
    assert address("ask_for_time", application) not in page


def test_no_cannot_follow_yes():
    application = draft()
    asked(application, SPRING + GRACE)
    officer = officer_of(application)
    with time_machine.travel(SPRING + GRACE + SECOND, tick=False):
        until = SPRING + timedelta(days=2)
        more_time.grant(application, until=until, reason="Ill", by=officer)
        with pytest.raises(NotReady):
            more_time.refuse(application, reply="No.", by=officer)


@pytest.mark.parametrize("reply", ["", "Because."])
def test_the_database_refuses_a_no_without_reason_or_author(reply):
    application = draft()
    request = asked(application, SPRING + GRACE)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExtensionRequest.objects.filter(pk=request.pk).update(granted=False, reply=reply)


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 person asks for more time"), (3, "3 people ask for more time")]
)
def test_officers_see_who_asks(sign_in, django_assert_num_queries, count, words):
    first = draft()
    drafts = [first, *(ApplicationFactory(call=first.call) for _each in range(count - 1))]
    for each in drafts:
        ExtensionRequest.objects.create(
            application=each, reason=SORRY, asked_by=each.applicant.user
        )
    officer = officer_of(first)
    with django_assert_num_queries(2):
        [item] = waiting.more_time_asked_for(officer)
    assert item.label == words
    page = sign_in(officer).get(reverse("pipeline:more_time"))
    assert len(page.context["waiting"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_requests_takes_the_same_queries(
    sign_in, django_assert_num_queries, no_menu, count
):
    first = draft()
    for each in [first, *(ApplicationFactory(call=first.call) for _each in range(count - 1))]:
        ExtensionRequest.objects.create(
            application=each, reason=SORRY, asked_by=each.applicant.user
        )
    client = sign_in(officer_of(first))
    with django_assert_num_queries(10):
        client.get(reverse("pipeline:more_time"))


def test_an_officer_elsewhere_does_not_see_it(sign_in):
    application = draft()
    asked(application, SPRING + GRACE)
    client = sign_in(officer_of(draft(AUTUMN)))
    url = reverse("pipeline:answer_more_time", args=[application.public_id])
    assert client.get(url).status_code == 404
