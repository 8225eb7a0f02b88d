"""What happened to an application, read from the audit log alone."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

import audit.record
from accounts.models import User

from .models import Application
from .states import State

HAPPENED = {
    "application.start": _("The application was begun"),
    "application.submit": _("The application was sent"),
    "application.request_changes": _("We asked for better answers"),
    "application.find_eligible": _("We read it: it can go on"),
    "application.find_ineligible": _("We read it: it does not fit this call"),
    "application.start_training": _("The course began"),
    "application.become_ready": _("Ready to pitch"),
    "application.schedule": _("The pitch time was set"),
    "application.judge": _("The judges finished"),
    "application.award": _("A grant was offered"),
    "application.hold_in_reserve": _("It went on the reserve list"),
    "application.turn_down": _("The panel decided not to fund it"),
    "application.agree": _("The agreement was signed"),
    "application.decline_offer": _("The offer was turned down"),
    "application.let_offer_lapse": _("The time for the offer ran out"),
    "application.activate": _("The first payment arrived"),
    "application.complete": _("The project was completed"),
    "application.end_early": _("The project ended early"),
    "application.withdraw": _("The application was taken back"),
    "application.undo_withdrawal": _("The application came back"),
    "application.ask_for_time": _("More time was asked for"),
    "application.extend": _("More time was given"),
    "application.take_over": _("The new questions were taken over"),
    "application.refuse_time": _("More time was not given"),
}
"""In plain words, for the applicant. What is not named here is not told."""


class BrokenHistory(Exception):
    """The audit log has a gap: a move does not start where the one before ended."""


@dataclass(frozen=True)
class Event:
    """One line of an applicant's history."""

    at: datetime
    text: str
    by: str


def told_to(user: User, application: Application) -> list[Event]:
    """The history in plain words, latest first; the team's members stay unnamed."""
    return [
        Event(entry.timestamp, str(HAPPENED[entry.action]), _who(entry.user_id, user))
        for entry in reversed(audit.record.history(application))
        if entry.action in HAPPENED
    ]


def _who(actor_id: int | None, user: User) -> str:
    return str(_("You")) if actor_id == user.pk else str(_("The programme"))


def rebuilt_state(application: Application, begun_as: State = State.DRAFT) -> State:
    """The state that the audit log alone says the application is in.

    Raises BrokenHistory when a record is missing or out of order.
    """
    state = begun_as
    for entry in audit.record.history(application):
        if "from" not in entry.data:
            continue
        if entry.data["from"] != state:
            raise BrokenHistory(f"{entry.action} starts at {entry.data['from']}, not at {state}")
        state = State(entry.data["to"])
    return state
