"""What this room's guards mean."""

from django.utils.translation import gettext as _

from applications.calls.models import Stage
from applications.journey.guards import guard
from applications.journey.models import Application

from .models import TrainingPlace


def place_of(application: Application) -> TrainingPlace | None:
    return getattr(application, "training_place", None)


@guard("training.place_accepted")
def place_accepted(application: Application) -> str:
    """The applicant accepted a place in a cohort with room"""
    place = place_of(application)
    if place and place.status == TrainingPlace.Status.ACCEPTED:
        return ""
    return _("The applicant has not accepted a training place.")


@guard("training.training_done")
def training_done(application: Application) -> str:
    """The completion rule is met or overridden with a reason, if the call uses training"""
    if not application.call.uses(Stage.TRAINING):
        return ""
    place = place_of(application)
    if place and place.status == TrainingPlace.Status.COMPLETED:
        return ""
    if place and hasattr(place, "completion_override"):
        return ""
    return _("The course is not completed yet.")


@guard("training.plan_is_in")
def plan_is_in(application: Application) -> str:
    """A business plan is uploaded, if the call uses training"""
    if not application.call.uses(Stage.TRAINING) or application.business_plans.usable().exists():
        return ""
    return _("The business plan has not been uploaded.")
