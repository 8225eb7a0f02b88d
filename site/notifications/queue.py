"""Queueing a job in the same transaction as the change that wants it, in requests and worker."""

from collections.abc import Iterable

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import JobDeferrer
from procrastinate.manager import JobManager
from procrastinate.tasks import Task, configure_task
from procrastinate.types import JSONDict

_jobs = JobManager(DjangoConnector(alias=DEFAULT_DB_ALIAS))


def queue(task: Task, *, once: str | None = None, priority: int = 0, **ids: int) -> None:
    """Queue `task` with `ids`; with `once`, only if no job of that name waits already.

    A higher `priority` goes first.

    `task.defer` would not do: a running worker gives it a connection of its own, so the job would
    be there before the change commits, and also when the change is rolled back.
    """
    if once is None:
        _job(task, once=None, priority=priority).defer(**ids)
        return
    try:
        with transaction.atomic():
            _job(task, once=once, priority=priority).defer(**ids)
    except AlreadyEnqueued:
        pass


WAITS = """
EXISTS (SELECT FROM procrastinate_jobs WHERE queueing_lock = %s AND status = 'todo')
"""
"""In SQL: whether a job queued with this `once` waits and has not begun."""


def is_queued(once: str) -> bool:
    """Whether a job queued with this `once` waits and has not begun. One short query."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(f"SELECT {WAITS}", [once])
        return bool(cursor.fetchone()[0])


def queue_many(task: Task, ids: Iterable[JSONDict], *, priority: int = 0) -> None:
    """Queue `task` once for each of `ids`, in one statement."""
    if each := list(ids):
        _job(task, priority=priority).batch_defer(*each)


def _job(task: Task, *, once: str | None = None, priority: int = 0) -> JobDeferrer:
    return configure_task(
        name=task.name,
        job_manager=_jobs,
        queue=task.queue,
        queueing_lock=once,
        priority=priority,
    )
