"""Housekeeping by the worker."""

from procrastinate.contrib.django import app


@app.periodic(cron="20 3 * * *")
@app.task(queue="housekeeping", name="referrals.forget_due", queueing_lock="referrals.forget_due")
def forget_due(timestamp: int) -> None:
    """Every night: referrals whose day has come are deleted."""
    from accounts.models import User

    from .actions import forget_due

    forget_due(by=User.objects.system())
