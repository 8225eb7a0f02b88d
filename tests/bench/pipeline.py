"""Does the officers' pipeline stay quick, and does a list leave as fast as COPY gives it?

    python tests/bench/pipeline.py [--applications 100000] [--times 10]

Fills a copy of the test database with simulated applications and measures every order with every
filter, for an officer and an administrator: how many queries the list itself asks and how long SQL
takes. Then multiplies the applications by `--times`, measures again, and compares. An export is
compared with a bare COPY of the same rows in the same run, and its memory is watched.

Exits with 1 when the list asks more than 4 queries (with the 8 that every admin page asks: 12),
when p95 is over 50 ms, when the larger heap takes more than 1.5 times as long, when the export has
less than half of COPY's rate, or when memory grows with the list.
"""

import argparse
import logging
import os
import resource
import sys
from contextlib import ExitStack
from pathlib import Path
from statistics import quantiles
from time import perf_counter

sys.path[:0] = [str(Path(__file__).resolve().parents[2] / part) for part in ("", "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")

import django  # noqa: E402

django.setup()

from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_databases  # noqa: E402

from accounts.models import User  # noqa: E402
from accounts.roles import Role  # noqa: E402
from applications.journey import export, pipeline  # noqa: E402
from demo.simulate.run import simulate  # noqa: E402
from programmes.models import RoleAssignment  # noqa: E402
from tests.own_database import own_database  # noqa: E402

MOST_QUERIES, MOST_MS, MOST_GROWTH, LEAST_RATE, MOST_GROWN_MB = 4, 50, 1.5, 0.5, 20
ORDERS = ("newest", "longest", "most")
FILTERS: list[dict[str, str]] = [
    {}, {"state": "submitted"}, {"state": "completed"}, {"city": "1"}, {"strand": "1"},
    {"city": "1", "state": "eligible"}, {"whose": "mine"}, {"whose": "nobody"},
    {"whose": "somebody"}, {"waiting": "7"}, {"waiting": "30", "state": "submitted"},
    {"flagged": "on"}, {"q": "SCALE-0000123"}, {"q": "nothing-like-it"}, {"q": "sewing 77"},
    {"q": "children"}, {"q": "families wait", "state": "submitted"},
]  # fmt: skip

COPIES = """
INSERT INTO journey_application (public_id, reference, call_id, question_set_id, applicant_id,
    strand_id, city_id, title, language, requested_minor, state, state_since, withdrawn_from,
    eligibility, submitted_at, flagged, created_at)
SELECT gen_random_uuid(), reference || '-' || copy, call_id, question_set_id, applicant_id,
    strand_id, city_id, title || ' ' || copy, language, requested_minor, state, state_since,
    withdrawn_from, eligibility, submitted_at, flagged, created_at
FROM journey_application, generate_series(%s, %s) copy WHERE reference !~ '-.*-'
"""
WORDS = """
INSERT INTO journey_searchtext (application_id, title, vector, marks)
SELECT copy.id, words.title, words.vector, words.marks
FROM journey_application copy
JOIN journey_application original
    ON original.reference = regexp_replace(copy.reference, '-[0-9]+$', '')
JOIN journey_searchtext words ON words.application_id = original.id
WHERE copy.reference ~ %s
"""
BARE = """
COPY (SELECT a.reference, a.title, p.display_name, c.title, i.name, s.name, a.requested_minor,
    r.currency, a.state, a.state_since, a.submitted_at, a.flagged
FROM journey_application a JOIN accounts_person p ON p.id = a.applicant_id
JOIN calls_call c ON c.id = a.call_id JOIN programmes_programme r ON r.id = c.programme_id
JOIN programmes_city i ON i.id = a.city_id JOIN programmes_strand s ON s.id = a.strand_id
WHERE a.state <> 'draft' ORDER BY a.id DESC) TO STDOUT (FORMAT csv)
"""


def people() -> dict[str, User]:
    officer = User.objects.get(assignments__role=Role.OFFICER)
    boss = User.objects.create_user("boss@scale.seedbed.example", name="Boss (simulated)")
    RoleAssignment.objects.create(user=boss, role=Role.ADMINISTRATOR)
    return {"officer": officer, "administrator": boss}


def ask(user: User, query: dict[str, str], before: str = "") -> tuple[int, float, str]:
    """How many queries one page asks, how many ms SQL takes, and the key of the next page."""
    with CaptureQueriesContext(connection) as asked:
        form = pipeline.FilterForm(user, query)
        found = pipeline.few(form)
        pipeline.counts(form, found)
        page = pipeline.page(form, found, before)
    sql = [float(each["time"]) * 1000 for each in asked]
    return len(sql) + 1, sum(sql), page.older  # the kept filters are one more


def measure(users: dict[str, User]) -> list[tuple[float, int, str]]:
    """Best of three for each page: time, queries, which."""
    took = []
    for name, user in users.items():
        offered = pipeline.FilterForm(user, {}).offered
        for order in ORDERS:
            for chosen in FILTERS:
                query = chosen | {"sort": order}
                for kind in ("city", "strand"):
                    if kind in query:
                        query[kind] = str(offered[kind][0][0])
                older = ask(user, query)[2]
                for key in {"", older}:
                    tries = [ask(user, query, key) for _ in range(3)]
                    best = min(spent for _count, spent, _older in tries)
                    took.append((best, tries[0][0], f"{name} {query} {key and 'next'}"))
    return took


def p95(took: list[tuple[float, int, str]]) -> float:
    return quantiles([spent for spent, _count, _which in took], n=20)[-1]


def show(what: str, took: list[tuple[float, int, str]]) -> None:
    print(f"{what}: p95 {p95(took):.1f} ms, at most {max(each[1] for each in took) + 8} queries")
    for spent, _count, which in sorted(took, reverse=True)[:3]:
        print(f"  {spent:6.1f} ms  {which}")


def multiply(times: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journey_application DISABLE TRIGGER words_of_new")
        for copy in range(2, times + 1):
            cursor.execute(COPIES, [copy, copy])
            cursor.execute(WORDS, [f"-.*-{copy}$"])
        cursor.execute("VACUUM ANALYZE")


def seconds(pieces) -> float:
    start = perf_counter()
    for _piece in pieces:
        pass
    return perf_counter() - start


def bare():
    with connection.cursor() as cursor, cursor.copy(BARE) as out:
        yield from out


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def export_rate(user: User) -> tuple[float, float]:
    """The export's rate as a part of COPY's, best of three pairs; and the MB memory grew."""
    form = pipeline.FilterForm(user, {})
    seconds(export.as_csv(form))
    before = memory()
    rates = [seconds(bare()) / seconds(export.as_csv(form)) for _ in range(3)]
    return max(rates), memory() - before


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--applications", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=10)
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    with ExitStack() as stack:
        setup_databases(verbosity=0, interactive=False, keepdb=True, serialized_aliases=set())
        stack.enter_context(own_database("pipeline_bench"))
        for made in simulate(given.applications, seed=1):
            print(f"\r{made:,} applications", end="", file=sys.stderr)
        users = people()
        small = measure(users)
        show(f"\n{given.applications:,} applications", small)
        rate, grown = export_rate(users["officer"])
        print(f"export: {rate:.2f} of COPY's rate, memory grew {grown:.0f} MB")
        holds = (
            max(each[1] for each in small) <= MOST_QUERIES
            and p95(small) <= MOST_MS
            and rate >= LEAST_RATE
            and grown <= MOST_GROWN_MB
        )
        if given.times > 1:
            multiply(given.times)
            large = measure(users)
            show(f"{given.applications * given.times:,} applications", large)
            growth = p95(large) / p95(small)
            print(f"growth: {growth:.2f}")
            holds = holds and growth <= MOST_GROWTH
    print("ok" if holds else "FAIL")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
