"""Housekeeping of the installation by the worker."""

from django.db import connection
from procrastinate.contrib.django import app


@app.periodic(cron="45 * * * *")
@app.task(queue="housekeeping", name="config.empty_cache", queueing_lock="config.empty_cache")
def empty_cache(timestamp: int) -> None:
    """Every hour: what the shared cache's table holds beyond its time, such as counts of tries.

    Django looks for it only when the table is full.
    """
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM shared_cache WHERE expires < now()")
