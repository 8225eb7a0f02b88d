"""What the worker does for events. Every task may run twice without harm."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

AFTER_THE_LETTERS = -20
"""Priority of the next batch: when the letters of the one before are out."""


@app.task(queue="mail", retry=RetryStrategy(max_attempts=8, exponential_wait=4), pass_context=False)
def tell_next(announcement_id: int) -> None:
    from .telling import tell_batch

    tell_batch(announcement_id)


@app.periodic(cron="*/10 * * * *")
@app.task(queue="default", pass_context=False)
def mind_events(timestamp: int) -> None:
    """Holds and offers that ended go to the next person; who comes tomorrow is reminded."""
    from accounts.models import User

    from . import actions

    actions.end_holds(by=User.objects.system())
    actions.end_offers(by=User.objects.system())
    actions.remind(by=User.objects.system())


@app.periodic(cron="50 3 * * *")
@app.task(queue="housekeeping", pass_context=False)
def forget_people(timestamp: int) -> None:
    """Every night: the people of events that are long over are deleted."""
    from accounts.models import User

    from .actions import forget

    forget(by=User.objects.system())
