"""The one door: a code by e-mail, a password, and what becomes of an unknown address."""

import re

import pytest
from allauth.account.models import EmailAddress
from axes.models import AccessLog
from django.test import Client
from django.urls import reverse

import audit.record
from accounts.models import User
from notifications.delivery import deliver_message
from notifications.models import Message
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
ASK = "/sign-in/login/code/"
CONFIRM = "/sign-in/login/code/confirm/"
SIGN_IN = "/sign-in/login/"


def code_for(email: str) -> str:
    message = Message.objects.filter(to_email__iexact=email).latest("pk")
    return re.search(r"[A-Z0-9]{3,}-?[A-Z0-9]{3,}", message.subject)[0]


def enter(client: Client, email: str, **ask) -> None:
    client.post(ASK, {"email": email, **ask})
    client.post(CONFIRM, {"code": code_for(email), **ask})


def test_the_door_leads_to_one_page(client):
    assert client.get("/sign-in/").headers["Location"] == SIGN_IN
    assert client.get("/admin/login/?next=/admin/pages/").headers["Location"] == (
        "/sign-in/login/?next=/admin/pages/"
    )
    assert client.get(SIGN_IN).status_code == 200


def test_a_code_signs_in_and_returns_to_where_the_person_was_going(client):
    user = UserFactory()
    client.post(ASK, {"email": user.email, "next": "/my/profile/"})
    response = client.post(CONFIRM, {"code": code_for(user.email), "next": "/my/profile/"})
    assert response.headers["Location"] == "/my/profile/"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert EmailAddress.objects.get(user=user).verified


def test_an_unknown_address_becomes_an_account_in_the_language_of_the_page(client):
    client.post("/ar/sign-in/login/code/", {"email": "Amal.New@example.org"})
    client.post("/ar/sign-in/login/code/confirm/", {"code": code_for("amal.new@example.org")})
    user = User.objects.get(email="amal.new@example.org")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert (user.person.display_name, user.person.language) == ("amal.new", "ar")
    [entry] = audit.record.history(user)
    assert (entry.action, entry.label, entry.user) == ("accounts.join", f"User {user.pk}", user)


def answers_to(client: Client, email: str) -> list:
    """All that somebody at the door can see of an address."""
    asked = client.post(ASK, {"email": email})
    page = client.get(CONFIRM).content.decode()
    wrong = client.post(CONFIRM, {"code": "WRONG-1"})
    text = re.sub(r'value="[^"]{20,}"|nonce="[^"]*"', "", page).replace(email, "")
    return [asked.status_code, asked.headers["Location"], text, wrong.status_code]


def test_a_known_and_an_unknown_address_look_alike():
    known = UserFactory().email
    assert answers_to(Client(), known) == answers_to(Client(), "nobody@example.org")
    assert list(Message.objects.values_list("kind", flat=True)) == ["accounts.sign_in_code"] * 2


def test_a_closed_account_looks_alike_and_gets_no_code():
    closed = UserFactory(is_active=False).email
    assert answers_to(Client(), closed) == answers_to(Client(), "nobody@example.org")
    assert Message.objects.get(to_email=closed).kind == "accounts.unknown_address"
    assert User.objects.get(email=closed).is_active is False


def test_three_wrong_codes_end_the_try(client):
    user = UserFactory()
    client.post(ASK, {"email": user.email})
    for _ in range(3):
        client.post(CONFIRM, {"code": "WRONG-1"})
    client.post(CONFIRM, {"code": code_for(user.email)})
    assert "_auth_user_id" not in client.session


def test_a_wrong_code_says_what_to_do(client):
    client.post(ASK, {"email": UserFactory().email})
    page = client.post(CONFIRM, {"code": "WRONG-1"})
    assert page.context["form"].errors["code"] == [
        "This is not the code. Look at the newest e-mail and type it again."
    ]


