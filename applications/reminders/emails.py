"""The reminders' words. Their subjects say nothing about what is applied for."""

from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.journey import emails
from applications.journey.models import Application
from notifications.actions import prepared
from notifications.letters import Letter
from notifications.models import Message

from .links import stop_token
from .models import Ahead

BODY = _(
    "Hello {name},\n\nWhat you began, “{project}”, is not sent yet. The last moment is {until}.\n\n"
    "Everything you wrote is safe. You can go on where you stopped. Do you need help or more time? "
    "Answer this message."
)
LETTERS = {
    Ahead.WEEK: Letter(
        kind="reminders.week",
        subject=_("You have one week left"),
        body=BODY,
        action_label=_("Go on"),
        bulk=True,
    ),
    Ahead.TWO_DAYS: Letter(
        kind="reminders.two_days",
        subject=_("You have two days left"),
        body=BODY,
        action_label=_("Go on"),
        bulk=True,
    ),
    Ahead.LAST_DAY: Letter(
        kind="reminders.last_day",
        subject=_("Today is the last day"),
        body=BODY,
        action_label=_("Go on"),
        bulk=True,
    ),
}


def message(ahead: Ahead, application: Application, user: User, due: datetime) -> Message | None:
    """The letter to one person, in their language, not stored yet. None without an address."""
    language = user.person.language
    with translation.override(language):
        token = stop_token(user.pk, application.pk)
        return prepared(
            LETTERS[ahead],
            to=emails.recipient(user.person),
            about=application,
            path=reverse("journey:tasks", args=[application.public_id]),
            stop_path=reverse("reminders_stop", args=[token]),
            project=application.title,
            until=date_format(due.astimezone(application.call.zone), "j F Y, H:i"),
        )
