"""What the worker does for followers. Every task may run twice without harm."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

AFTER_THE_LETTERS = -20
"""Priority of the next batch: when the letters of the one before are out."""


@app.task(queue="mail", retry=RetryStrategy(max_attempts=8, exponential_wait=4), pass_context=False)
def tell_next(notice_id: int) -> None:
    from .telling import tell_batch

    tell_batch(notice_id)


@app.periodic(cron="40 3 * * *")
@app.task(queue="housekeeping", pass_context=False)
def forget(timestamp: int) -> None:
    """Every night: addresses that nobody confirmed, or whose topic has ended, are deleted."""
    from accounts.models import User

    from .actions import forget

    forget(by=User.objects.system())