def test_a_new_code_can_be_asked_for_on_the_page(client):
    user = UserFactory()
    client.post(ASK, {"email": user.email})
    first = code_for(user.email)
    client.post(CONFIRM, {"action": "resend"})
    assert Message.objects.count() == 2
    assert code_for(user.email) != first
    client.post(CONFIRM, {"code": code_for(user.email)})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_signing_in_for_the_first_time_says_one_thing(client):
    enter(client, "new@example.org")
    page = client.get("/my/")
    assert [str(message) for message in page.context["messages"]] == ["You are signed in."]


def test_codes_are_asked_for_three_times_a_minute_at_most(client):
    user = UserFactory()
    for _ in range(5):
        Client().post(ASK, {"email": user.email})
    assert Message.objects.count() == 3


def test_the_code_goes_out_first_and_leaves_no_trace(client, mailoutbox):
    user = UserFactory()
    client.post(ASK, {"email": user.email})
    message = Message.objects.get()
    code = code_for(user.email)
    deliver_message(message.pk)
    message.refresh_from_db()
    assert code in mailoutbox[0].body
    assert (message.state, message.subject, message.paragraphs, message.action_url) == (
        "sent",
        "accounts.sign_in_code",
        [],
        "",
    )


def test_a_code_that_is_late_is_not_sent(client, mailoutbox):
    user = UserFactory()
    client.post(ASK, {"email": user.email})
    message = Message.objects.get()
    Message.objects.update(queued_at="2020-01-01T00:00Z")
    deliver_message(message.pk)
    message.refresh_from_db()
    assert (message.state, message.paragraphs, mailoutbox) == ("failed", [], [])


def with_password(**extra) -> User:
    user = UserFactory(**extra)
    user.set_password("four quiet blue birds")
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def try_password(client: Client, user: User, password: str):
    return client.post(SIGN_IN, {"login": user.email, "password": password})


def test_a_password_signs_in(client):
    user = with_password()
    response = try_password(client, user, "four quiet blue birds")
    assert response.headers["Location"] == reverse("my_page")


def test_nobody_keeps_a_list_of_who_signed_in_from_where(client):
    try_password(client, with_password(), "four quiet blue birds")
    assert AccessLog.objects.count() == 0


def test_five_wrong_passwords_lock_the_door_for_a_quarter_of_an_hour(client):
    user = with_password()
    statuses = [try_password(client, user, "wrong").status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    locked = try_password(client, user, "four quiet blue birds")
    assert (locked.status_code, "Please wait a little" in locked.content.decode()) == (429, True)
    assert "_auth_user_id" not in client.session


def test_the_lock_does_not_close_the_door_by_code(client):
    user = with_password()
    for _ in range(5):
        try_password(client, user, "wrong")
    enter(client, user.email)
    assert client.session["_auth_user_id"] == str(user.pk)


def test_signing_in_gives_the_session_a_new_key(client):
    user = UserFactory()
    client.post(ASK, {"email": user.email})
    before = client.session.session_key
    client.post(CONFIRM, {"code": code_for(user.email)})
    assert client.session.session_key != before


def test_signing_out_takes_a_post(client):
    user = UserFactory()
    enter(client, user.email)
    client.get("/sign-in/logout/")
    assert client.session["_auth_user_id"] == str(user.pk)
    answer = client.post("/sign-in/logout/")
    assert "_auth_user_id" not in client.session
    assert answer["Clear-Site-Data"] == '"storage"'


def test_a_forgotten_password_is_changed_by_a_letter(client):
    user = with_password()
    client.post("/sign-in/password/reset/", {"email": user.email})
    message = Message.objects.get()
    assert message.kind == "accounts.reset_password"
    path = re.sub(r"^https?://[^/]+", "", message.action_url)
    form = client.get(path, follow=True)
    client.post(
        form.request["PATH_INFO"],
        {"password1": "nine green old doors", "password2": "nine green old doors"},
    )
    user.refresh_from_db()
    assert user.check_password("nine green old doors")
    assert Message.objects.latest("pk").kind == "accounts.password_reset"


def test_cookies_are_out_of_reach_of_scripts(client, settings):
    enter(client, UserFactory().email)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
