"""What the worker does for resources. Every task may run twice without harm."""

from procrastinate.contrib.django import app


@app.periodic(cron="20 0 * * *")
@app.task(queue="housekeeping", pass_context=False)
def fold_downloads(timestamp: int) -> None:
    """Every night: single downloads become counts by day."""
    from .actions import fold_downloads as fold

    fold()
