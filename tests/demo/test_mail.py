"""A message goes through a real SMTP conversation and can be read in the demo's inbox."""

import pytest
from django.core.mail import EmailMessage
from django.db import transaction

from demo import places
from notifications.actions import send
from notifications.delivery import deliver_message
from notifications.letters import Recipient
from notifications.models import Message, Wording

pytestmark = pytest.mark.django_db


def a_message(language: str = "en") -> Message:
    from applications.journey.emails import SUBMITTED

    with transaction.atomic():
        return send(
            SUBMITTED,
            to=Recipient(name="Amina", email="amina@example.org", language=language),
            reference="COV-1",
            project="Bread",
            call="Spring",
            when="1 March 2027, 12:00",
            zone="Europe/London",
            next="We read it.",
            path="/my/",
        )


def test_message_is_delivered_once_and_shown_in_the_inbox(mail_server, settings, client):
    settings.DEMO_MODE = True
    message = a_message()
    for _ in range(2):
        deliver_message(message.pk)
    assert len(mail_server.handler.maildir) == 1
    message.refresh_from_db()
    assert (message.state, message.attempts) == (Message.State.SENT, 1)
    page = client.get("/demo/inbox/?to=amina@example.org").content.decode()
    assert page.count("We have your application COV-1") == 1
    [key] = mail_server.handler.maildir.keys()
    text = client.get(f"/demo/inbox/{key}/").content.decode()
    assert text.count("http://127.0.0.1:8000/my/") >= 1
    assert client.get(f"/demo/inbox/{key}/html/")["Content-Security-Policy"].count("sandbox") == 1


def test_message_to_a_dead_mail_server_stays_queued(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = places.free_port()
    message = a_message()
    with pytest.raises(ConnectionRefusedError):
        deliver_message(message.pk)
    message.refresh_from_db()
    assert message.state == Message.State.QUEUED


def test_message_in_arabic_runs_right_to_left(mail_server):
    message = a_message("ar")
    deliver_message(message.pk)
    [mail] = mail_server.handler.maildir
    html = next(part for part in mail.walk() if part.get_content_type() == "text/html")
    assert 'dir="rtl"' in html.get_payload(decode=True).decode()


def test_message_uses_the_words_that_staff_wrote():
    Wording.objects.create(
        kind="journey.submit", language="en", subject="Got {reference}", body="Hi {name}.\n\nBye."
    )
    message = a_message()
    assert (message.subject, message.paragraphs) == ("Got COV-1", ["Hi Amina.", "Bye."])


def test_inbox_is_not_there_outside_the_demo(client):
    assert client.get("/demo/inbox/").status_code == 404
    assert client.get("/demo/").status_code == 404


def test_file_of_a_message_can_be_taken_from_the_inbox(mail_server, settings, client):
    settings.DEMO_MODE = True
    mail = EmailMessage("Your copy", "Here it is.", to=["amina@example.org"])
    mail.attach("copy.pdf", b"%PDF-1.7", "application/pdf")
    mail.send()
    [key] = mail_server.handler.maildir.keys()
    assert client.get(f"/demo/inbox/{key}/").context["files"] == ["copy.pdf"]
    taken = client.get(f"/demo/inbox/{key}/files/0/")
    assert (taken.content, taken["Content-Disposition"]) == (
        b"%PDF-1.7",
        'attachment; filename="copy.pdf"',
    )
    assert client.get(f"/demo/inbox/{key}/files/1/").status_code == 404
