"""Delivery by the worker. Every task takes ids and may run twice without harm."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app


@app.task(queue="mail", retry=RetryStrategy(max_attempts=8, exponential_wait=4), pass_context=False)
def deliver(message_id: int) -> None:
    from .delivery import deliver_message

    deliver_message(message_id)
