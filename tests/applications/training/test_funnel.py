"""The real funnel of one cohort: eight attended, six completed and can pitch."""

import pytest

from accounts.roles import Role
from applications.journey.models import Application
from applications.journey.states import State
from applications.training.actions import (
    accept_place,
    close_course,
    mark_attendance,
    offer_place,
    upload_plan,
)
from applications.training.models import TrainingPlace
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import user_with
from tests.factories.training import cohort_for
from tests.factories.uploads import pdf, upload

MARKS = ["pppp", "pppp", "pppl", "pppa", "lppp", "ppep", "ppaa", "paaa"]
WORDS = {"p": "present", "l": "late", "a": "absent", "e": "excused"}


@pytest.mark.django_db
def test_eight_attend_and_six_complete():
    call = CallFactory()
    applications = ApplicationFactory.create_batch(8, call=call, state=State.ELIGIBLE)
    cohort = cohort_for(applications[0], capacity=8)
    officer = user_with(Role.OFFICER, programme=call.programme)
    trainer = user_with(Role.TRAINER, programme=call.programme, city=cohort.city)

    places = [
        accept_place(
            place=offer_place(application=each, cohort=cohort, by=officer),
            by=each.applicant.user,
        )
        for each in applications
    ]
    sessions = list(cohort.sessions.all())
    mark_attendance(
        cohort=cohort,
        marks={
            (session.pk, place.pk): WORDS[letter]
            for place, letters in zip(places, MARKS, strict=True)
            for session, letter in zip(sessions, letters, strict=True)
        },
        by=trainer,
    )
    for number, application in enumerate(applications):
        application.refresh_from_db()
        upload_plan(
            application=application,
            upload=upload(pdf(f"Plan {number}")),
            by=application.applicant.user,
        )
    close_course(cohort=cohort, by=officer)

    def count(status: str) -> int:
        return TrainingPlace.objects.filter(status=status).count()

    assert (count("completed"), count("not_completed")) == (6, 2)
    assert Application.objects.filter(state=State.READY_TO_PITCH).count() == 6
    assert Application.objects.filter(state=State.IN_TRAINING).count() == 2
