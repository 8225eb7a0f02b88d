"""How well are applications shared out among judges, and how fast? Seeded, with a greedy control.

    python tests/bench/assignment.py

Applications have one field of eight and a language; judges know two fields, work for one of many
employers, and keep out of 3 % of all applications. The control takes the applications one after the
other and gives each the judges who fit it best, as loads allow: most, so that no more than the even
load and a half are read. Prints both; exits with 1 when an anchor of the issue fails.
"""

import random
import sys
import time
from collections import Counter
from math import ceil
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from applications.judging.method import (
    Applied,
    Pair,
    Reader,
    Score,
    Sharing,
    components,
    rank,
    share_out,
)

EACH = 3
FIELDS = [f"field {number}" for number in range(8)]
SIZES = {(50, 10): 0.5, (1_000, 60): 10.0}
"""Applications and judges, and the most seconds that sharing out may take."""
RANKED_IN = 2.0
"""Seconds, for 1,000 applications and 60 judges."""


def a_programme(applications: int, judges: int, seed: int = 7) -> Sharing:
    source = random.Random(seed)
    applied = [
        Applied(
            number,
            frozenset({source.choice(FIELDS)}),
            source.choices(["en", "ar", "uk"], [8, 1, 1])[0],
        )
        for number in range(applications)
    ]
    readers = [
        Reader(
            number,
            frozenset(source.sample(FIELDS, 2)),
            frozenset({"en", *source.sample(["ar", "uk"], source.random() < 0.3)}),
            f"employer {source.randrange(judges // 2)}",
        )
        for number in range(judges)
    ]
    pairs = [(each.key, reader.key) for each in applied for reader in readers]
    out = frozenset(pair for pair in pairs if source.random() < 0.03)
    return Sharing(applied, readers, EACH, forbidden=out)


def greedy(sharing: Sharing) -> set[Pair]:
    load: Counter = Counter()
    most = ceil(1.5 * EACH * len(sharing.applications) / len(sharing.readers))
    chosen: set[Pair] = set()
    for application in sharing.by_key:
        may = [
            (application, judge)
            for judge in sharing.readers_by_key
            if (application, judge) not in sharing.forbidden and load[judge] < most
        ]
        best = sorted(may, key=sharing.fit, reverse=True)[:EACH]
        load.update(judge for _application, judge in best)
        chosen.update(best)
    return chosen


def figures(sharing: Sharing, chosen: set[Pair]) -> dict[str, float]:
    load = Counter(dict.fromkeys(sharing.readers_by_key, 0))
    fits: Counter = Counter()
    employers: dict = {key: Counter() for key in sharing.by_key}
    for application, judge in chosen:
        load[judge] += 1
        fits[application] += sharing.fit((application, judge)) / EACH
        employers[application][sharing.readers_by_key[judge].employer] += 1
    return {
        "worst fit": min(fits[key] for key in sharing.by_key),
        "least load": min(load.values()),
        "most load": max(load.values()),
        "colleagues": sum(max(each.values()) > 1 for each in employers.values()),
        "groups": len(components(Score(one, other, 0) for one, other in chosen)),
        "in conflict": len(chosen & sharing.forbidden),
        "missing": EACH * len(sharing.applications) - len(chosen),
    }


def timed(work, *given):
    start = time.perf_counter()
    return work(*given), time.perf_counter() - start


def main() -> int:
    failed = []
    for (applications, judges), seconds in SIZES.items():
        sharing = a_programme(applications, judges)
        shared, took = timed(share_out, sharing)
        ours, control = figures(sharing, set(shared.readings)), figures(sharing, greedy(sharing))
        print(f"{applications} x {judges}, {EACH} each: {took:.2f} s")
        for name, value in ours.items():
            print(f"  {name:<12} solver {value:>7.3g}   greedy {control[name]:>7.3g}")
        spread = ours["most load"] - ours["least load"]
        control_spread = control["most load"] - control["least load"]
        anchors = {
            f"shared out in {seconds:g} s": took <= seconds,
            "never in conflict": ours["in conflict"] == 0,
            "nothing missing": ours["missing"] == 0,
            "loads within one": spread <= 1,
            "one component": ours["groups"] == 1,
            "loads more even than greedy": spread < control_spread,
            "fewer colleagues together than greedy": ours["colleagues"] < control["colleagues"],
        }
        failed += [
            f"{applications} x {judges}: {name}" for name, held in anchors.items() if not held
        ]
    source = random.Random(3)
    marks = [Score(one, other, source.uniform(1, 10)) for one, other in shared.readings]
    _ranking, took = timed(lambda: rank(marks, places=250, seed=1))
    print(f"1000 applications, 60 judges: ranked with uncertainty in {took:.2f} s")
    failed += [f"ranked in {RANKED_IN:g} s"] if took > RANKED_IN else []
    for each in failed:
        print(f"FAILED: {each}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
