"""Roles that begin or end by their date."""

from procrastinate.contrib.django import app


@app.periodic(cron="*/5 * * * *")
@app.task(queue="housekeeping")
def keep_groups_in_step(timestamp: int) -> None:
    """Wagtail's groups follow the roles in force; the roles themselves end on the second."""
    from . import groups

    groups.keep_in_step(groups.out_of_step())
