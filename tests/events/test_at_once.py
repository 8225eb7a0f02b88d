"""Two people and one last place, each with a connection of their own."""

from threading import Barrier, Thread

from django.db import connection

from accounts.models import User
from events import actions
from events.models import Event, Registration
from tests.factories.events import make_event


def test_of_two_at_once_one_gets_the_last_place_and_one_hears_that_it_is_gone(own_database):
    event, by = make_event(capacity=1), User.objects.system()
    barrier, said = Barrier(2), []

    def ask(name: str) -> None:
        try:
            barrier.wait()
            email = f"{name}@example.org"
            said.append(str(actions.register(event, name=name, email=email, language="en", by=by)))
        except actions.Full:
            said.append("full")
        finally:
            connection.close()

    threads = [Thread(target=ask, args=[name]) for name in ("rosa", "ali")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["full", "held"]
    assert (Registration.objects.count(), Event.objects.get().places_taken) == (1, 1)
