"""How far a referral is, in the few words that its referrer may see."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from applications.journey.models import Application
from applications.journey.states import BEFORE_AGREED, State

from .models import Referral


class Status(TextChoices):
    """What a referrer sees. What was decided, and why something ended, is the person's to tell."""

    ASKED = "asked", _("We ask them")
    SAID_YES = "said_yes", _("Said yes")
    STARTED = "started", _("Started")
    SENT = "sent", _("Sent")
    GOES_ON = "goes_on", _("Goes on")
    DECIDED = "decided", _("Decided")
    ENDED = "ended", _("Ended")

    @property
    def tone(self) -> str:
        return {
            Status.ASKED: "waiting",
            Status.DECIDED: "done",
            Status.ENDED: "ended",
        }.get(self, "going")


SENT = (State.SUBMITTED, State.CHANGES_REQUESTED)
DECIDED_EARLY = (State.AWARDED, State.RESERVE)


def status_in(state: str) -> Status:
    """The word for an application in `state`."""
    if state == State.DRAFT:
        return Status.STARTED
    if state in SENT:
        return Status.SENT
    if state == State.WITHDRAWN:
        return Status.ENDED
    if state in BEFORE_AGREED and state not in DECIDED_EARLY:
        return Status.GOES_ON
    return Status.DECIDED


@dataclass(frozen=True)
class Seen:
    """One line of a referrer's list, and nothing more."""

    name: str
    programme: str
    referred_at: object
    status: Status
    until: object


def seen_by_referrer(referrals: Iterable[Referral]) -> list[Seen]:
    """The lines for these referrals, in their order. One query, however many."""
    shown = list(referrals)
    people = {each.person_id for each in shown if each.person_id}
    states: dict[tuple[int, int], str] = {}
    newest_last = Application.objects.filter(applicant__in=people).order_by("pk")
    for person, programme, state in newest_last.values_list(
        "applicant", "call__programme", "state"
    ):
        states[person, programme] = state
    return [_seen(each, states) for each in shown]


def _seen(referral: Referral, states: dict[tuple[int, int], str]) -> Seen:
    return Seen(
        name=referral.name,
        programme=str(referral.programme),
        referred_at=referral.referred_at,
        status=_status(referral, states),
        until=referral.delete_on,
    )


def _status(referral: Referral, states: dict[tuple[int, int], str]) -> Status:
    if referral.ended_at:
        return Status.ENDED
    if referral.person_id is None:
        return Status.ASKED
    state = states.get((referral.person_id, referral.programme_id))
    return status_in(state) if state else Status.SAID_YES
