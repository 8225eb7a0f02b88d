"""A seat of the course goes back when its application is taken back, and returns with it."""

from accounts.models import User
from applications.journey.follow_ups import FollowUp, after
from applications.journey.models import Application

from .actions import places
from .models import TrainingPlace


@after("withdraw")
def free_seat(application: Application) -> FollowUp | None:
    """Lock the cohort; after the move the seat is free, and the first in line is offered it."""
    place = _with_its_cohort_locked(application)
    if place is None:
        return None

    def free(_withdrawn: Application, by: User) -> None:
        now = places.fresh(place)
        if now.status in TrainingPlace.MAY_GIVE_UP and not now.cohort.closed_at:
            places.free_place(place=now, by=by)

    return free


@after("undo_withdrawal")
def take_seat_again(application: Application) -> FollowUp | None:
    """Lock the cohort; after the move the seat is taken again, or the person waits in line."""
    place = _with_its_cohort_locked(application)
    if place is None:
        return None

    def restore(_back: Application, by: User) -> None:
        places.restore_place(place=places.fresh(place), by=by)

    return restore


def _with_its_cohort_locked(application: Application) -> TrainingPlace | None:
    place = TrainingPlace.objects.select_related("cohort").filter(application=application).first()
    if place:
        places.locked(place.cohort)
    return place
