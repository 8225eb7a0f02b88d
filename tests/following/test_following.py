"""Asking, agreeing, stopping: as a person meets it, over a real SMTP conversation."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from accounts.models import User
from audit.record import history
from cms.models import HomePage
from following import actions, kinds
from following.kinds import Thing
from following.models import Follow
from notifications.models import Message
from tests.factories.cms import make_call_page
from tests.factories.following import make_follow

from .conftest import links

pytestmark = pytest.mark.django_db
TOPIC = "test:garden"
ROSA = "rosa@example.org"


@pytest.fixture(autouse=True)
def nobody_asked_before():
    cache.clear()


def ask(email: str = ROSA, *, topic: str = TOPIC, language: str = "en") -> None:
    actions.follow(topic, email=email, language=language, by=User.objects.system())


def letters_to(email: str) -> int:
    return Message.objects.filter(to_email=email).count()


@pytest.fixture
def spring(site_of_the_module, db):
    return make_call_page(HomePage.objects.get(locale__language_code="en"), code="spring")


def test_a_person_follows_a_call_and_stops_without_an_account(spring, client, post):
    shown = client.get("/calls/spring/follow/")
    assert shown["Cache-Control"].count("no-store") == 1
    sent = client.post("/calls/spring/follow/", {"email": "Rosa@Example.org", "language": "ar"})
    assert sent["Location"] == "/calls/spring/follow/?sent=1"
    follow = Follow.objects.get()
    assert (follow.email, follow.language, follow.confirmed_at) == (ROSA, "ar", None)
    assert follow.topic == "call:spring"
    assert spring.get_translations().get().title in follow.purpose
    [mail] = post()
    assert mail["X-Envelope-To"] == ROSA
    confirm, stop = links(mail)
    assert (confirm, stop) == (
        f"/ar/follow/{follow.token}/confirm/",
        f"/ar/follow/{follow.token}/stop/",
    )
    client.get(confirm)
    assert Follow.objects.confirmed().count() == 0
    client.post(confirm)
    assert Follow.objects.confirmed().count() == 1
    client.get(stop)
    assert Follow.objects.count() == 1
    client.post(stop)
    assert (Follow.objects.count(), letters_to(ROSA)) == (0, 0)


def test_mail_program_stops_with_one_click(garden, post):
    ask()
    [mail] = post()
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail["List-Unsubscribe"].strip(" \n<>").removeprefix("http://127.0.0.1:8000")
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(address, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, Follow.objects.count()) == (200, 0)
    again = strict.post(address, {"List-Unsubscribe": "One-Click"})
    assert (again.status_code, strict.get(address).status_code) == (200, 200)


def test_confirming_needs_the_form_of_the_page(garden):
    follow = make_follow()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/follow/{follow.token}/confirm/").status_code == 403


def test_nothing_of_the_letter_stays_once_it_is_out(garden, post):
    ask()
    post()
    assert letters_to(ROSA) == 0


def test_stopping_takes_waiting_letters_away(garden, post):
    ask()
    assert letters_to(ROSA) == 1
    actions.stop(Follow.objects.get().token, by=User.objects.system())
    assert (letters_to(ROSA), post()) == (0, [])


def test_stopping_everything_ends_all_follows_of_one_address(garden, client):
    follow = make_follow(confirmed=True)
    make_follow("test:well", confirmed=True)
    other = make_follow(email="omar@example.org", confirmed=True)
    client.post(f"/follow/{follow.token}/stop/", {"everything": "1"})
    assert list(Follow.objects.all()) == [other]


def test_known_address_gets_the_same_answer_and_no_letter(garden, spring, client):
    make_follow("call:spring", confirmed=True)
    given = {"language": "en"}
    answers = [
        client.post("/calls/spring/follow/", given | {"email": email})
        for email in (ROSA, "new@example.org")
    ]
    pages = [client.get(answer["Location"]) for answer in answers]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert pages[0].content == pages[1].content
    assert (letters_to(ROSA), letters_to("new@example.org")) == (0, 1)


def test_asking_twice_makes_one_follow_and_sends_the_link_again(garden, post):
    ask()
    ask("ROSA@example.org", language="ar")
    assert [(each.email, each.language) for each in Follow.objects.all()] == [(ROSA, "ar")]
    assert len(post()) == 2


def test_same_follow_twice_is_refused_by_the_database():
    make_follow()
    with pytest.raises(IntegrityError):
        make_follow()


def test_address_gets_five_first_letters_a_day(garden):
    garden.update({str(n): Thing(str(n), "/", "News.") for n in range(9)})
    for n in range(9):
        ask(topic=f"test:{n}")
    assert letters_to(ROSA) == actions.LETTERS_A_DAY
    ask("omar@example.org")
    assert letters_to("omar@example.org") == 1


def test_sender_may_ask_twenty_times_an_hour(spring, client):
    for number in range(20):
        given = {"email": f"a{number}@example.org", "language": "en"}
        assert client.post("/calls/spring/follow/", given).status_code == 302
    assert client.post("/calls/spring/follow/", given | {"email": ROSA}).status_code == 429
    assert letters_to(ROSA) == 0


def test_address_with_a_mistake_is_refused_in_words(spring, client):
    page = client.post("/calls/spring/follow/", {"email": "rosa", "language": "en"})
    assert page.context["form"].errors["email"] == [
        "Type an e-mail address such as name@example.org."
    ]
    assert Follow.objects.count() == 0


def test_what_is_not_there_cannot_be_followed(garden, client):
    assert client.get("/calls/nothing/follow/").status_code == 404
    garden["garden"] = Thing("The garden", "/", "News.", ended=True)
    for topic in (TOPIC, "test:other", "nobody:1", "test:" + "x" * 300):
        with pytest.raises(actions.NothingToFollow):
            ask(topic=topic)


def test_unconfirmed_addresses_go_after_a_week(garden):
    week_ago = timezone.now() - actions.KEEP_UNCONFIRMED
    make_follow(email="old@example.org", asked_at=week_ago - timedelta(seconds=1))
    make_follow(email="new@example.org", asked_at=week_ago + timedelta(minutes=1))
    make_follow(email="yes@example.org", asked_at=week_ago - timedelta(days=9), confirmed=True)
    assert [actions.forget(by=User.objects.system()) for _ in range(2)] == [1, 0]
    left = Follow.objects.order_by("email").values_list("email", flat=True)
    assert list(left) == ["new@example.org", "yes@example.org"]


@pytest.mark.parametrize("now", [None, Thing("The garden", "/", "News.", ended=True)])
def test_addresses_go_when_their_topic_has_ended(garden, now):
    make_follow(confirmed=True)
    garden["garden"] = now
    assert actions.forget(by=User.objects.system()) == 1


def test_audit_names_topics_and_never_addresses(garden):
    ask()
    follow = Follow.objects.get()
    actions.confirm(follow.token, by=User.objects.system())
    actions.stop(follow.token, by=User.objects.system())
    log = history(follow)
    assert [entry.action for entry in log] == [
        "following.ask",
        "following.confirm",
        "following.stop",
    ]
    assert {(entry.label, entry.data["topic"]) for entry in log} == {
        (f"Follower {follow.pk}", TOPIC)
    }


def test_kind_is_registered_once(monkeypatch):
    monkeypatch.setattr(kinds, "_finders", {})
    kinds.followable("well")(lambda key: None)
    with pytest.raises(ValueError, match="well"):
        kinds.followable("well")(lambda key: None)
