"""A garden to follow, and mail as a person gets it."""

import re
from mailbox import MaildirMessage

import pytest

from following import kinds
from following.kinds import Thing
from notifications.delivery import deliver_message
from notifications.models import Message


@pytest.fixture
def garden(monkeypatch):
    """A thing under the topic `test:garden`; what the dict holds can be changed or taken away."""
    things = {"garden": Thing("The garden", "/calls/", "News of the garden.")}
    monkeypatch.setitem(kinds._finders, "test", things.get)
    return things


@pytest.fixture
def post(mail_server):
    """`post()` delivers what waits through the mail server and returns every mail so far."""

    def deliver() -> list[MaildirMessage]:
        for pk in Message.objects.order_by("pk").values_list("pk", flat=True):
            deliver_message(pk)
        return sorted(mail_server.handler.maildir, key=lambda mail: mail["X-Envelope-To"])

    return deliver


def body(mail: MaildirMessage) -> str:
    """The plain text."""
    text = next(part for part in mail.walk() if part.get_content_type() == "text/plain")
    return text.get_payload(decode=True).decode()


def links(mail: MaildirMessage) -> list[str]:
    """The site's addresses in the plain text, without the host."""
    return re.findall(r"http://127\.0\.0\.1:8000(/\S*)", body(mail))
