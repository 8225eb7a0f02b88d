"""Who is told what, and when: each room adds its letters, and a call's summary lists them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from notifications.letters import Letter

from . import emails
from .models import Call, Stage

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

APPLICANT = _("the applicant")


@dataclass(frozen=True)
class Told:
    """A letter, what makes it go out, and to whom. `stage` is the part of a call it belongs to."""

    letter: Letter
    when: "StrOrPromise"
    to: "StrOrPromise" = APPLICANT
    stage: Stage | None = None


_told: list[tuple[int, Told]] = []


def tells(rows: Iterable[Told], *, order: int) -> None:
    """Register a room's letters; lower `order` comes earlier on the road."""
    _told.extend((order, row) for row in rows)


def told_by(call: Call) -> list[Told]:
    """The letters of this call's road, in order."""
    rows = sorted(_told, key=lambda each: each[0])
    return [row for _order, row in rows if row.stage is None or call.uses(row.stage)]


FOLLOWERS = _("who follows the call")

tells(
    [
        Told(emails.DATES_MOVED, _("Its dates change"), FOLLOWERS),
        Told(emails.CANCELLED, _("It is called off"), FOLLOWERS),
    ],
    order=0,
)
