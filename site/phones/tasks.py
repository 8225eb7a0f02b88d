"""Housekeeping by the worker."""

from procrastinate.contrib.django import app


@app.periodic(cron="11 * * * *")
@app.task(queue="housekeeping", name="phones.forget_ended", queueing_lock="phones.forget_ended")
def forget_ended(timestamp: int) -> None:
    """Every hour: what is left of sign-ins on shared phones that nobody came back to."""
    from .actions import forget_ended

    forget_ended()
