"""What waits for applicants, trainers and officers in this room."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.roles import Role
from applications.calls.models import Stage
from applications.journey.models import Application
from applications.journey.states import State
from programmes.scopes import holds
from programmes.waiting import Door, Waiting, offers, opens

from .models import Cohort, TrainingPlace

STAFF = (Role.TRAINER, Role.OFFICER, Role.ADMINISTRATOR)
Status = TrainingPlace.Status


@offers
def offers_to_answer(user: User) -> list[Waiting]:
    """Training places the person has not answered yet. One query."""
    places = TrainingPlace.objects.filter(
        application__applicant__user=user,
        application__state__in=[State.ELIGIBLE, State.IN_TRAINING],
        status=Status.OFFERED,
    ).select_related("application", "cohort__course")
    return [
        Waiting(
            label=_("Answer: do you want your place on the course?"),
            url=reverse("training:training", args=[place.application.public_id]),
            about=f"{place.application.title} · {place.cohort.course}",
            urgent=True,
        )
        for place in places
    ]


@offers
def plans_to_send(user: User) -> list[Waiting]:
    """Business plans still missing. One query."""
    applications = Application.objects.filter(
        applicant__user=user,
        state=State.IN_TRAINING,
        call__stages__contains=[Stage.TRAINING],
        business_plans=None,
    )
    return [
        Waiting(
            label=_("Send your business plan"),
            url=reverse("training:plan", args=[application.public_id]),
            about=application.title,
        )
        for application in applications
    ]


@offers
def sessions_to_mark(user: User) -> list[Waiting]:
    """Cohorts with a past session without a single mark, for who runs them. One query."""
    if not holds(user, STAFF):
        return []
    cohorts = (
        Cohort.objects.visible_to(user)
        .filter(closed_at=None, places_taken__gt=0)
        .annotate(
            unmarked=Count(
                "sessions",
                filter=Q(sessions__ends_at__lt=timezone.now(), sessions__attendance=None),
                distinct=True,
            )
        )
        .filter(unmarked__gt=0)
        .order_by("name")[:20]
    )
    return [
        Waiting(
            label=ngettext(
                "Mark who came to %(count)s session",
                "Mark who came to %(count)s sessions",
                cohort.unmarked,
            )
            % {"count": cohort.unmarked},
            url=reverse("training_attendance", args=[cohort.public_id]),
            about=str(cohort),
        )
        for cohort in cohorts
    ]


@offers
def places_to_offer(user: User) -> list[Waiting]:
    """Projects that can go on and have no training place yet. One query."""
    if not holds(user, (Role.OFFICER, Role.ADMINISTRATOR)):
        return []
    count = without_a_place(Application.objects.handled_by(user)).count()
    if not count:
        return []
    return [
        Waiting(
            label=ngettext(
                "Offer a training place to %(count)s project",
                "Offer training places to %(count)s projects",
                count,
            )
            % {"count": count},
            url=reverse("training_cohorts"),
            about=_("Training"),
        )
    ]


@opens
def training(user: User) -> list[Door]:
    if not user.has_perm("training.open"):
        return []
    about = _("Courses, places, who came")
    return [Door(_("Training"), reverse("training_cohorts"), about)]


def without_a_place(applications):
    """Those of `applications` that can go on, in a call with training, with no place or offer."""
    return applications.filter(
        Q(training_place=None) | Q(training_place__status=Status.GIVEN_UP),
        state__in=[State.ELIGIBLE, State.IN_TRAINING],
        call__stages__contains=[Stage.TRAINING],
    )
