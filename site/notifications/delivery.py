"""One message through the mail server, at most one recipient, recorded."""

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import get_language_info
from mrml import to_html

from .models import Message


@transaction.atomic
def deliver_message(message_id: int) -> None:
    """Send the message unless it was sent already. A mail server's refusal is raised (and retried).

    The row is locked for the length of the conversation, so two workers never send it twice.
    """
    message = Message.objects.select_for_update().get(pk=message_id)
    if message.state == Message.State.SENT:
        return
    message.attempts += 1
    as_mail(message).send()
    message.state = Message.State.SENT
    message.sent_at = timezone.now()
    message.save(update_fields=["state", "sent_at", "attempts"])


def as_mail(message: Message) -> EmailMultiAlternatives:
    """The message as plain text and HTML in its own language and direction."""
    rtl = get_language_info(message.language)["bidi"]
    context = {
        "subject": message.subject,
        "paragraphs": message.paragraphs,
        "action_label": message.action_label,
        "action_url": message.action_url,
        "acknowledgement": message.acknowledgement,
        "lang": message.language,
        "dir": "rtl" if rtl else "ltr",
    }
    with translation.override(message.language):
        text = render_to_string("emails/layout.txt", context)
        html = to_html(render_to_string("emails/layout.mjml", context)).content
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=text,
        to=[f"{message.to_name} <{message.to_email}>"],
        headers={"X-Seedbed-Message": str(message.public_id)},
    )
    mail.attach_alternative(html, "text/html")
    return mail
