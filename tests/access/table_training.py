"""Cohorts, places and business plans."""

from applications.journey.models import Application
from applications.training.models import BusinessPlan, Cohort, TrainingPlace
from tests.factories.training import cohort_for
from tests.factories.uploads import upload

from .scene import Scene
from .walk import FORBIDDEN, REDIRECT, Row

RUN = "officer administrator"
TEACH = f"{RUN} trainer"
ELSEWHERE = "officer_other_city officer_elsewhere trainer_elsewhere"
"""Staff who run or teach courses, but not this one."""
NOT_THEIRS = dict.fromkeys(ELSEWHERE.split(), "not found")


def the_application(scene: Scene) -> list:
    return [scene.application.public_id]


def the_plan(scene: Scene) -> list:
    BusinessPlan.objects.create(
        application=scene.application,
        version=1,
        file=upload(),
        original_name="plan.pdf",
        content_type="application/pdf",
        size=1,
        sha256="0" * 64,
        uploaded_by=scene.users["applicant"],
    )
    return [scene.application.public_id, 1]


def a_cohort(scene: Scene) -> list:
    return [cohort_for(scene.application).public_id]


def a_place(scene: Scene) -> list:
    cohort = cohort_for(scene.application)
    place = TrainingPlace.objects.create(
        cohort=cohort, application=scene.application, status=TrainingPlace.Status.ACCEPTED
    )
    Cohort.objects.filter(pk=cohort.pk).update(places_taken=1)
    return [cohort.public_id, place.pk]


def an_offer(scene: Scene) -> list:
    Application.objects.filter(pk=scene.application.pk).update(state="eligible")
    TrainingPlace.objects.create(
        cohort=cohort_for(scene.application), application=scene.application
    )
    return [scene.application.public_id]


def staff(name: str, args=a_cohort, *, may: str = TEACH, **more) -> Row:
    """A page of the admin about one cohort: hidden from staff of elsewhere, closed to others."""
    return Row(name, args=args, may=may, others=FORBIDDEN, exceptions=NOT_THEIRS, **more)


ROWS = [
    Row("training:training", args=the_application, may="applicant"),
    Row(
        "training:training",
        args=an_offer,
        may="applicant",
        gets=REDIRECT,
        post={"answer": "accept", "seen": "offered"},
    ),
    Row("training:plan", args=the_application, may="applicant"),
    Row("training:plan_file", args=the_plan, may=f"applicant {TEACH}", gets=REDIRECT),
    Row("training_cohorts", may=f"{TEACH} {ELSEWHERE}", others=FORBIDDEN),
    Row(
        "training_new_cohort",
        may=f"{RUN} officer_other_city officer_elsewhere",
        others=FORBIDDEN,
    ),
    staff("training_cohort"),
    staff("training_attendance"),
    staff("training_attendance", post={}, gets=REDIRECT),
    staff("training_offer", post={}, gets=REDIRECT),
    staff("training_close", post={}, gets=REDIRECT),
    staff("training_give_up", a_place, post={"seen": "accepted"}, gets=REDIRECT),
    staff("training_override", a_place, may=RUN),
    staff("training_override", a_place, may=RUN, post={"reason": "Ill."}, gets=REDIRECT),
]
