"""Is a large round decided quickly, in as little memory as a small one?

    python tests/bench/closing.py

Two rounds, 250 and 1,000 projects, have three scorecards with a comment for each project and 60
judges. Each is drafted, proposed, confirmed, and decided as by the worker; then its whole pack is
taken, each in a process of its own, which has taken a pack of ten projects before. Memory is the
most that the process held meanwhile, less what it held before. Prints all and each anchor; exits
with 1 when one fails.
"""

import gc
import logging
import os
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

sys.path[:0] = [str(Path(__file__).resolve().parents[2] / part) for part in ("", "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")

import django  # noqa: E402

django.setup()

from django.db import connections  # noqa: E402
from django.test.utils import setup_databases  # noqa: E402

from accounts.models import User  # noqa: E402
from applications.judging import actions  # noqa: E402
from applications.judging.models import Closing, PanelMember, Round  # noqa: E402
from applications.judging.pack import as_zip, files_of  # noqa: E402
from tests.factories.judging import RubricFactory, large_round, officer_of  # noqa: E402
from tests.own_database import own_database  # noqa: E402

WARM, SMALL, LARGE = 10, 250, 1_000
JUDGES, CARDS = 60, 3
LINES = [(name, 1) for name in ("Need", "Plan", "People", "Money", "Reach")]
CONFIRMED_IN, DECIDED_IN, MOST_GROWTH = 3.0, 10.0, 1.5
"""Seconds of the request, seconds of the worker, and times the memory of the small pack."""


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def a_round(projects: int) -> tuple[Round, PanelMember]:
    """Scored, locked, and with money for a quarter."""
    rubric = RubricFactory(lines=LINES)
    made, chair = large_round(
        projects, JUDGES, cards=CARDS, rubric=rubric, places=max(projects // 4, 1)
    )
    made.call.pot_minor, made.call.maximum_minor = 450_000 * projects, 500_000
    made.call.save()
    return Round.objects.select_related("call", "rubric").get(pk=made.pk), chair


def decide(made: Round, chair: PanelMember) -> dict[str, float]:
    """How long each step takes."""
    by, officer = chair.user, officer_of(made)
    reason = "It comes next in the order, and the panel agreed. " * 3
    steps: dict[str, Callable[[], object]] = {
        "drafted": lambda: actions.draft_along_order(judging_round=made, reason=reason, by=by),
        "proposed": lambda: actions.propose_closing(judging_round=made, by=by),
        "confirmed": lambda: _confirm(made, officer),
        "decided": lambda: _carry_out(made),
    }
    return {name: seconds(step) for name, step in steps.items()}


def _confirm(made: Round, officer: User) -> None:
    seen = Round.objects.values_list("proposed_hash", flat=True).get(pk=made.pk)
    actions.confirm_closing(judging_round=made, seen=seen, by=officer)


def _carry_out(made: Round) -> None:
    """What the worker does; a small round was decided when it was confirmed."""
    for asked in Closing.objects.filter(round=made):
        actions.carry_out_closing(asked.pk)


def taken(warm: int, key: int) -> tuple[float, float, float]:
    """Of a pack: seconds, MB that memory grew, and its own MB."""
    _size(warm)
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
    before = _memory("VmRSS")
    start = perf_counter()
    size = _size(key)
    return perf_counter() - start, _memory("VmHWM") - before, size


def _size(key: int) -> float:
    made = Round.objects.select_related("call", "rubric").get(pk=key)
    return sum(len(piece) for piece in as_zip(files_of(made))) / 1e6


def _memory(name: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024


def in_a_process(*given: int) -> tuple[float, float, float]:
    connections.close_all()
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as pool:
        return pool.submit(taken, *given).result()


def main() -> int:
    logging.disable(logging.CRITICAL)
    setup_databases(verbosity=0, interactive=False, keepdb=True, serialized_aliases=set())
    with own_database("closing_bench"):
        rounds = {size: a_round(size) for size in (WARM, SMALL, LARGE)}
        took = {size: decide(*made) for size, made in rounds.items()}
        warm = rounds[WARM][0].pk
        packs = {size: in_a_process(warm, rounds[size][0].pk) for size in (SMALL, LARGE)}
        closed = Round.objects.filter(closed_at__isnull=False).count()
    for size, (passed, grown, megabytes) in packs.items():
        steps = "   ".join(f"{name} {value:.2f} s" for name, value in took[size].items())
        print(f"{size:,} projects: {steps}")
        print(f"  pack of {megabytes:.1f} MB in {passed:.2f} s, memory grew {grown:.1f} MB")
    times = packs[LARGE][1] / packs[SMALL][1]
    large = took[LARGE]
    anchors = {
        "all are decided": closed == len(rounds),
        f"1,000 confirmed in {large['confirmed']:.2f} s <= {CONFIRMED_IN:g} s": (
            large["confirmed"] <= CONFIRMED_IN
        ),
        f"1,000 decided in {large['decided']:.2f} s <= {DECIDED_IN:g} s": (
            large["decided"] <= DECIDED_IN
        ),
        f"the large pack takes {times:.2f} times the memory <= {MOST_GROWTH:g}": (
            times <= MOST_GROWTH
        ),
    }
    for words, reached in anchors.items():
        print(f"{'ok  ' if reached else 'FAIL'} {words}")
    return 0 if all(anchors.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
