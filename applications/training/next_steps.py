"""What an applicant reads next while in training, and the course's day on the road."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.calls.models import Stage
from applications.journey.models import Application
from applications.journey.road import Next, dates_from, next_for
from applications.journey.states import State

from .models import TrainingPlace
from .progress import place_of

Status = TrainingPlace.Status


def page(application: Application, name: str = "training") -> str:
    return reverse(f"training:{name}", args=[application.public_id])


@dates_from
def course_begins(application: Application) -> dict[str, date]:
    """The first session of the course the person has a seat in."""
    if not application.call.uses(Stage.TRAINING):
        return {}
    place = place_of(application)
    if not place or place.status not in TrainingPlace.HOLDS_A_SEAT:
        return {}
    first = next(iter(place.cohort.sessions.all()), None)
    return {"training": timezone.localtime(first.starts_at)} if first else {}


@next_for(State.ELIGIBLE, State.IN_TRAINING)
def in_training(application: Application) -> Next | None:
    place = place_of(application) if application.call.uses(Stage.TRAINING) else None
    if place is None:
        return None
    if place.status == Status.OFFERED:
        return _answer_the_offer(application)
    if place.status == Status.WAITING:
        return Next(
            text=_("The course is full. You are on the waiting list, and we write to you."),
            action_label=_("See the course"),
            action_url=page(application),
        )
    if place.status in TrainingPlace.HOLDS_A_SEAT:
        return _learn_and_plan(application)
    return None


def _answer_the_offer(application: Application) -> Next:
    return Next(
        text=_("There is a place on our course for you. Do you want it?"),
        yours=True,
        action_label=_("See the dates and answer"),
        action_url=page(application),
    )


def _learn_and_plan(application: Application) -> Next:
    if application.business_plans.usable().exists():
        return Next(
            text=_("Your business plan is in. When the course is done, you can pitch."),
            action_label=_("See my course"),
            action_url=page(application),
        )
    return Next(
        text=_("Come to the course, write your business plan and send it to us."),
        yours=True,
        action_label=_("Send my business plan"),
        action_url=page(application, "plan"),
    )
