"""The worker, and what becomes of its work when it dies."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from applications.journey.emails import NOTE
from notifications.actions import send
from notifications.delivery import deliver_message
from notifications.letters import Recipient
from notifications.models import Message
from notifications.queue import queue
from notifications.tasks import deliver, forget_finished, take_up

AMINA = Recipient("Amina", "amina@example.org", "en")
DIES = """
WITH dead AS (
    INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour')
    RETURNING id
)
UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT id FROM dead)
"""

ENDS = "UPDATE procrastinate_jobs SET status = %s WHERE queueing_lock = %s"
LONG_AGO = """
UPDATE procrastinate_events SET at = now() - make_interval(hours => %s)
WHERE job_id IN (SELECT id FROM procrastinate_jobs WHERE queueing_lock = %s)
"""
WEEK, QUARTER = 7 * 24, 90 * 24
ENDED = [
    ("succeeded", WEEK - 1), ("succeeded", WEEK + 1), ("failed", WEEK + 1), ("failed", QUARTER + 1),
]  # fmt: skip


def in_sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def work() -> None:
    with app.replace_connector(app.connector.get_worker_connector()) as running:
        running.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def test_letter_of_a_worker_that_died_is_sent_by_the_next_one(own_database):
    message = send(NOTE, to=AMINA, reference="COV-1", project="Second Stitch")
    in_sql(DIES)
    queue(take_up, priority=200, timestamp=0)
    work()
    message.refresh_from_db()
    assert (message.state, len(mail.outbox)) == (Message.State.SENT, 1)


@pytest.mark.django_db
def test_line_break_in_a_name_or_title_makes_no_header_and_stops_no_letter():
    bad = Recipient("Amina\r\nBcc: x@example.org", "amina@example.org", "en")
    deliver_message(send(NOTE, to=bad, reference="COV-1", project="Second\nStitch").pk)
    [letter] = mail.outbox
    assert letter.to == ['"Amina Bcc: x@example.org" <amina@example.org>']
    assert ("\n" in letter.subject, letter.recipients()) == (False, letter.to)


def test_work_that_waits_again_already_is_not_queued_twice(own_database):
    queue(deliver, once="deliver", message_id=1)
    in_sql(DIES)
    queue(deliver, once="deliver", message_id=1)
    queue(take_up, priority=200, timestamp=0)
    work()
    ends = ProcrastinateJob.objects.filter(queueing_lock="deliver").order_by("pk")
    assert list(ends.values_list("status", flat=True)) == ["failed", "succeeded"]


@pytest.mark.django_db
def test_monitoring_hears_of_a_missing_worker_and_of_work_that_waits():
    said = StringIO()
    with pytest.raises(CommandError, match="Workers that run: 0, jobs that wait too long: 0"):
        call_command("check_worker")
    in_sql("INSERT INTO procrastinate_workers DEFAULT VALUES")
    queue(deliver, once="late", message_id=0)
    queue(deliver, once="gone", message_id=0)
    for status in ("doing", "failed"):
        in_sql(ENDS, status, "gone")
    call_command("check_worker", stdout=said)
    in_sql(LONG_AGO, 1, "late")
    with pytest.raises(CommandError, match="Workers that run: 1, jobs that wait too long: 1"):
        call_command("check_worker", stdout=said)
    failed = "failed in the last day: notifications.tasks.deliver, 1 times"
    assert said.getvalue().splitlines() == [
        failed,
        "Workers that run: 1, jobs that wait too long: 0",
        failed,
    ]


def test_jobs_that_are_long_done_go_and_failed_ones_stay_for_a_look(own_database):
    for job, (status, hours) in enumerate(ENDED, start=1):
        queue(deliver, once=f"{job}", message_id=0)
        in_sql(ENDS, status, f"{job}")
        in_sql(LONG_AGO, hours, f"{job}")
    queue(forget_finished, timestamp=0)
    work()
    left = ProcrastinateJob.objects.filter(queueing_lock__in="1234").order_by("pk")
    rows = left.values_list("queueing_lock", "status")
    assert list(rows) == [("1", "succeeded"), ("3", "failed")]
