"""For monitoring: whether work that waits is done."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

ALIVE = """
SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '1 minute'
"""
LATE = """
SELECT count(*) FROM procrastinate_jobs job
WHERE status = 'todo' AND now() - interval '10 minutes' > coalesce(
    scheduled_at, (SELECT min(at) FROM procrastinate_events WHERE job_id = job.id)
)
"""
FAILED = """
SELECT task_name, count(*) FROM procrastinate_jobs job
WHERE status = 'failed' AND EXISTS (
    SELECT FROM procrastinate_events
    WHERE job_id = job.id AND type = 'failed' AND at > now() - interval '1 day'
)
GROUP BY task_name ORDER BY task_name
"""


class Command(BaseCommand):
    help = "Fails when no worker runs or work waits ten minutes; lists what failed for good today."

    def handle(self, **options) -> None:
        with connection.cursor() as cursor:
            (alive,), (late,) = cursor.execute(ALIVE).fetchone(), cursor.execute(LATE).fetchone()
            failed = cursor.execute(FAILED).fetchall()
        for task, number in failed:
            self.stdout.write(f"failed in the last day: {task}, {number} times")
        said = f"Workers that run: {alive}, jobs that wait too long: {late}"
        if not alive or late:
            raise CommandError(said)
        self.stdout.write(said)
