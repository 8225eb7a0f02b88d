"""What the worker does for the public site. Every task may run twice without harm."""

import time

from procrastinate.contrib.django import app

WAITS = (0, 0.5, 1, 2, 4, 8)
"""Seconds before each look at what is still there; then the clock's own round goes on."""


@app.periodic(cron="1 0 * * *")
@app.task(queue="default", pass_context=False)
def take_down_ended_stories(timestamp: int) -> None:
    """Every night: stories whose consent ended come down. Readers stopped seeing them already."""
    from accounts.models import User

    from .actions import take_down_ended_stories as take_down

    take_down(by=User.objects.system())


@app.periodic(cron="*/5 * * * *")
@app.task(queue="default", pass_context=False)
def tell_call_news(timestamp: int) -> None:
    """Calls that opened, close soon or are decided: their followers hear it, once."""
    from accounts.models import User

    from .actions import tell_call_news as tell

    tell(by=User.objects.system())


@app.periodic(cron="*/5 * * * *")
@app.task(queue="default", pass_context=False)
def tell_event_news(timestamp: int) -> None:
    """New events: who follows events hears of them, once."""
    from accounts.models import User

    from .actions import tell_event_news as tell

    tell(by=User.objects.system())


@app.task(queue="default", name="cms.check_removal")
def check_removal(removal_id: int) -> None:
    """Ask the public addresses and the storage until all of a removal is gone, for some seconds."""
    from .actions import check_removal as check
    from .models import Removal

    for wait in WAITS:
        time.sleep(wait)
        if check(Removal.objects.get(pk=removal_id)).gone_at:
            return


@app.periodic(cron="* * * * *")
@app.task(queue="default", name="cms.check_removals", queueing_lock="cms.check_removals")
def check_removals(timestamp: int) -> None:
    """Every minute: what was not gone is tried again, and editors are told that it is late."""
    from .actions import check_removal as check
    from .models import Removal

    for removal in Removal.objects.going_on():
        check(removal)


@app.periodic(cron="* * * * *")
@app.task(queue="default", name="cms.publish_planned", queueing_lock="cms.publish_planned")
def publish_planned(timestamp: int) -> None:
    """Every minute: pages go live and come down as editors planned."""
    from accounts.models import User

    from .actions import publish_planned as publish

    publish(by=User.objects.system())


@app.periodic(cron="50 3 * * *")
@app.task(queue="housekeeping", pass_context=False)
def forget_responses(timestamp: int) -> None:
    """Every night: answers to needs that are as old as we promised to keep them are deleted."""
    from accounts.models import User

    from .actions import forget_responses as forget

    forget(by=User.objects.system())
