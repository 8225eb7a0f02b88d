"""What the worker does for events. Every task may run twice without harm."""

from procrastinate.contrib.django import app


@app.periodic(cron="*/10 * * * *")
@app.task(queue="default", pass_context=False)
def mind_events(timestamp: int) -> None:
    """Offers that ended go to the next person; who comes tomorrow is reminded."""
    from accounts.models import User

    from . import actions

    actions.end_offers(by=User.objects.system())
    actions.remind(by=User.objects.system())


@app.periodic(cron="50 3 * * *")
@app.task(queue="housekeeping", pass_context=False)
def forget_people(timestamp: int) -> None:
    """Every night: the people of events that are long over are deleted."""
    from accounts.models import User

    from .actions import forget

    forget(by=User.objects.system())
