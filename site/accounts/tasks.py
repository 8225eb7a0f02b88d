"""Housekeeping by the worker."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

KEEP_UNCONFIRMED = timedelta(days=7)
KEEP_ENDED = timedelta(days=1)
"""A form that came after the end of its session is kept by what the session says (an hour)."""


@app.periodic(cron="17 3 * * *")
@app.task(queue="housekeeping")
def forget_unconfirmed(timestamp: int) -> None:
    """Every night: accounts of addresses that nobody confirmed within a week go."""
    from .actions import forget_unconfirmed

    forget_unconfirmed(before=timezone.now() - KEEP_UNCONFIRMED)


@app.periodic(cron="27 3 * * *")
@app.task(
    queue="housekeeping",
    name="accounts.forget_ended_sessions",
    queueing_lock="accounts.forget_ended_sessions",
)
def forget_ended_sessions(timestamp: int) -> None:
    """Every night: sessions that ended, and counts of wrong passwords that no longer lock."""
    from .actions import forget_ended_sessions

    forget_ended_sessions(before=timezone.now() - KEEP_ENDED)
