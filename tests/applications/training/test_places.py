"""Places in a cohort: offered, accepted, given up, passed on in order."""

import pytest
from django.db import IntegrityError, transaction

import audit.record
from accounts.roles import Role
from applications.journey import actions as journey
from applications.journey.states import State
from applications.journey.workflow import NotPermitted
from applications.training.actions import accept_place, give_up_place, offer_place
from applications.training.models import Cohort, TrainingPlace
from applications.training.refusals import TrainingRefused
from notifications.models import Message
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import CityFactory, user_with
from tests.factories.training import CohortFactory, TrainingPlaceFactory, cohort_for

pytestmark = pytest.mark.django_db
Status = TrainingPlace.Status


@pytest.fixture
def application():
    return ApplicationFactory(state=State.ELIGIBLE)


@pytest.fixture
def cohort(application):
    return cohort_for(application, capacity=2)


@pytest.fixture
def officer(application):
    return user_with(Role.OFFICER, programme=application.call.programme)


def another(application):
    return ApplicationFactory(call=application.call, state=State.ELIGIBLE)


def kinds() -> list[str]:
    return list(Message.objects.order_by("id").values_list("kind", flat=True))


def actions_on(record) -> list[str]:
    return [entry.action for entry in audit.record.history(record)]


def test_offer_place_offers_records_and_tells_once(application, cohort, officer):
    place = offer_place(application=application, cohort=cohort, by=officer)
    assert place.status == Status.OFFERED
    assert actions_on(place) == ["training.offer_place"]
    [message] = Message.objects.all()
    assert (message.kind, message.to_email) == ("training.offered", application.applicant.email)
    assert message.action_url.endswith(f"/applications/{application.public_id}/training/")


def test_offer_place_by_a_trainer_or_stranger_is_refused(application, cohort):
    for role in (Role.TRAINER, Role.JUDGE, Role.EVALUATOR):
        with pytest.raises(NotPermitted):
            offer_place(
                application=application,
                cohort=cohort,
                by=user_with(role, programme=application.call.programme),
            )


def test_offer_place_in_another_city_or_programme_is_refused(application, officer):
    elsewhere = CohortFactory(course__programme=application.call.programme, city=CityFactory())
    with pytest.raises(TrainingRefused, match="another programme or city"):
        offer_place(application=application, cohort=elsewhere, by=officer)
    foreign = CohortFactory(city=application.city)
    with pytest.raises(NotPermitted):
        offer_place(application=application, cohort=foreign, by=officer)


def test_offer_place_on_the_course_of_another_call_is_refused(application, cohort, officer):
    cohort.course.calls.add(CallFactory(programme=application.call.programme))
    with pytest.raises(TrainingRefused, match="for another call"):
        offer_place(application=application, cohort=cohort, by=officer)
    cohort.course.calls.add(application.call)
    assert offer_place(application=application, cohort=cohort, by=officer).status == Status.OFFERED


@pytest.mark.parametrize("state", [State.SUBMITTED, State.INELIGIBLE, State.WITHDRAWN])
def test_offer_place_before_screening_or_after_the_end_is_refused(cohort, application, state):
    other = ApplicationFactory(call=application.call, state=state)
    officer = user_with(Role.OFFICER, programme=application.call.programme)
    with pytest.raises(TrainingRefused, match="Only a project that can go on"):
        offer_place(application=other, cohort=cohort, by=officer)


def test_offer_place_for_a_call_without_training_is_refused():
    application = ApplicationFactory(state=State.ELIGIBLE, call=CallFactory(stages=["pitch_day"]))
    officer = user_with(Role.OFFICER, programme=application.call.programme)
    with pytest.raises(TrainingRefused, match="no training"):
        offer_place(application=application, cohort=cohort_for(application), by=officer)


