"""How well are applications shared out among judges, and how fast? Seeded, with a greedy control.

    python tests/bench/assignment.py

Applications have one field of eight and a language; judges know two fields, work for one of many
employers, and keep out of 3 % of all applications. The control takes the applications one after the
other and gives each the judges who fit it best, as loads allow: loosely, so that nobody reads more
than the even load and a half, or strictly, so that nobody reads more than the even load. Prints all
and each anchor; exits with 1 when one fails.
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
SIZES = {(50, 10): 0.1, (1_000, 60): 5.0}
"""Applications and judges, and the most seconds of a processor that sharing out may take."""
LOOSELY, STRICTLY = 1.5, 1.0
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


def greedy(sharing: Sharing, times: float) -> set[Pair]:
    """Nobody reads more than `times` the even load."""
    load: Counter = Counter()
    most = ceil(times * EACH * len(sharing.applications) / len(sharing.readers))
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
    """What comes out, and the seconds of a processor that it took."""
    start = time.process_time()
    return work(*given), time.process_time() - start


def main() -> int:
    anchors: dict[str, bool] = {}
    for (applications, judges), seconds in SIZES.items():
        sharing = a_programme(applications, judges)
        shared, took = timed(share_out, sharing)
        ours = figures(sharing, set(shared.readings))
        loose, strict = (figures(sharing, greedy(sharing, each)) for each in (LOOSELY, STRICTLY))
        print(f"{applications} x {judges}, {EACH} each: {took:.2f} s")
        for name, value in ours.items():
            controls = f"greedy, loosely {loose[name]:>6.3g}   strictly {strict[name]:>6.3g}"
            print(f"  {name:<12} solver {value:>6.3g}   {controls}")
        spread = ours["most load"] - ours["least load"]
        held = {
            f"shared out in {took:.2f} s of a processor <= {seconds:g} s": took <= seconds,
            "never in conflict": ours["in conflict"] == 0,
            "nothing missing": ours["missing"] == 0,
            "loads within one": spread <= 1,
            "one component": ours["groups"] == 1,
            "loads more even than greedy, loosely": (
                spread < loose["most load"] - loose["least load"]
            ),
            "greedy, strictly, leaves a reading out or serves the worst application worse": (
                strict["missing"] > 0 or ours["worst fit"] > strict["worst fit"]
            ),
            "fewer colleagues together than by either": (
                ours["colleagues"] < min(loose["colleagues"], strict["colleagues"])
            ),
        }
        anchors |= {f"{applications} x {judges}: {name}": it for name, it in held.items()}
    source = random.Random(3)
    marks = [Score(one, other, source.uniform(1, 10)) for one, other in shared.readings]
    _ranking, took = timed(lambda: rank(marks, places=250, seed=1))
    anchors[f"1000 x 60: ranked with uncertainty in {took:.2f} s <= {RANKED_IN:g} s"] = (
        took <= RANKED_IN
    )
    for words, reached in anchors.items():
        print(f"{'ok  ' if reached else 'FAIL'} {words}")
    return 0 if all(anchors.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
