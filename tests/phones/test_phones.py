"""A phone that others use: it locks, a PIN opens it, it keeps nothing, nothing typed is lost."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

import audit.record
from accounts.models import Person
from applications.journey import emails
from applications.journey.models import Answer
from notifications.models import Message
from phones import actions
from phones.models import LONGEST, MOST_TRIES, QUIET, SharedPhone
from tests.accounts.test_sign_in import enter
from tests.factories.accounts import UserFactory
from tests.factories.journey import ApplicationFactory
from tests.sessions import BACKEND, signed_in

pytestmark = pytest.mark.django_db
PIN = "2580"
SHARED, LOCKED, LEAVE, TODAY = "/my/shared-phone/", "/my/locked/", "/leave/", "/today/"


def on_shared_phone(user) -> Client:
    client = signed_in(user)
    client.post(SHARED, {"pin": PIN, "plain_subjects": "on"})
    return client


def later(**by):
    return time_machine.travel(timezone.now() + timedelta(**by), tick=False)


def test_a_pin_is_chosen_before_anything_else_by_who_says_so_at_the_door(client):
    user = UserFactory()
    enter(client, user.email, shared_phone="1")
    assert client.get("/my/").headers["Location"] == "/my/shared-phone/?next=%2Fmy%2F"
    response = client.post(SHARED, {"pin": PIN, "next": "/my/profile/"})
    assert response.headers["Location"] == "/my/profile/"
    assert client.get("/my/").status_code == 200
    phone = SharedPhone.objects.get()
    assert (phone.user, PIN in phone.pin) == (user, False)


def test_who_does_not_share_is_asked_for_nothing(client):
    enter(client, UserFactory().email)
    assert client.get("/my/").status_code == 200
    assert not SharedPhone.objects.exists()


def test_who_changes_their_mind_needs_no_pin(client):
    enter(client, UserFactory().email, shared_phone="1")
    client.post(SHARED, {"own": "1"})
    assert client.get("/my/").status_code == 200
    assert not SharedPhone.objects.exists()


@pytest.mark.parametrize(
    ("pin", "says"),
    [
        ("123", "Type 4 to 6 digits."),
        ("1234567", "Type 4 to 6 digits."),
        ("12a4", "Type 4 to 6 digits."),
        ("1111", "This PIN is easy to guess. Choose another one."),
        ("3456", "This PIN is easy to guess. Choose another one."),
        ("9876", "This PIN is easy to guess. Choose another one."),
    ],
)
def test_a_pin_that_is_no_pin_or_a_bad_one_is_refused(pin, says):
    page = signed_in(UserFactory()).post(SHARED, {"pin": pin})
    assert page.context["form"].errors == {"pin": [says]}


def test_a_pin_may_be_typed_in_the_digits_of_any_script():
    user = UserFactory()
    client = signed_in(user)
    client.post(SHARED, {"pin": "٢٥٨٠"})
    client.post(LEAVE)
    assert client.post(LOCKED, {"pin": PIN, "next": "/my/"}).headers["Location"] == "/my/"


def test_a_quiet_phone_locks_and_its_pin_leads_back():
    client = on_shared_phone(UserFactory())
    with later(seconds=QUIET.total_seconds() + 1):
        response = client.get("/my/profile/?from=here")
        assert response.headers["Location"] == "/my/locked/?next=%2Fmy%2Fprofile%2F%3Ffrom%3Dhere"
        opened = client.post(LOCKED, {"pin": PIN, "next": "/my/profile/?from=here"})
        assert opened.headers["Location"] == "/my/profile/?from=here"
        assert client.get("/my/profile/").status_code == 200


def test_clicks_keep_a_phone_open():
    client = on_shared_phone(UserFactory())
    for minutes in (4, 8, 12):
        with later(minutes=minutes):
            assert client.get("/my/").status_code == 200


def test_a_locked_phone_stays_locked_whatever_the_clock_says():
    client = on_shared_phone(UserFactory())
    client.post(LEAVE)
    assert client.get("/my/").headers["Location"] == "/my/locked/?next=%2Fmy%2F"


def test_a_pin_leads_to_our_own_pages_only():
    client = on_shared_phone(UserFactory())
    client.post(LEAVE)
    opened = client.post(LOCKED, {"pin": PIN, "next": "https://example.org/"})
    assert opened.headers["Location"] == "/my/"


def test_a_phone_that_was_quiet_too_long_asks_for_a_code():
    client = on_shared_phone(UserFactory())
    with later(seconds=LONGEST.total_seconds()):
        assert client.get("/my/").headers["Location"] == "/sign-in/login/?next=/my/"
        assert "_auth_user_id" not in client.session
    assert not SharedPhone.objects.exists()


def test_the_fifth_wrong_pin_ends_the_sign_in():
    user = UserFactory()
    client = on_shared_phone(user)
    client.post(LEAVE)
    for _each in range(MOST_TRIES - 1):
        page = client.post(LOCKED, {"pin": "9999"})
        assert page.context["form"].errors == {"pin": ["This is not the PIN. Try again."]}
    assert client.post(LOCKED, {"pin": "9999"}).headers["Location"] == "/sign-in/login/"
    assert "_auth_user_id" not in client.session
    assert not SharedPhone.objects.exists()
    assert [each.action for each in audit.record.history(user)] == [
        "phones.begin",
        "phones.wrong_pins",
        "phones.end",
    ]


def test_the_right_pin_gives_all_tries_back():
    client = on_shared_phone(UserFactory())
    for _round in range(2):
        client.post(LEAVE)
        for _each in range(MOST_TRIES - 1):
            client.post(LOCKED, {"pin": "9999"})
        assert client.post(LOCKED, {"pin": PIN}).headers["Location"] == "/my/"


def test_the_database_refuses_more_tries():
    client = on_shared_phone(UserFactory())
    client.post(LEAVE)
    with pytest.raises(IntegrityError), transaction.atomic():
        SharedPhone.objects.update(wrong_tries=MOST_TRIES)


def test_another_persons_pin_opens_nothing():
    mine = SharedPhone.objects.create(user=UserFactory(), pin="!")
    assert actions.open_with(PIN, key=mine.key, by=UserFactory()) is actions.Tried.OVER


def test_what_was_typed_on_a_page_that_locked_is_offered_again_and_saved():
    user = UserFactory()
    client = on_shared_phone(user)
    application = ApplicationFactory(user=user, answers={})
    page = f"/applications/{application.public_id}/section/project/"
    with later(seconds=QUIET.total_seconds() + 1):
        refused = client.post(page, {"need": "Nobody on our street has an oven."})
        assert refused.headers["Location"] == "/my/locked/?next=%2Fmy%2Fkept%2F"
        client.post(LOCKED, {"pin": PIN, "next": "/my/kept/"})
        kept = client.get("/my/kept/").context["kept"]
        client.post(kept["path"], dict(kept["fields"]))
    [answer] = Answer.objects.filter(application=application)
    assert answer.value == "Nobody on our street has an oven."


def test_what_was_typed_before_the_sign_in_was_over_waits_for_the_same_person():
    user = UserFactory()
    client = on_shared_phone(user)
    with later(seconds=LONGEST.total_seconds() + 1):
        refused = client.post(
            "/my/profile/", {"display_name": "Amal", "access_needs": "No stairs please."}
        )
        assert refused.headers["Location"] == "/sign-in/login/?next=%2Fmy%2Fkept%2F"
        enter(client, user.email)
        assert client.get("/my/kept/").context["words"] == ["No stairs please."]


def test_a_script_hears_that_the_phone_is_locked():
    user = UserFactory()
    client = on_shared_phone(user)
    application = ApplicationFactory(user=user, answers={})
    client.post(LEAVE)
    page = f"/applications/{application.public_id}/section/project/autosave/"
    answer = client.post(page, {"need": "Bread"}, headers={"Sec-Fetch-Mode": "cors"})
    assert (answer.status_code, answer.json()) == (401, {})
    assert not application.answers.exists()


def test_nothing_of_a_shared_phone_is_stored_by_its_browser():
    client = on_shared_phone(UserFactory())
    assert client.get("/my/profile/")["Cache-Control"] == "no-store, private"
    client.post(LEAVE)
    assert client.get("/my/profile/")["Cache-Control"] == "no-store, private"


def test_the_names_of_pages_say_nothing_on_a_shared_phone():
    user = UserFactory()
    own, shared = signed_in(user), on_shared_phone(user)
    assert "<title>My details – Seedbed</title>" in own.get("/my/profile/").text
    assert "<title>My page</title>" in shared.get("/my/profile/").text


def test_letters_say_nothing_in_their_subject_once_the_person_wants_it():
    user = UserFactory()
    on_shared_phone(user)
    assert Person.objects.get(user=user).plain_subjects is True
    client = signed_in(user)
    client.post(SHARED, {"pin": PIN})
    assert Person.objects.get(user=user).plain_subjects is False


def test_leaving_signs_out_on_ones_own_phone_and_shows_a_calendar():
    client = signed_in(UserFactory())
    left = client.post(LEAVE)
    assert left.headers["Location"] == TODAY
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert left.headers["Cache-Control"] == "no-store"
    assert "_auth_user_id" not in client.session


def test_leaving_needs_no_token():
    client = Client(enforce_csrf_checks=True)
    assert client.post(LEAVE).headers["Location"] == TODAY


def test_a_link_to_leave_ends_nothing():
    client = signed_in(UserFactory())
    client.get(LEAVE)
    assert client.get("/my/").status_code == 200


def test_leaving_a_form_saves_it_first():
    user = UserFactory()
    client = signed_in(user)
    application = ApplicationFactory(user=user, answers={})
    page = f"/applications/{application.public_id}/section/project/"
    left = client.post(page, {"need": "Half a sentence that", "leave": "1"})
    assert left.headers["Location"] == TODAY
    [answer] = application.answers.all()
    assert answer.value == "Half a sentence that"


@pytest.mark.parametrize("begin", [signed_in, on_shared_phone])
def test_leaving_a_form_that_is_not_to_be_sent_yet_keeps_its_words_for_the_same_person(begin):
    user = UserFactory()
    client = begin(user)
    application = ApplicationFactory(user=user, state="submitted")
    page = f"/applications/{application.public_id}/messages/"
    shown = client.get(page).content.decode()
    assert f'form="typed" name="leave" value="{page}" formaction="{LEAVE}"' in shown
    left = client.post(LEAVE, {"leave": page, "text": "My landlord says"})
    assert (left.headers["Location"], application.notes.count()) == (TODAY, 0)
    if begin is on_shared_phone:
        client.post(LOCKED, {"pin": PIN})
    else:
        client.force_login(user, backend=BACKEND)
    assert client.get("/my/").context["has_kept_typing"] is True
    kept = client.get("/my/kept/").context["kept"]
    assert (kept["path"], kept["fields"]) == (page, [["text", "My landlord says"]])
    client.post(page, dict(kept["fields"]))
    assert client.get("/my/").context["has_kept_typing"] is False
    assert [each.text for each in application.notes.all()] == ["My landlord says"]


def test_words_left_behind_are_not_shown_to_the_next_person():
    client = signed_in(UserFactory())
    client.post(LEAVE, {"leave": "/my/details/", "name": "My landlord says"})
    client.force_login(UserFactory(), backend=BACKEND)
    assert client.get("/my/").context["has_kept_typing"] is False


@pytest.mark.parametrize("path", ["https://bad.example/", "//bad.example/", ""])
def test_words_left_behind_go_nowhere_but_to_our_own_pages(path):
    client = signed_in(UserFactory())
    client.post(LEAVE, {"leave": path, "text": "My landlord says"})
    assert "kept_typing" not in client.session


@time_machine.travel("2026-11-22T12:00:00Z", tick=False)
def test_the_neutral_page_is_this_months_calendar(client):
    page = client.get(TODAY)
    assert page.context["today"].isoformat() == "2026-11-22"
    assert "Seedbed" not in page.text
    assert '<strong aria-current="date">22</strong>' in page.text


def test_rows_of_ended_sign_ins_go():
    on_shared_phone(UserFactory())
    assert actions.forget_ended() == 0
    with later(seconds=LONGEST.total_seconds() + 1):
        assert actions.forget_ended() == 1


def test_saying_that_it_is_ones_own_phone_needs_an_open_phone():
    client = on_shared_phone(UserFactory())
    client.post(LEAVE)
    assert client.post(SHARED, {"own": "1"}).headers["Location"] == LOCKED
    client.post(LOCKED, {"pin": PIN})
    client.post(SHARED, {"own": "1"})
    with later(hours=1):
        assert client.get("/my/").status_code == 200


def test_pages_on_ones_own_phone_cost_no_query_more(django_assert_num_queries):
    user = UserFactory()
    own = signed_in(user)
    with django_assert_num_queries(2):
        own.get(TODAY)


def test_a_letter_about_an_application_names_it_only_to_who_does_not_mind():
    plain, usual = ApplicationFactory(), ApplicationFactory()
    plain.applicant.plain_subjects = True
    subjects = []
    for each in (plain, usual):
        emails.write(emails.INELIGIBLE, each)
        subjects.append(Message.objects.latest("pk").subject)
    assert subjects == ["A message for you", f"About your application {usual.reference}"]