def test_offer_place_twice_has_one_effect(application, cohort, officer):
    offer_place(application=application, cohort=cohort, by=officer)
    with pytest.raises(TrainingRefused, match="already"):
        offer_place(application=application, cohort=cohort, by=officer)
    assert kinds() == ["training.offered"]


def test_offer_place_in_a_full_cohort_puts_on_the_waiting_list(application, cohort, officer):
    for _each in range(2):
        offer_place(application=another(application), cohort=cohort, by=officer)
    place = offer_place(application=application, cohort=cohort, by=officer)
    assert place.status == Status.WAITING
    assert kinds() == ["training.offered", "training.offered", "training.waiting"]


def test_accept_place_takes_a_seat_and_starts_the_training(application, cohort):
    place = TrainingPlaceFactory(application=application, cohort=cohort)
    accept_place(place=place, by=application.applicant.user, seen="offered")
    cohort.refresh_from_db()
    application.refresh_from_db()
    assert (cohort.places_taken, application.state) == (1, State.IN_TRAINING)
    assert actions_on(place) == ["training.accept_place"]
    assert actions_on(application) == ["application.start_training"]


def test_accept_place_twice_takes_one_seat_and_says_so(application, cohort):
    place = TrainingPlaceFactory(application=application, cohort=cohort)
    applicant = application.applicant.user
    accept_place(place=place, by=applicant, seen="offered")
    with pytest.raises(TrainingRefused, match="You have this place already"):
        accept_place(place=place, by=applicant, seen="offered")
    cohort.refresh_from_db()
    assert cohort.places_taken == 1
    assert actions_on(place) == ["training.accept_place"]


def test_accept_place_by_somebody_else_is_refused(application, cohort, officer):
    place = TrainingPlaceFactory(application=application, cohort=cohort)
    for other in (officer, another(application).applicant.user):
        with pytest.raises(NotPermitted):
            accept_place(place=place, by=other)


def test_accept_place_without_an_offer_is_refused(application, cohort):
    place = TrainingPlaceFactory(application=application, cohort=cohort, status=Status.WAITING)
    with pytest.raises(TrainingRefused, match="not on offer"):
        accept_place(place=place, by=application.applicant.user, seen="waiting")


def test_accept_place_when_the_last_seat_went_waits_in_line(application, cohort):
    full = cohort_for(application, capacity=1)
    TrainingPlaceFactory(application=another(application), cohort=full, status=Status.ACCEPTED)
    place = TrainingPlaceFactory(application=application, cohort=full)
    place = accept_place(place=place, by=application.applicant.user)
    application.refresh_from_db()
    assert (place.status, application.state) == (Status.WAITING, State.ELIGIBLE)
    assert kinds() == ["training.waiting"]


def test_give_up_place_offers_the_seat_to_the_first_in_line(application, officer):
    cohort = cohort_for(application, capacity=1)
    place = TrainingPlaceFactory(application=application, cohort=cohort)
    accept_place(place=place, by=application.applicant.user)
    first, second = (
        offer_place(application=another(application), cohort=cohort, by=officer) for _ in range(2)
    )
    Message.objects.all().delete()
    give_up_place(place=place, by=application.applicant.user, seen="accepted")
    for each in (cohort, first, second):
        each.refresh_from_db()
    assert (cohort.places_taken, first.status, second.status) == (0, "offered", "waiting")
    assert kinds() == ["training.place_free"]
    assert actions_on(first) == ["training.offer_place", "training.promote"]


def test_give_up_place_passes_over_somebody_who_withdrew(application, officer):
    cohort = cohort_for(application, capacity=1)
    place = offer_place(application=application, cohort=cohort, by=officer)
    gone = TrainingPlaceFactory(
        application=ApplicationFactory(call=application.call, state=State.WITHDRAWN),
        cohort=cohort,
        status=Status.WAITING,
    )
    waiting = offer_place(application=another(application), cohort=cohort, by=officer)
    give_up_place(place=place, by=officer)
    gone.refresh_from_db()
    waiting.refresh_from_db()
    assert (gone.status, waiting.status) == (Status.WAITING, Status.OFFERED)


