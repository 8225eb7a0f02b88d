"""Asking for a place, the waiting list, cancelling: through the pages and the worker's verbs."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone
from icalendar import Calendar

from accounts.models import User
from events import actions
from events.models import Event, Registration
from notifications.delivery import as_mail
from notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.events import (
    make_event,
    make_event_page,
    make_registration,
    tell_everybody,
)
from tests.sessions import signed_in

pytestmark = pytest.mark.django_db
ASK = {
    "name": "Rosa", "email": "Rosa@Example.org", "language": "en", "guests": "0",
    "needs": "A quiet seat", "interpreter": "BSL",
}  # fmt: skip


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


@pytest.fixture
def event(site_of_the_module, db) -> Event:
    return make_event_page().event


def by_system() -> User:
    return User.objects.system()


def kinds() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("kind", flat=True))


def taken(event: Event) -> int:
    return Event.objects.get(pk=event.pk).places_taken


def test_a_person_registers_without_an_account(event, client):
    answer = client.post("/events/repair-day/register/", ASK, follow=True)
    assert answer.redirect_chain == [("/events/repair-day/register/?done=held", 302)]
    assert "We keep it for you for one hour" in answer.content.decode()
    mine = Registration.objects.get()
    assert (mine.email, mine.state, mine.needs, mine.interpreter) == (
        "rosa@example.org", "held", "A quiet seat", "BSL",
    )  # fmt: skip
    assert taken(event) == 1
    letter = Message.objects.get()
    assert (letter.kind, letter.to_email) == ("events.please_confirm", "rosa@example.org")
    link = f"/my-place/{mine.token}/"
    assert letter.action_url.endswith(link)
    assert "Do you want to come?" in client.get(link).content.decode()
    client.post(link, {"confirm": "1"})
    mine.refresh_from_db()
    assert (mine.state, taken(event), kinds()[1:]) == ("coming", 1, ["events.has_a_place"])


def test_opening_the_letters_link_says_nothing(event, client):
    client.post("/events/repair-day/register/", ASK)
    client.get(f"/my-place/{Registration.objects.get().token}/")
    assert Registration.objects.get().confirmed_at is None


def test_the_first_letter_holds_nothing_that_a_stranger_typed(event, client):
    client.post("/events/repair-day/register/", ASK | {"name": "Buy pills at x.example"})
    letter = Message.objects.get()
    assert (letter.to_name, letter.paragraphs[0]) == ("", "Hello,")
    assert "pills" not in f"{letter.subject} {letter.paragraphs}"


def test_a_held_place_without_a_yes_goes_to_those_who_wait(event):
    mine = make_registration(event, confirmed=False)
    make_registration(event, "two@example.org")
    waiting = make_registration(event, "three@example.org")
    assert (mine.state, waiting.state, taken(event)) == ("held", "waiting", 2)
    with time_machine.travel(timezone.now() + timedelta(minutes=59)):
        assert actions.end_holds(by=by_system()) == 0
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert actions.end_holds(by=by_system()) == 1
        actions.confirm(mine.token, by=by_system())
    mine.refresh_from_db()
    waiting.refresh_from_db()
    assert (mine.state, waiting.state, taken(event)) == ("waiting", "offered", 2)


def test_a_late_yes_gets_a_place_that_is_free(event):
    mine = make_registration(event, confirmed=False)
    with time_machine.travel(timezone.now() + timedelta(hours=5)):
        actions.end_holds(by=by_system())
        assert taken(event) == 0
        actions.confirm(mine.token, by=by_system())
    mine.refresh_from_db()
    assert (mine.state, taken(event)) == ("coming", 1)


def test_addresses_that_said_no_yes_cannot_fill_a_hall(db):
    event = make_event(capacity=10)
    for number in range(9):
        make_registration(event, f"n{number}@example.org", confirmed=False)
    assert taken(event) == 5
    real = make_registration(event, "real@example.org", guests=4)
    assert (real.state, taken(event)) == ("coming", 10)


def test_an_address_that_said_no_yes_is_deleted_after_two_days(event):
    make_registration(event, confirmed=False)
    with time_machine.travel(timezone.now() + timedelta(days=2, minutes=1)):
        actions.end_holds(by=by_system())
    assert (Registration.objects.count(), Message.objects.count(), taken(event)) == (0, 0, 0)


def test_a_third_person_gets_a_few_letters_at_most(event):
    for _ in range(5):
        make_registration(event, "third@example.org", confirmed=False)
    assert kinds() == ["events.please_confirm"] * 3
    for number in range(4):
        other = make_event(code=f"other-{number}")
        actions.register(other, name="X", email="third@example.org", language="en", by=by_system())
    assert (kinds(), Registration.objects.count()) == (["events.please_confirm"] * 5, 3)


def test_whoever_is_signed_in_with_the_address_need_not_say_yes(event):
    user = UserFactory(email="rosa@example.org")
    answer = signed_in(user).post("/events/repair-day/register/", ASK)
    assert answer["Location"] == "/events/repair-day/register/?done=coming"
    assert Registration.objects.get().state == "coming"
    Event.objects.update(capacity=9)
    other = ASK | {"email": "other@example.org"}
    answer = signed_in(user).post("/events/repair-day/register/", other)
    assert answer["Location"] == "/events/repair-day/register/?done=held"


def test_nobody_has_a_place_without_a_yes_whatever_the_code_does(event):
    mine = make_registration(event, confirmed=False)
    with (
        pytest.raises(IntegrityError, match="registration_place_needs_a_yes"),
        transaction.atomic(),
    ):
        Registration.objects.filter(pk=mine.pk).update(state="coming", held_until=None)


def test_the_letter_brings_the_event_for_the_calendar(event, client):
    Event.objects.update(link="https://meet.example.org/day")
    make_registration(Event.objects.get())
    mail = as_mail(Message.objects.get(kind="events.has_a_place"))
    (name, content, kind), *others = mail.attachments
    entry = Calendar.from_ical(content).events[0]
    assert (name, kind, others) == ("event.ics", "text/calendar", [])
    assert entry["description"] == "https://meet.example.org/day"


def test_registering_twice_makes_one_registration_and_tells_nobody(event, client):
    Event.objects.update(capacity=9)
    first = client.post("/events/repair-day/register/", ASK)
    second = client.post("/events/repair-day/register/", ASK | {"email": "rosa@example.org"})
    assert first["Location"] == second["Location"]
    assert (Registration.objects.count(), taken(event)) == (1, 1)
    assert kinds() == ["events.please_confirm"] * 2


def test_when_the_last_place_is_gone_the_waiting_list_is_offered(event, client):
    make_registration(event, guests=1)
    ask = ASK | {"email": "late@example.org"}
    answer = client.post("/events/repair-day/register/", ask)
    assert "All places are taken" in answer.content.decode()
    assert Registration.objects.filter(email="late@example.org").count() == 0
    answer = client.post("/events/repair-day/register/", ask | {"wait": "1"})
    assert answer["Location"] == "/events/repair-day/register/?done=asked"
    assert Registration.objects.get(email="late@example.org").state == "waiting"


def test_the_database_refuses_one_place_too_many(event):
    make_registration(event, guests=1)
    facts = {"name": "X", "email": "x@example.org", "language": "en", "state": "coming"}
    with pytest.raises(IntegrityError, match="event_is_never_overfull"), transaction.atomic():
        Registration.objects.create(event=event, **facts)
    assert taken(event) == 2


def test_cancelling_deletes_the_person_and_offers_the_place_to_the_next(event, client):
    mine = make_registration(event, guests=1)
    big = make_registration(event, "big@example.org", guests=2)
    small = make_registration(event, "small@example.org")
    answer = client.post(f"/my-place/{mine.token}/", {"cancel": "1"})
    assert "Your place is cancelled" in answer.content.decode()
    assert not Message.objects.filter(to_email="rosa@example.org").exists()
    assert client.get(f"/my-place/{mine.token}/").status_code == 404
    big.refresh_from_db()
    small.refresh_from_db()
    assert (big.state, small.state, taken(event)) == ("waiting", "offered", 1)
    client.post(f"/my-place/{small.token}/", {"accept": "1"})
    small.refresh_from_db()
    assert (small.state, small.offered_until) == ("coming", None)


def test_an_offer_without_an_answer_goes_to_the_next(event):
    mine = make_registration(event, guests=1)
    first = make_registration(event, "first@example.org", guests=1)
    second = make_registration(event, "second@example.org", guests=1)
    actions.cancel(mine.token, by=by_system())
    with time_machine.travel(timezone.now() + timedelta(hours=23)):
        assert actions.end_offers(by=by_system()) == 0
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert not actions.accept(first.token, by=by_system())
        assert actions.end_offers(by=by_system()) == 1
    second.refresh_from_db()
    assert (second.state, Registration.objects.count()) == ("offered", 1)
    assert kinds()[-2:] == ["events.offer_ended", "events.place_is_free"]


def test_whoever_waits_is_not_overtaken_by_a_newcomer(event):
    make_registration(event)
    make_registration(event, "two@example.org", guests=1)
    with pytest.raises(actions.Full):
        actions.register(event, name="New", email="new@example.org", language="en", by=by_system())


def test_more_guests_than_places_are_refused_kindly(event, client):
    mine = make_registration(event)
    told = {"name": "Rosa", "language": "ar", "guests": "2", "needs": "", "interpreter": ""}
    answer = client.post(f"/my-place/{mine.token}/", told)
    assert "There are not so many free places" in answer.content.decode()
    client.post(f"/my-place/{mine.token}/", told | {"guests": "1"})
    mine.refresh_from_db()
    assert (mine.guests, mine.language, taken(event)) == (1, "ar", 2)


def test_everybody_is_reminded_once(event):
    make_registration(event)
    make_registration(event, "two@example.org", guests=1)
    assert actions.remind(by=by_system()) == 0
    with time_machine.travel(event.starts_at - timedelta(hours=24)):
        assert (actions.remind(by=by_system()), actions.remind(by=by_system())) == (1, 0)
    assert kinds()[-1] == "events.tomorrow"


def test_a_change_that_matters_is_told_with_a_new_sequence(event):
    make_registration(event)
    event.refresh_from_db()
    event.hearing_loop = True
    actions.keep(event, by=by_system())
    tell_everybody()
    assert (event.sequence, kinds()) == (0, ["events.has_a_place"])
    event.place = "The library"
    actions.keep(event, by=by_system())
    assert kinds() == ["events.has_a_place"]
    tell_everybody()
    assert (event.sequence, kinds()) == (1, ["events.has_a_place", "events.has_changed"])
    assert "The library" in "".join(Message.objects.last().paragraphs)


def test_more_places_move_the_waiting_list_up(event):
    make_registration(event, guests=1)
    waiting = make_registration(event, "two@example.org")
    event.refresh_from_db()
    event.capacity = 3
    actions.keep(event, by=by_system())
    waiting.refresh_from_db()
    assert waiting.state == "offered"


def test_a_cancelled_event_is_told_and_takes_nobody(event, client):
    make_registration(event)
    event.refresh_from_db()
    event.place = "The library"
    actions.keep(event, by=by_system())
    actions.call_off(event, by=by_system())
    actions.call_off(event, by=by_system())
    tell_everybody()
    assert kinds() == ["events.has_a_place", "events.is_cancelled"]
    entry = Calendar.from_ical(Message.objects.last().calendar).events[0]
    assert (entry["status"], entry["sequence"]) == ("CANCELLED", 2)
    answer = client.post("/events/repair-day/register/", ASK | {"email": "new@example.org"})
    assert "You cannot register" in answer.content.decode()
    assert Registration.objects.count() == 1


def test_a_month_later_people_are_deleted_and_counts_stay(event):
    mine = make_registration(event)
    make_registration(event, "two@example.org")
    actions.mark_came(event, came=[mine.pk], by=by_system())
    with time_machine.travel(event.ends_at + timedelta(days=29)):
        assert actions.forget(by=by_system()) == 0
    with time_machine.travel(event.ends_at + timedelta(days=31)):
        assert (actions.forget(by=by_system()), actions.forget(by=by_system())) == (1, 0)
    event.refresh_from_db()
    assert (event.number_registered, event.number_came) == (2, 1)
    assert (Registration.objects.count(), Message.objects.count()) == (0, 0)


def test_an_event_without_a_page_cannot_be_registered_for(db, client):
    make_event()
    assert client.get("/events/repair-day/register/").status_code == 404


def test_the_registration_page_has_no_link_to_join(event, client):
    Event.objects.update(link="https://meet.example.org/day")
    for address in ("/events/repair-day/", "/events/repair-day/register/", "/events.ics"):
        assert not re.search("meet.example", client.get(address).content.decode()), address
