"""Reminders by the worker."""

from procrastinate.contrib.django import app


@app.periodic(cron="0 7 * * *")
@app.task(queue="mail", pass_context=False)
def remind_overdue_mentors(timestamp: int) -> None:
    """Every morning; each overdue date is written about once."""
    from .actions import remind_overdue

    remind_overdue()
