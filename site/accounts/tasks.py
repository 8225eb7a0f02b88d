"""Housekeeping by the worker."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

KEEP_UNCONFIRMED = timedelta(days=7)


@app.periodic(cron="17 3 * * *")
@app.task(queue="housekeeping")
def forget_unconfirmed(timestamp: int) -> None:
    """Every night: accounts of addresses that nobody confirmed within a week go."""
    from .actions import forget_unconfirmed

    forget_unconfirmed(before=timezone.now() - KEEP_UNCONFIRMED)
