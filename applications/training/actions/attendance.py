"""Who was there, and what follows from it."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.journey.workflow import need

from .. import emails
from ..completion import reckon
from ..models import Attendance, Cohort, CompletionOverride, TrainingPlace
from ..refusals import TrainingRefused
from .ready import try_ready

Status = TrainingPlace.Status
Cell = tuple[int, int]
"""A session's and a place's primary key."""


@transaction.atomic
def mark_attendance(*, cohort: Cohort, marks: Mapping[Cell, str], by: User) -> int:
    """Set marks of one cohort; an empty mark takes one back. Returns how many changed.

    Completion is reckoned anew for everybody whose marks changed, corrections included. Raises
    TrainingRefused for a session to come, or for somebody without a seat in this cohort.
    """
    need("training.mark", by, cohort)
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    held = {(mark.session_id, mark.training_place_id): mark for mark in _marks(cohort)}
    changed = {
        cell: mark for cell, mark in marks.items() if mark != getattr(held.get(cell), "mark", "")
    }
    _refuse_wrong_cells(cohort, changed)
    for cell, mark in changed.items():
        _set_mark(cell, mark, by=by)
    if changed:
        audit.record.record(
            "training.mark_attendance",
            cohort,
            by=by,
            changes=[
                {"session": session, "place": place, "to": str(mark)}
                for (session, place), mark in sorted(changed.items())
            ],
        )
        _reckon_anew(cohort, {place for _session, place in changed}, by=by)
    return len(changed)


@transaction.atomic
def close_course(*, cohort: Cohort, by: User) -> Cohort:
    """End the course: everybody with a seat has completed it or not, and hears so.

    Raises TrainingRefused while a session is still to come, and when it was closed before.
    """
    need("training.run", by, cohort)
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if cohort.closed_at:
        raise TrainingRefused(_("This course is closed already."))
    if cohort.sessions.filter(ends_at__gt=timezone.now()).exists():
        raise TrainingRefused(_("A session is still to come. Close the course after it."))
    cohort.closed_at = timezone.now()
    cohort.save(update_fields=["closed_at"])
    seats = cohort.places.filter(status__in=TrainingPlace.HOLDS_A_SEAT)
    audit.record.record("training.close_course", cohort, by=by, people=seats.count())
    _reckon_anew(cohort, set(seats.values_list("pk", flat=True)), by=by)
    for place in _with_letters(cohort.places.filter(status=Status.NOT_COMPLETED)):
        if not hasattr(place, "completion_override"):
            emails.tell_place(emails.NOT_COMPLETED, place)
    return cohort


@transaction.atomic
def override_completion(*, place: TrainingPlace, reason: str, by: User) -> CompletionOverride:
    """Let somebody go on who missed the completion rule. The reason is kept for good."""
    need("training.override", by, place.application)
    place = TrainingPlace.objects.select_for_update().get(pk=place.pk)
    if not reason.strip():
        raise TrainingRefused(_("Write the reason."))
    if place.status not in (Status.ACCEPTED, Status.NOT_COMPLETED):
        raise TrainingRefused(_("Only somebody with a seat who has not completed needs this."))
    override, is_new = CompletionOverride.objects.get_or_create(
        training_place=place, defaults={"reason": reason.strip(), "by": by}
    )
    if not is_new:
        raise TrainingRefused(_("Somebody has let this person go on already."))
    audit.record.record("training.override_completion", place, by=by, override=override.pk)
    try_ready(place.application, by=by)
    return override


def _marks(cohort: Cohort):
    return Attendance.objects.filter(session__cohort=cohort, training_place__cohort=cohort)


def _with_letters(places):
    return places.select_related(
        "cohort__course",
        "cohort__city",
        "application__call__programme",
        "application__applicant",
        "completion_override",
    )


def _refuse_wrong_cells(cohort: Cohort, cells: Mapping[Cell, str]) -> None:
    begun = set(cohort.sessions.filter(starts_at__lte=timezone.now()).values_list("pk", flat=True))
    seated = set(
        cohort.places.filter(status__in=TrainingPlace.HOLDS_A_SEAT).values_list("pk", flat=True)
    )
    for (session, place), mark in cells.items():
        if session not in begun:
            raise TrainingRefused(_("This session has not begun yet."))
        if place not in seated:
            raise TrainingRefused(_("Somebody gave up their place meanwhile. Look again."))
        if mark and mark not in Attendance.Mark.values:
            raise TrainingRefused(_("Choose one of the marks."))


def _set_mark(cell: Cell, mark: str, *, by: User) -> None:
    session, place = cell
    if not mark:
        Attendance.objects.filter(session_id=session, training_place_id=place).delete()
        return
    Attendance.objects.update_or_create(
        session_id=session,
        training_place_id=place,
        defaults={"mark": mark, "marked_by": by, "marked_at": timezone.now()},
    )


def _reckon_anew(cohort: Cohort, place_ids: set[int], *, by: User) -> None:
    sessions = list(cohort.sessions.all())
    places = cohort.places.filter(pk__in=place_ids, status__in=TrainingPlace.HOLDS_A_SEAT)
    for place in places.select_related("application").prefetch_related("attendance"):
        marks = {each.session_id: each.mark for each in place.attendance.all()}
        met = reckon(sessions, marks, cohort.course.completion_percent).met
        _settle(place, met=met, closed=cohort.closed_at is not None, by=by)
        try_ready(place.application, by=by)


def _settle(place: TrainingPlace, *, met: bool, closed: bool, by: User) -> None:
    missed = Status.NOT_COMPLETED if closed else Status.ACCEPTED
    before, place.status = place.status, Status.COMPLETED if met else missed
    if place.status == before:
        return
    place.save(update_fields=["status"])
    audit.record.record(
        "training.reckon", place, by=by, **{"from": before, "to": str(place.status)}
    )
