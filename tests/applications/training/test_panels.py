"""Training as it stands on an application's own screens."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from applications.journey.panels import Screen, panels_of
from applications.journey.road import known_dates, next_step
from applications.journey.states import State
from applications.training.models import Cohort, Session, TrainingPlace
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import CityFactory, user_with
from tests.factories.training import TrainingPlaceFactory, cohort_for

pytestmark = pytest.mark.django_db
Status = TrainingPlace.Status


def page(name: str, application) -> str:
    return reverse(f"training:{name}", args=[application.public_id])


def test_applicants_page_leads_to_course_and_plan(sign_in):
    application = TrainingPlaceFactory().application
    html = (
        sign_in(application.applicant.user)
        .get(reverse("journey:status", args=[application.public_id]))
        .content.decode()
    )
    assert [page(name, application) in html for name in ("training", "plan")] == [True, True]


def test_panels_are_left_out_before_screening_and_without_training(rf):
    request = rf.get("/")
    request.user = user_with(Role.OFFICER)
    untrained = CallFactory(stages=["pitch_day"])
    for application in (
        ApplicationFactory(state=State.SUBMITTED),
        ApplicationFactory(state=State.ELIGIBLE, call=untrained),
    ):
        for screen in Screen:
            shown = "".join(panels_of(screen, request, application))
            assert page("training", application) not in shown
            assert reverse("training_cohorts") not in shown


@pytest.mark.parametrize(
    ("status", "yours", "leads_to"),
    [
        (Status.OFFERED, True, "training"),
        (Status.WAITING, False, "training"),
        (Status.ACCEPTED, True, "plan"),
    ],
)
def test_next_step_says_what_to_do_in_training(status, yours, leads_to):
    application = TrainingPlaceFactory(status=status).application
    step = next_step(application)
    assert (step["yours"], step["action_url"]) == (yours, page(leads_to, application))


def test_road_knows_the_first_day_of_the_course():
    place = TrainingPlaceFactory(status=Status.ACCEPTED)
    first = place.cohort.sessions.earliest("starts_at")
    assert known_dates(place.application)["training"].date() == first.starts_at.date()


def coming(cohort, days: int = 7):
    starts = timezone.now() + timedelta(days=days)
    ends = starts + timedelta(hours=2)
    Session.objects.create(cohort=cohort, topic="First", starts_at=starts, ends_at=ends)
    return cohort


def test_who_gets_no_grant_reads_which_courses_near_them_have_room(sign_in):
    application = ApplicationFactory(state=State.NOT_FUNDED)
    later, sooner, full, elsewhere, begun = (
        coming(cohort_for(application, sessions=0, name=name), days)
        for name, days in [
            ("Later", 20),
            ("Sooner", 5),
            ("Full", 5),
            ("Elsewhere", 5),
            ("Begun", 5),
        ]
    )
    Cohort.objects.filter(pk=full.pk).update(places_taken=full.capacity)
    Cohort.objects.filter(pk=elsewhere.pk).update(city=CityFactory())
    coming(begun, days=-3)
    page = sign_in(application.applicant.user).get(
        reverse("journey:status", args=[application.public_id])
    )
    [panel] = [each for each in page.context["panels"] if "Courses near you" in each]
    places = [panel.find(each.name) for each in (sooner, later, full, elsewhere, begun)]
    assert (places[0] > 0, places[1] > places[0], places[2:]) == (True, True, [-1, -1, -1])
