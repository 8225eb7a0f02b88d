"""What the worker does for reminders. Every task may run twice without harm."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

AFTER_THE_LETTERS = -20
"""Priority of the next batch: when the letters of the one before are out."""
RETRY = RetryStrategy(max_attempts=8, exponential_wait=4)


@app.periodic(cron="7 * * * *")
@app.task(queue="default", name="reminders.plan", queueing_lock="reminders.plan")
def plan(timestamp: int) -> None:
    """Every hour: whose last moment comes near."""
    from .actions import plan

    plan()


@app.task(queue="mail", name="reminders.remind", retry=RETRY, pass_context=False)
def remind(call_id: int, ahead: int, after: int) -> None:
    from .actions import remind_batch
    from .models import Ahead

    remind_batch(call_id, Ahead(ahead), after=after)


@app.task(queue="mail", name="reminders.deliver", retry=RETRY, pass_context=False)
def deliver(message_id: int) -> None:
    from .actions import deliver

    deliver(message_id)
