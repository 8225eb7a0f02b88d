"""Places in a cohort: offered, answered, passed on.

A seat is taken when a place is accepted, counted in `Cohort.places_taken` under the cohort's row
lock; the database refuses a count above the capacity. An offer keeps a seat in mind too: with
every free seat offered, the next person goes to the waiting list.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.calls.models import Stage
from applications.journey import workflow
from applications.journey.models import Application
from applications.journey.states import State
from applications.journey.workflow import need

from .. import emails
from ..models import Cohort, TrainingPlace
from ..refusals import TrainingRefused

Status = TrainingPlace.Status
FREED = "training.free_place"


@transaction.atomic
def offer_place(*, application: Application, cohort: Cohort, by: User) -> TrainingPlace:
    """Offer a place, or put the person on the waiting list when every seat is taken or offered.

    Somebody who gave up, did not complete, or whose course ended can be offered another cohort.
    """
    need("training.run", by, cohort)
    need("training.offer", by, application)
    cohort = locked(cohort)
    _refuse_wrong_place(application, cohort)
    place = _new_place(application, cohort)
    place.status = Status.OFFERED if _seats_to_offer(cohort) > 0 else Status.WAITING
    place.save()
    audit.record.record(
        "training.offer_place", place, by=by, cohort=cohort.pk, status=str(place.status)
    )
    emails.tell_place(emails.OFFERED if place.status == Status.OFFERED else emails.WAITING, place)
    return place


@transaction.atomic
def accept_place(*, place: TrainingPlace, by: User, seen: str | None = None) -> TrainingPlace:
    """Take a seat and start the training; when the last seat went meanwhile, wait in line.

    `seen` is the status on the person's screen. Raises TrainingRefused when it has changed.
    """
    cohort = locked(place.cohort)
    place = fresh(place)
    need("training.answer", by, place.application)
    if place.status == Status.ACCEPTED:
        raise TrainingRefused(_("You have this place already."))
    if place.status != (seen or Status.OFFERED) or place.status != Status.OFFERED:
        raise TrainingRefused(_("This place is not on offer any more. Look at your page again."))
    _refuse_closed(cohort)
    before, place.answered_at = place.status, timezone.now()
    place.status = Status.WAITING if cohort.is_full else Status.ACCEPTED
    place.save()
    _count_seats(cohort)
    audit.record.record(
        "training.accept_place", place, by=by, **{"from": before, "to": str(place.status)}
    )
    if place.status == Status.WAITING:
        emails.tell_place(emails.WAITING, place)
    elif place.application.state == State.ELIGIBLE:
        workflow.advance(place.application, "start_training", by=by, cohort=cohort.pk)
    return place


@transaction.atomic
def give_up_place(*, place: TrainingPlace, by: User, seen: str | None = None) -> TrainingPlace:
    """Give a place, an offer or a turn in line back; the first in line is offered the free seat."""
    cohort = locked(place.cohort)
    place = fresh(place)
    need("training.give_up", by, place.application)
    if place.status not in TrainingPlace.MAY_GIVE_UP or place.status != (seen or place.status):
        raise TrainingRefused(_("This place cannot be given up now. Look at the page again."))
    before, place.status, place.answered_at = place.status, Status.GIVEN_UP, timezone.now()
    place.save()
    _count_seats(cohort)
    audit.record.record(
        "training.give_up_place", place, by=by, **{"from": before, "to": str(place.status)}
    )
    _promote(cohort, by=by)
    return place


def free_place(*, place: TrainingPlace, by: User) -> None:
    """Give back the place of an application that was taken back. Take the cohort's lock before."""
    before, place.status, place.answered_at = place.status, Status.GIVEN_UP, timezone.now()
    place.save()
    _count_seats(place.cohort)
    audit.record.record(FREED, place, by=by, **{"from": before, "to": str(place.status)})
    _promote(place.cohort, by=by)


