"""Cohorts, places and business plans."""

from django.core.files.base import ContentFile

from applications.training.models import BusinessPlan, TrainingPlace
from tests.factories.training import TrainingPlaceFactory, cohort_for

from .scene import Scene
from .walk import FORBIDDEN, NOT_FOUND, REDIRECT, Row

OFFICERS = "officer officer_other_city officer_elsewhere administrator"
TRAINERS = "trainer trainer_elsewhere"
ELSEWHERE = dict.fromkeys(
    ("officer_other_city", "officer_elsewhere", "trainer_elsewhere"), NOT_FOUND
)
A_RECORD = {"others": FORBIDDEN, "exceptions": ELSEWHERE}
THE_OFFICERS = {
    "post": {},
    "may": "officer administrator",
    "gets": REDIRECT,
    "others": FORBIDDEN,
    "exceptions": ELSEWHERE | {"trainer": REDIRECT},
}
"""A trainer is sent back to the cohort with the action's refusal."""


def the_application(scene: Scene) -> list:
    return [scene.application.public_id]


def a_cohort(scene: Scene) -> list:
    return [cohort_for(scene.application).public_id]


def a_place(scene: Scene) -> list:
    place = TrainingPlaceFactory(
        application=scene.application, status=TrainingPlace.Status.ACCEPTED
    )
    return [place.cohort.public_id, place.pk]


def a_plan(scene: Scene) -> list:
    plan = BusinessPlan.objects.create(
        application=scene.application,
        version=1,
        file=ContentFile(b"plan", name="plan.pdf"),
        original_name="plan.pdf",
        uploaded_by=scene.users["applicant"],
        size=4,
        content_type="application/pdf",
        sha256="0" * 64,
    )
    return [scene.application.public_id, plan.version]


ROWS = [
    Row("training:training", args=the_application, may="applicant"),
    Row("training:plan", args=the_application, may="applicant"),
    Row(
        "training:plan_file",
        args=a_plan,
        may="applicant officer trainer administrator",
        gets=REDIRECT,
    ),
    Row("training_cohorts", may=f"{OFFICERS} {TRAINERS}", others=FORBIDDEN),
    Row("training_new_cohort", may=OFFICERS, others=FORBIDDEN),
    Row("training_cohort", args=a_cohort, may="officer trainer administrator", **A_RECORD),
    Row("training_attendance", args=a_cohort, may="officer trainer administrator", **A_RECORD),
    Row("training_offer", args=a_cohort, **THE_OFFICERS),
    Row("training_close", args=a_cohort, **THE_OFFICERS),
    Row("training_give_up", args=a_place, **THE_OFFICERS),
    Row(
        "training_override",
        args=a_place,
        **THE_OFFICERS | {"post": {"reason": "Ill twice."}, "exceptions": ELSEWHERE},
    ),
]
