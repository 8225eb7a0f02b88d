"""Delivery by the worker, what becomes of a worker that dies, and of jobs that are done. Every task
takes ids and may run twice without harm."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

KEEP_DONE = 7 * 24
"""Hours. Periodic jobs alone are more than ten thousand a day."""
KEEP_FAILED = 90 * 24
"""Hours, for somebody who looks for the reason."""


@app.task(queue="mail", retry=RetryStrategy(max_attempts=8, exponential_wait=4), pass_context=False)
def deliver(message_id: int) -> None:
    from .delivery import deliver_message

    deliver_message(message_id)


@app.periodic(cron="* * * * *")
@app.task(
    queue="default",
    name="notifications.take_up",
    queueing_lock="notifications.take_up",
    priority=200,
    pass_context=False,
)
async def take_up(timestamp: int) -> None:
    """Every minute, before all else: what a worker was doing when it died is queued again, unless
    the same waits already."""
    for job in await app.job_manager.get_stalled_jobs():
        try:
            await app.job_manager.retry_job(job)
        except UniqueViolation:
            await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)


@app.periodic(cron="35 3 * * *")
@app.task(
    queue="housekeeping",
    name="notifications.forget_finished",
    queueing_lock="notifications.forget_finished",
    pass_context=False,
)
async def forget_finished(timestamp: int) -> None:
    """Every night: jobs that are long done, and much later those that failed."""
    await app.job_manager.delete_old_jobs(KEEP_DONE)
    await app.job_manager.delete_old_jobs(
        KEEP_FAILED, include_failed=True, include_cancelled=True, include_aborted=True
    )
