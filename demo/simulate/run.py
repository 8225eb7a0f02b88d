"""Chunk after chunk, each in one transaction: whatever stops the run, whole chunks stay."""

from collections.abc import Iterator

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from applications.journey.models import Application

from . import learning, meetings, money, panels, people
from .cases import cases, classes
from .ground import Ground, ground
from .table import Table

CHUNK = 2_000


def simulate(applications: int, *, seed: int) -> Iterator[int]:
    """Make `applications` more; after each chunk yield how many of them are there."""
    base = ground()
    first = last_number(base) + 1
    made = 0
    while made < applications:
        count = min(CHUNK, applications - made)
        make_chunk(range(first + made, first + made + count), base, seed=seed)
        made += count
        yield made
    _analyse()


def last_number(base: Ground) -> int:
    """The highest number given so far; references carry it."""
    latest = Application.objects.filter(call=base.call).aggregate(latest=Max("reference"))
    return int((latest["latest"] or "SCALE-0").removeprefix("SCALE-"))


@transaction.atomic
def make_chunk(numbers: range, base: Ground, *, seed: int) -> int:
    """These applications with everything that hangs on them; returns the count of rows."""
    now = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    chosen = cases(numbers, base, today=now, seed=seed)
    groups = classes(chosen)
    tables: list[Table] = people.write(chosen, base)
    tables += learning.write(groups, base)
    tables += panels.write(groups, base)
    grants = money.granted(chosen)
    tables += money.write(grants, base)
    tables += meetings.write(grants, base, today=now.date())
    rows = sum(table.copy() for table in tables)
    panels.lock(base)
    meetings.count_mentees(base)
    return rows


def _analyse() -> None:
    """Tell the query planner that the tables have grown."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
