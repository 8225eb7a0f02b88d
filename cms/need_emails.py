"""Messages about needs: to the inbox of a need, and to the person who answered it."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications.actions import send
from notifications.letters import Letter, Recipient
from programmes.words import worded

from .models import NeedResponse

RESPONSE_CAME = Letter(
    kind="cms.response_came",
    subject=_("Somebody answers: {need}"),
    body=_(
        "Hello {name},\n\n{who} wrote to you about this need:\n\n“{need}”\n\n{message}\n\n"
        "Please answer within a week. Press the button: your answer goes to them by e-mail."
    ),
    action_label=_("Read and answer"),
    kept=False,
)
RESPONSE_THANKS = Letter(
    kind="cms.response_thanks",
    subject=_("Thank you for your answer"),
    body=_(
        "Hello {name},\n\nThank you. You answered:\n\n“{need}”\n\n"
        "{inbox} reads it and writes back to you.\n\n"
        "We keep what you wrote for a year, then we delete it."
    ),
    kept=False,
)
RESPONSE_ANSWER = Letter(
    kind="cms.response_answer",
    subject=_("About your answer: {need}"),
    body=_("Hello {name},\n\nYou answered: “{need}”\n\n{inbox} writes:\n\n{answer}"),
    kept=False,
)


def tell_inbox(response: NeedResponse) -> None:
    """The answer goes to whoever the need names."""
    need = response.need
    send(
        RESPONSE_CAME,
        to=Recipient(name=need.inbox_name, email=need.inbox_email, language=settings.LANGUAGE_CODE),
        about=response,
        path=reverse("cms_response", args=[response.pk]),
        need=worded(need, "text", settings.LANGUAGE_CODE),
        who=response.name,
        message=response.message,
    )


def thank(response: NeedResponse) -> None:
    _write_to_responder(RESPONSE_THANKS, response)


def answer(response: NeedResponse) -> None:
    _write_to_responder(RESPONSE_ANSWER, response, answer=response.answer)


def _write_to_responder(letter: Letter, response: NeedResponse, **values: str) -> None:
    send(
        letter,
        to=Recipient(name=response.name, email=response.email, language=response.language),
        about=response,
        need=worded(response.need, "text", response.language),
        inbox=worded(response.need, "inbox_name", response.language),
        **values,
    )
