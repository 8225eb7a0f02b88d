"""The pitch day: who pitches when and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

import audit.record
from accounts.models import User
from applications.journey.models import Application
from applications.journey.states import State
from applications.journey.workflow import advance, hold, need

from .. import emails, slot_emails
from ..models import Round, Slot
from ..refusals import JudgingRefused
from .allowed import locked
from .moves import tell_moved
from .panels import check_bookings, keep_found_conflicts
from .rounds import refuse_stranger

FREED = "judging.free_slot"
ENDS = ("starts", "ends")


@dataclass(frozen=True)
class Planned:
    """A pitch as the officer plans it. `seen` is the application's state on the screen."""

    application: Application
    starts_at: datetime
    minutes: int
    room: str
    seen: str | None = None

    @property
    def during(self) -> DateTimeTZRange:
        return DateTimeTZRange(self.starts_at, self.starts_at + timedelta(minutes=self.minutes))


def suggest(
    applications: Sequence[Application],
    *,
    first: datetime,
    minutes: int,
    break_minutes: int,
    room: str,
) -> list[Planned]:
    """One pitch after the other in one room, in the order given, with a break between two."""
    step = timedelta(minutes=minutes + break_minutes)
    return [
        Planned(application, first + number * step, minutes, room)
        for number, application in enumerate(applications)
    ]


@transaction.atomic
def schedule(*, judging_round: Round, plan: Sequence[Planned], by: User) -> list[Slot]:
    """Give each planned application its time, or move it there; all of them or none.

    Who applies, with team and helpers, is told the time, or that it moved; each judge what moved,
    in one letter. What is as planned already stays untouched.
    Raises NotPermitted, ChangedMeanwhile, NotReady, or JudgingRefused when a room, an applicant or
    a judge would be in two places at once.
    """
    judging_round = locked(judging_round)
    need("judging.set_up", by, judging_round)
    new: list[tuple[Slot, Planned]] = []
    moved: list[tuple[Slot, Planned]] = []
    for planned in plan:
        _check(judging_round, planned)
        _book(judging_round, planned, new=new, moved=moved)
    _refuse_double_booking()
    keep_found_conflicts(judging_round, by=by)
    for slot, planned in new:
        _move_on(slot, planned, by=by)
        emails.tell_time(slot)
        slot_emails.tell_others(slot)
    tell_moved(judging_round=judging_round, slots=[slot for slot, _planned in moved], by=by)
    return [slot for slot, _planned in new + moved]


def free_slot(*, slot: Slot, by: User) -> None:
    """Give back the time of an application that was taken back. Lock the round before."""
    audit.record.record(
        FREED,
        slot.round,
        by=by,
        application=slot.application_id,
        room=slot.room,
        starts=slot.starts_at.isoformat(),
        ends=slot.ends_at.isoformat(),
    )
    slot.delete()


def restore_slot(*, judging_round: Round, application: Application, by: User) -> None:
    """Give an application that came back its old time, unless somebody has it now.

    Without a time it stands on the officer's screen of pitch times again. Lock the round before.
    """
    freed = freed_slot(application)
    if freed is None or application.state != State.SCHEDULED or hasattr(application, "slot"):
        return
    during = DateTimeTZRange(*(datetime.fromisoformat(freed.data[end]) for end in ENDS))
    try:
        with transaction.atomic():
            slot = Slot.objects.create(
                round=judging_round,
                application=application,
                applicant=application.applicant,
                room=freed.data["room"],
                during=during,
            )
            check_bookings()
    except IntegrityError:
        return
    audit.record.record("judging.restore_slot", slot, by=by, starts=freed.data["starts"])


def freed_slot(application: Application) -> ModelLogEntry | None:
    """The record of the time that the application gave back last."""
    found = ModelLogEntry.objects.filter(action=FREED, data__application=application.pk)
    return found.order_by("timestamp", "id").last()


def _move_on(slot: Slot, planned: Planned, *, by: User) -> None:
    """An application that came back without its time is scheduled already."""
    if planned.application.state == State.READY_TO_PITCH:
        advance(planned.application, "schedule", by=by, seen=planned.seen, slot=slot.pk)
        return
    hold(planned.application, planned.seen or planned.application.state)
    audit.record.record("judging.move_slot", slot, by=by, starts=slot.starts_at.isoformat())


def _check(judging_round: Round, planned: Planned) -> None:
    refuse_stranger(judging_round, planned.application)
    if planned.minutes < 1:
        raise JudgingRefused(_("A pitch needs at least one minute."))
    if planned.application.state not in (State.READY_TO_PITCH, State.SCHEDULED):
        raise JudgingRefused(
            _("%(reference)s is not ready yet.") % {"reference": planned.application.reference}
        )


def _book(judging_round: Round, planned: Planned, *, new: list, moved: list) -> None:
    slot = Slot.objects.filter(application=planned.application).first()
    wanted = {"room": planned.room.strip(), "during": planned.during}
    if slot is None:
        applicant = planned.application.applicant
        slot = Slot.objects.create(
            round=judging_round, application=planned.application, applicant=applicant, **wanted
        )
        new.append((slot, planned))
    elif slot.round_id != judging_round.pk:
        raise JudgingRefused(
            _("%(reference)s pitches in another round.")
            % {"reference": planned.application.reference}
        )
    elif (slot.room, slot.during) != (wanted["room"], wanted["during"]):
        slot.room, slot.during = wanted["room"], wanted["during"]
        slot.save(update_fields=["room", "during"])
        moved.append((slot, planned))


def _refuse_double_booking() -> None:
    try:
        with transaction.atomic():
            check_bookings()
    except IntegrityError as clash:
        raise JudgingRefused(_whose(str(clash))) from clash


def _whose(clash: str) -> str:
    if "applicant_is_free" in clash:
        return _("An applicant would pitch in two places at once. Choose another time.")
    if "person_is_free" in clash:
        return _("Somebody of a team would pitch in two places at once. Choose another time.")
    if "judge_is_free" in clash:
        return _("A judge would be in two places at once. Choose another time.")
    return _("Two pitches would be in one room at once. Choose another time or room.")
