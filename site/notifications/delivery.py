"""One message through the mail server, at most one recipient, recorded."""

from datetime import timedelta
from email.utils import formataddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import get_language_info
from mrml import to_html

from .letters import Attachment, Letter
from .models import Message

PASSES_AFTER = timedelta(minutes=15)
"""How long a passing letter is worth sending: as long as the code in it works."""


@transaction.atomic
def deliver_message(message_id: int) -> None:
    """Send the message unless it was sent already. A mail server's refusal is raised (and retried).

    The row is locked for the length of the conversation, so two workers never send it twice.
    """
    message = Message.objects.select_for_update().filter(pk=message_id).first()
    if message is None or message.state == Message.State.SENT:
        return  # a letter that is not kept was sent, or its reader stopped it
    letter = Letter.registry.get(message.kind)
    passing = letter is not None and letter.passing
    if passing and timezone.now() - message.queued_at > PASSES_AFTER:
        message.state = Message.State.FAILED
        message.last_error = "too late to be of use"
    else:
        message.attempts += 1
        as_mail(message).send()
        message.state = Message.State.SENT
        message.sent_at = timezone.now()
    if passing:
        _wipe(message)
    if letter is None or letter.kept:
        message.save()
    else:
        message.delete()


def _wipe(message: Message) -> None:
    """What the message said is gone; that it was sent, to whom and when, stays."""
    message.subject, message.paragraphs, message.action_url = message.kind, [], ""


def as_mail(message: Message) -> EmailMultiAlternatives:
    """The message as plain text and HTML in its own language and direction.

    A worker that dies before it can write down that the letter is out sends it again: under the
    same Message-ID, by which mail programs know that they have it.
    """
    rtl = get_language_info(message.language)["bidi"]
    context = {
        "subject": message.subject,
        "paragraphs": message.paragraphs,
        "action_label": message.action_label,
        "action_url": message.action_url,
        "stop_url": message.stop_url,
        "acknowledgement": message.acknowledgement,
        "lang": message.language,
        "dir": "rtl" if rtl else "ltr",
    }
    with translation.override(message.language):
        text = render_to_string("emails/layout.txt", context)
        html = to_html(render_to_string("emails/layout.mjml", context)).content
    mail = EmailMultiAlternatives(
        subject=_one_line(message.subject),
        body=text,
        to=[formataddr((_one_line(message.to_name), message.to_email))],
        headers={
            "X-Seedbed-Message": str(message.public_id),
            "Message-ID": f"<{message.public_id}@{urlsplit(settings.BASE_URL).hostname}>",
            **_one_click(message),
        },
    )
    mail.attach_alternative(html, "text/html")
    for each in _attachments(message):
        mail.attach(*each)
    if message.calendar:
        mail.attach("event.ics", message.calendar, "text/calendar")
    return mail


def _one_line(words: str) -> str:
    """What people typed, fit for a header: mail with a break in one is refused."""
    return " ".join(words.split())


def _attachments(message: Message) -> list[Attachment]:
    letter = Letter.registry.get(message.kind)
    if letter is None or not letter.attach or message.content_type is None:
        return []
    kind = message.content_type.model_class()
    record = kind._base_manager.filter(pk=message.object_id).first() if kind else None
    return [each for source in letter.attach for each in source(record)] if record else []


def _one_click(message: Message) -> dict[str, str]:
    """What makes mail programs show their own button for stopping (RFC 2369, RFC 8058)."""
    if not message.stop_url:
        return {}
    return {
        "List-Unsubscribe": f"<{message.stop_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
