"""Two people at once, each with a connection of their own."""

from threading import Barrier, Thread

from django.db import connection

from accounts.roles import Role
from applications.journey.states import State
from applications.training.actions import accept_place, offer_place
from applications.training.models import TrainingPlace
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import user_with
from tests.factories.training import TrainingPlaceFactory, cohort_for


def another(application):
    return ApplicationFactory(call=application.call, state=State.ELIGIBLE)


def at_once(*steps) -> list[BaseException]:
    """Run every step in a thread and connection of its own, let go together."""
    barrier, raised = Barrier(len(steps)), []

    def run(step):
        try:
            barrier.wait()
            step()
        except BaseException as problem:
            raised.append(problem)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[step]) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_two_acceptances_at_once_cannot_overfill(own_database):
    one = ApplicationFactory(state=State.ELIGIBLE)
    cohort = cohort_for(one, capacity=1)
    places = [TrainingPlaceFactory(application=each, cohort=cohort) for each in (one, another(one))]
    assert (
        at_once(
            *(
                lambda place=place: accept_place(place=place, by=place.application.applicant.user)
                for place in places
            )
        )
        == []
    )
    cohort.refresh_from_db()
    assert cohort.places_taken == 1
    statuses = TrainingPlace.objects.order_by("status").values_list("status", flat=True)
    assert list(statuses) == ["accepted", "waiting"]


def test_two_offers_at_once_keep_to_the_free_seats(own_database):
    one = ApplicationFactory(state=State.ELIGIBLE)
    cohort, officer = cohort_for(one, capacity=1), user_with(Role.OFFICER)
    assert (
        at_once(
            *(
                lambda each=each: offer_place(application=each, cohort=cohort, by=officer)
                for each in (one, another(one))
            )
        )
        == []
    )
    statuses = TrainingPlace.objects.order_by("status").values_list("status", flat=True)
    assert list(statuses) == ["offered", "waiting"]