def restore_place(*, place: TrainingPlace, by: User) -> None:
    """Give an application that came back what `free_place` took; a seat only while one is free.

    Take the cohort's lock before.
    """
    last = audit.record.history(place).last()
    if last is None or last.action != FREED or place.cohort.closed_at:
        return
    has_room = _seats_to_offer(place.cohort) > 0
    place.status = Status(last.data["from"]) if has_room else Status.WAITING
    place.save()
    _count_seats(place.cohort)
    audit.record.record(
        "training.restore_place", place, by=by, **{"from": Status.GIVEN_UP, "to": place.status}
    )
    if place.status == Status.WAITING and last.data["from"] != Status.WAITING:
        emails.tell_place(emails.WAITING, place)


def _count_seats(cohort: Cohort) -> None:
    """Count anew under the cohort's lock; the database refuses more than the capacity."""
    cohort.places_taken = cohort.places.filter(status__in=TrainingPlace.HOLDS_A_SEAT).count()
    cohort.save(update_fields=["places_taken"])


def _promote(cohort: Cohort, *, by: User) -> None:
    """Offer free seats to those who wait, in the order in which they were put on the list."""
    if cohort.closed_at:
        return
    free = max(0, _seats_to_offer(cohort))
    waiting = cohort.places.filter(
        status=Status.WAITING, application__state__in=[State.ELIGIBLE, State.IN_TRAINING]
    )
    for place in waiting.select_related("application__call__programme", "application__applicant")[
        :free
    ]:
        place.cohort = cohort
        place.status = Status.OFFERED
        place.save()
        audit.record.record("training.promote", place, by=by, cohort=cohort.pk)
        emails.tell_place(emails.PLACE_FREE, place)


def _seats_to_offer(cohort: Cohort) -> int:
    """Seats that are neither taken nor on offer to somebody who can still take theirs."""
    offered = cohort.places.filter(
        status=Status.OFFERED, application__state__in=[State.ELIGIBLE, State.IN_TRAINING]
    )
    return cohort.capacity - cohort.places_taken - offered.count()


def locked(cohort: Cohort) -> Cohort:
    return (
        Cohort.objects.select_for_update(of=("self",))
        .select_related("course", "city")
        .get(pk=cohort.pk)
    )


def fresh(place: TrainingPlace) -> TrainingPlace:
    """The place as it now is. Take the cohort's lock before."""
    return TrainingPlace.objects.select_related(
        "cohort__course", "cohort__city", "application__call__programme", "application__applicant"
    ).get(pk=place.pk)


def _new_place(application: Application, cohort: Cohort) -> TrainingPlace:
    place = (
        TrainingPlace.objects.select_for_update(of=("self",))
        .select_related("cohort")
        .filter(application=application)
        .first()
    )
    if place is None:
        return TrainingPlace(application=application, cohort=cohort)
    moves_on = place.status in (Status.GIVEN_UP, Status.NOT_COMPLETED) or (
        place.cohort.closed_at and place.status in (Status.OFFERED, Status.WAITING)
    )
    if not moves_on:
        raise TrainingRefused(_("This project has a place or an offer already."))
    place.cohort, place.offered_at, place.answered_at = cohort, timezone.now(), None
    return place


def _refuse_wrong_place(application: Application, cohort: Cohort) -> None:
    _refuse_closed(cohort)
    same_programme = application.call.programme_id == cohort.course.programme_id
    if not (same_programme and application.city_id == cohort.city_id):
        raise TrainingRefused(_("This course is for another programme or city."))
    if not cohort.course.its_calls().filter(pk=application.call_id).exists():
        raise TrainingRefused(_("This course is for another call."))
    if not application.call.uses(Stage.TRAINING):
        raise TrainingRefused(_("This call has no training."))
    if application.state not in (State.ELIGIBLE, State.IN_TRAINING):
        raise TrainingRefused(_("Only a project that can go on gets a place."))


def _refuse_closed(cohort: Cohort) -> None:
    if cohort.closed_at:
        raise TrainingRefused(_("This course is over."))