def test_give_up_place_twice_frees_one_seat(application, cohort):
    place = TrainingPlaceFactory(application=application, cohort=cohort)
    applicant = application.applicant.user
    accept_place(place=place, by=applicant)
    give_up_place(place=place, by=applicant, seen="accepted")
    with pytest.raises(TrainingRefused):
        give_up_place(place=place, by=applicant, seen="accepted")
    cohort.refresh_from_db()
    assert cohort.places_taken == 0


def test_a_given_up_place_can_be_offered_anew_in_another_cohort(application, cohort, officer):
    place = TrainingPlaceFactory(application=application, cohort=cohort)
    accept_place(place=place, by=application.applicant.user)
    give_up_place(place=place, by=application.applicant.user)
    later = cohort_for(application)
    place = offer_place(application=application, cohort=later, by=officer)
    accept_place(place=place, by=application.applicant.user)
    later.refresh_from_db()
    assert (later.places_taken, place.cohort_id) == (1, later.pk)


def test_the_database_refuses_an_overfull_cohort(cohort):
    with pytest.raises(IntegrityError, match="cohort_is_never_overfull"), transaction.atomic():
        Cohort.objects.filter(pk=cohort.pk).update(places_taken=3)


def taken_back(application):
    application.refresh_from_db()
    journey.withdraw(application, by=application.applicant.user, seen=application.state)


def came_back(application):
    journey.undo_withdrawal(application, by=application.applicant.user, seen=application.state)


@pytest.fixture
def last_seat(application, officer):
    """The only place of a course, accepted, with somebody waiting for it."""
    cohort = cohort_for(application, capacity=1)
    place = offer_place(application=application, cohort=cohort, by=officer)
    accept_place(place=place, by=application.applicant.user)
    offer_place(application=another(application), cohort=cohort, by=officer)
    return cohort


def statuses(cohort) -> list[str]:
    return list(cohort.places.order_by("pk").values_list("status", flat=True))


def test_taking_an_application_back_frees_the_seat_for_the_first_in_line(application, last_seat):
    taken_back(application)
    last_seat.refresh_from_db()
    assert (last_seat.places_taken, statuses(last_seat)) == (0, [Status.GIVEN_UP, Status.OFFERED])
    assert kinds()[-1] == "training.place_free"
    place = application.training_place
    entry = audit.record.history(place).last()
    assert (entry.action, entry.user, entry.data) == (
        "training.free_place",
        application.applicant.user,
        {"from": "accepted", "to": "given_up"},
    )


def test_an_application_that_comes_back_waits_when_its_seat_was_promised(application, last_seat):
    taken_back(application)
    came_back(application)
    assert statuses(last_seat) == [Status.WAITING, Status.OFFERED]
    assert application.state == State.IN_TRAINING


def test_an_application_that_comes_back_has_its_seat_again(application, cohort, officer):
    place = offer_place(application=application, cohort=cohort, by=officer)
    accept_place(place=place, by=application.applicant.user)
    taken_back(application)
    came_back(application)
    cohort.refresh_from_db()
    assert (cohort.places_taken, statuses(cohort)) == (1, [Status.ACCEPTED])
    assert actions_on(place)[-2:] == ["training.free_place", "training.restore_place"]


def test_a_place_given_up_before_does_not_come_back(application, cohort, officer):
    place = offer_place(application=application, cohort=cohort, by=officer)
    give_up_place(place=place, by=application.applicant.user)
    taken_back(application)
    came_back(application)
    assert statuses(cohort) == [Status.GIVEN_UP]


def test_a_completed_course_stays_completed(application, cohort):
    TrainingPlaceFactory(application=application, cohort=cohort, status=Status.COMPLETED)
    taken_back(application)
    assert statuses(cohort) == [Status.COMPLETED]
