"""How well does the ranking find the best applications? A seeded simulation, and its anchors.

    python tests/bench/judging.py [--quick] [--runs 1000]

Applications have a true quality (variance 1), judges a leniency, a scale of their own and noise.
Each marks five weighted criteria from 1 to 10 in whole marks; half of a judge's noise is about the
application as a whole, half about each criterion. Judges are dealt by the lowest load, so that
loads stay within one. The plain mean and the z-score (each judge's scores standardised, then
averaged) are the controls. Prints the tables; exits with 1 when an anchor fails. With --quick, 100
runs a row and anchors loosened by what so few runs blur: two standard errors, and the calibration
error that a perfect forecast would show by chance.
All processors work at once.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from applications.judging.method import Ranking, Score, components, rank
from applications.judging.method.model import Panel, fit

WEIGHTS = np.array([0.30, 0.25, 0.20, 0.15, 0.10])
MIDDLE, MARKS_PER_QUALITY = 5.5, 1.5
METHODS = ("plain mean", "z-score", "this model")


@dataclass(frozen=True)
class Judges:
    """How judges of a kind differ.

    Leniency and noise: variances in units of quality's; scale: standard deviation of its logarithm.
    """

    name: str
    leniency: float
    noise: float
    scale: float


ANCHORED = Judges("anchored", 0, 1.5, 0)
CONFERENCE = Judges("conference", 0.19, 1, 0.15)
LAY = Judges("lay", 0.5, 0.8, 0.25)
HAWKS = Judges("hawks", 1, 0.6, 0.35)


@dataclass(frozen=True)
class Design:
    applications: int
    judges: int
    each: int
    places: int
    kind: Judges

    @property
    def full(self) -> bool:
        return self.each == self.judges

    def __str__(self) -> str:
        readings = "all see all" if self.full else f"{self.each} each"
        size = f"{self.applications:>4} x {self.judges:<3}"
        return f"{size} {readings:<11} m={self.places:<3} {self.kind.name:<10}"


DESIGNS = (
    Design(12, 5, 5, 4, LAY),
    *(Design(30, 8, 3, 8, kind) for kind in (ANCHORED, CONFERENCE, LAY, HAWKS)),
    *(Design(60, 10, each, 15, LAY) for each in (2, 3, 4, 5)),
    Design(200, 12, 3, 40, HAWKS),
)
MAIN = Design(60, 10, 3, 15, LAY)
TABLE = {
    Design(12, 5, 5, 4, LAY): (0.813, 0.754),
    Design(30, 8, 3, 8, ANCHORED): (0.680, 0.598),
    Design(30, 8, 3, 8, CONFERENCE): (0.725, 0.653),
    Design(30, 8, 3, 8, LAY): (0.737, 0.676),
    Design(30, 8, 3, 8, HAWKS): (0.759, 0.701),
    MAIN: (0.736, 0.679),
    Design(60, 10, 2, 15, LAY): (0.686, 0.612),
    Design(200, 12, 3, 40, HAWKS): (0.733, 0.705),
}
"""Overlap and tau that this model is to reach in each design, from an earlier simulation."""


def assign(design: Design, runs: int, source: np.random.Generator) -> np.ndarray:
    """Judges of each application (runs x applications x each): lowest load first, ties by lot."""
    load = np.zeros((runs, design.judges))
    seats = np.empty((runs, design.applications, design.each), dtype=np.intp)
    for application in range(design.applications):
        order = np.argsort(load + source.random(load.shape) / 2, axis=1)[:, : design.each]
        seats[:, application] = order
        np.put_along_axis(load, order, np.take_along_axis(load, order, axis=1) + 1, axis=1)
    return seats


def simulate(design: Design, runs: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """True quality (runs x applications), judges and scores (runs x applications x each)."""
    source = np.random.default_rng(seed)
    kind = design.kind
    seats = assign(design, runs, source)
    quality = source.standard_normal((runs, design.applications))
    leniency = np.sqrt(kind.leniency) * source.standard_normal((runs, design.judges))
    scale = np.exp(kind.scale * source.standard_normal((runs, design.judges)))
    run = np.arange(runs)[:, None, None]
    overall = np.sqrt(kind.noise / 2) * source.standard_normal(seats.shape)
    seen = scale[run, seats] * (quality[:, :, None] + overall) + leniency[run, seats]
    scores = np.zeros(seats.shape)
    for weight in WEIGHTS:
        noise = np.sqrt(kind.noise / 2 / (WEIGHTS @ WEIGHTS)) * source.standard_normal(seats.shape)
        mark = np.rint(MIDDLE + MARKS_PER_QUALITY * (seen + scale[run, seats] * noise))
        scores += weight * np.clip(mark, 1, 10)
    return quality, seats, scores


def z_scores(design: Design, seats: np.ndarray, scores: np.ndarray) -> np.ndarray:
    """Scores standardised within each judge; a judge who gave one score everywhere says nothing."""
    result = np.zeros_like(scores)
    for judge in range(design.judges):
        own = seats == judge
        count = np.maximum(own.sum(axis=(1, 2), keepdims=True), 1)
        mean = (scores * own).sum(axis=(1, 2), keepdims=True) / count
        spread = np.sqrt((((scores - mean) * own) ** 2).sum(axis=(1, 2), keepdims=True) / count)
        result += np.where(own, (scores - mean) / np.where(spread > 0, spread, 1), 0)
    return result


def as_scores(seats: np.ndarray, scores: np.ndarray) -> list[Score]:
    return [
        Score(application, int(judge), float(value))
        for application, (judges, values) in enumerate(zip(seats, scores, strict=True))
        for judge, value in zip(judges, values, strict=True)
    ]


def top(values: np.ndarray, places: int) -> np.ndarray:
    """Which are among the best `places`, row by row."""
    chosen = np.zeros(values.shape, dtype=bool)
    np.put_along_axis(chosen, np.argsort(-values, axis=1, kind="stable")[:, :places], True, axis=1)
    return chosen


def kendall(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Kendall's tau-b (M. G. Kendall, "The treatment of ties in ranking problems", 1945)."""
    result = np.empty(len(one))
    for row, (a, b) in enumerate(zip(one, other, strict=True)):
        left, right = np.sign(a[:, None] - a), np.sign(b[:, None] - b)
        result[row] = (left * right).sum() / np.sqrt((left**2).sum() * (right**2).sum())
    return result


@dataclass
class Row:
    """What one design showed: figures per run and method, and how honest the uncertainty was."""

    design: Design
    overlap: dict[str, np.ndarray] = field(default_factory=dict)
    tau: dict[str, np.ndarray] = field(default_factory=dict)
    same_order: float = 0
    coverage: float = 0
    calibration: float = 0
    calibration_by_chance: float = 0
    wrong: int = 0
    wrong_in_grey: int = 0
    grey_share: float = 0
    sure_right: float = 0

    def mean(self, method: str) -> tuple[float, float]:
        return float(self.overlap[method].mean()), float(self.tau[method].mean())

    def slack(self, errors: float, *methods: str) -> tuple[float, float]:
        """`errors` standard errors of a method's two means, or of two methods' difference."""

        def error(figures: dict[str, np.ndarray]) -> float:
            values = figures[methods[0]] - (figures[methods[1]] if len(methods) > 1 else 0)
            return float(errors * values.std() / np.sqrt(len(values)))

        return error(self.overlap), error(self.tau)


def run(design: Design, runs: int, seed: int) -> Row:
    quality, seats, scores = simulate(design, runs, seed)
    row = Row(design)
    truly_best = top(quality, design.places)
    true_rank = np.argsort(np.argsort(-quality, axis=1), axis=1) + 1
    rankings = [
        rank(as_scores(seats[i], scores[i]), places=design.places, seed=i) for i in range(runs)
    ]
    adjusted = by_application(design, rankings, "adjusted")
    estimates = {
        "plain mean": scores.mean(axis=2),
        "z-score": z_scores(design, seats, scores).mean(axis=2),
        "this model": adjusted,
    }
    for method, values in estimates.items():
        row.overlap[method] = (top(values, design.places) & truly_best).sum(axis=1) / design.places
        row.tau[method] = kendall(values, quality)
    ranks, plain, low, high, chance = (
        by_application(design, rankings, name)
        for name in ("rank", "rank_plain", "rank_low", "rank_high", "chance")
    )
    grey = by_application(design, rankings, "grey_zone").astype(bool)
    wrong = top(adjusted, design.places) != truly_best
    row.same_order = float((ranks == plain).all(axis=1).mean())
    row.coverage = float(((low <= true_rank) & (true_rank <= high)).mean())
    row.calibration, row.calibration_by_chance = calibration_error(
        chance.ravel(), truly_best.ravel()
    )
    row.wrong, row.wrong_in_grey = int(wrong.sum()), int((wrong & grey).sum())
    row.grey_share = float(grey.mean())
    row.sure_right = float(truly_best[chance >= 0.9].mean())
    return row


def all_rows(runs: int) -> dict[Design, Row]:
    """Every design, the largest begun first so that no processor waits long for the last one."""
    seeds = {design: seed for seed, design in enumerate(DESIGNS, start=1)}
    largest_first = sorted(DESIGNS, key=lambda each: each.applications * each.each, reverse=True)
    with ProcessPoolExecutor() as hands:
        begun = {each: hands.submit(run, each, runs, seeds[each]) for each in largest_first}
        return {design: begun[design].result() for design in DESIGNS}


def by_application(design: Design, rankings: list[Ranking], name: str) -> np.ndarray:
    values = np.empty((len(rankings), design.applications))
    for row, ranking in zip(values, rankings, strict=True):
        for standing in ranking.standings:
            row[int(str(standing.application))] = getattr(standing, name)
    return values


def calibration_error(chance: np.ndarray, happened: np.ndarray) -> tuple[float, float]:
    """Mean distance between forecast and frequency over ten equal bins, weighted by their size.

    With it, the distance that a perfect forecast would show by chance: sqrt(2 / pi) standard errors
    in each bin.
    """
    bins = np.minimum((chance * 10).astype(int), 9)
    error = by_chance = 0.0
    for own in (bins == number for number in np.unique(bins)):
        forecast = chance[own].mean()
        error += abs(forecast - happened[own].mean()) * own.mean()
        by_chance += np.sqrt(2 / np.pi * forecast * (1 - forecast) / own.sum()) * own.mean()
    return float(error), float(by_chance)


def split_panel(applications: int, judges: int, swaps: int) -> list[Score]:
    """Two sub-panels without a shared judge, three readings each; each judge then swaps `swaps`.

    The k-th judge of one half hands a reading to the k-th of the other, and takes one back.
    """
    half = judges // 2
    seats = [
        [(application // 2 + step) % half + half * (application % 2) for step in range(3)]
        for application in range(applications)
    ]
    for judge in range(half):
        first = [seat for seat in seats[0::2] if judge in seat][:swaps]
        second = [seat for seat in seats[1::2] if judge + half in seat][:swaps]
        for seat in first:
            seat[seat.index(judge)] = judge + half
        for seat in second:
            seat[seat.index(judge + half)] = judge
    return [
        Score(a, j, float((7 * a + 3 * j) % 10 + 1)) for a, seat in enumerate(seats) for j in seat
    ]


def best_of_three(work: Callable[[], object]) -> float:
    """Seconds of the wall clock."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def timings() -> dict[str, float]:
    """Ranking with uncertainty, and posterior means alone, for a small and a large round."""
    result = {}
    for design in (MAIN, Design(1000, 60, 3, 250, LAY)):
        _, seats, scores = simulate(design, 1, seed=1)
        given = as_scores(seats[0], scores[0])
        name = f"{design.applications} x {design.judges}"
        result[f"{name} means only"] = best_of_three(partial(means_only, given))
        result[f"{name} with uncertainty"] = best_of_three(
            partial(rank, given, places=design.places)
        )
    return result


def means_only(scores: list[Score]) -> np.ndarray:
    return fit(Panel.of(scores)).quality


def anchors(
    rows: dict[Design, Row], times: dict[str, float], errors: float
) -> Iterator[tuple[str, bool]]:
    """Each anchor in words with its figure, and whether it was reached."""
    main, full = rows[MAIN], rows[DESIGNS[0]]
    anchored = rows[Design(30, 8, 3, 8, ANCHORED)]
    for name, figure, least, slack in zip(
        ("overlap", "tau"),
        main.mean("this model"),
        (0.73, 0.675),
        main.slack(errors, "this model"),
        strict=True,
    ):
        yield f"60 x 10, three each, lay: {name} {figure:.4f} >= {least}", figure >= least - slack
    gains = np.subtract(anchored.mean("this model"), anchored.mean("plain mean"))
    for name, gain, slack in zip(
        ("overlap", "tau"), gains, anchored.slack(errors, "this model", "plain mean"), strict=True
    ):
        yield (
            f"anchored judges: {name} within .005 of the plain mean ({gain:+.4f})",
            gain >= -0.005 - slack,
        )
    yield (
        f"a full panel gives the plain order: in {full.same_order:.1%} of runs",
        full.same_order == 1,
    )
    for design, (overlap, tau) in TABLE.items():
        made, slack = rows[design].mean("this model"), rows[design].slack(2, "this model")
        yield (
            f"{design}: {made[0]:.3f}/{made[1]:.3f} is {overlap}/{tau} within two standard errors",
            made[0] >= overlap - slack[0] and made[1] >= tau - slack[1],
        )
    coverages = [row.coverage for row in rows.values()]
    yield (
        f"90 % rank intervals cover {min(coverages):.3f}-{max(coverages):.3f}, within .90-.97",
        min(coverages) >= 0.90 - 0.005 * errors and max(coverages) <= 0.97 + 0.005 * errors,
    )
    yield (
        f"calibration error at most {max(row.calibration for row in rows.values()):.4f} <= .015",
        all(
            row.calibration <= 0.015 + (row.calibration_by_chance if errors else 0)
            for row in rows.values()
        ),
    )
    wrong = sum(row.wrong for row in rows.values())
    caught = sum(row.wrong_in_grey for row in rows.values()) / wrong
    slack = errors * np.sqrt(caught * (1 - caught) / wrong)
    yield (
        f"the grey zone catches {caught:.4f} >= .90 of all wrong decisions",
        caught >= 0.90 - slack,
    )
    apart, joined = (len(components(split_panel(60, 10, swaps))) for swaps in (0, 2))
    yield (
        f"sub-panels: {apart} components reported, {joined} after two swaps a judge",
        (apart, joined) == (2, 1),
    )
    big = times["1000 x 60 with uncertainty"]
    yield f"1,000 x 60 ranked with uncertainty in {big:.2f} s <= 2 s", big <= 2


def report(rows: dict[Design, Row], times: dict[str, float]) -> None:
    print("Overlap with the true best m / Kendall's tau")
    print(
        f"{'design and judges':<41}"
        + "".join(f"{method:>14}" for method in METHODS)
        + "   (standard error)"
    )
    for row in rows.values():
        cells = "".join("{:>7.3f}/{:.3f} ".format(*row.mean(method)) for method in METHODS)
        errors = "({:.3f}/{:.3f})".format(*row.slack(1, "this model"))
        print(f"{row.design!s:<41}{cells}   {errors}")
    print(
        "\nHow sure: share of true ranks inside the 90 % interval; calibration error of the chance;"
    )
    print("share of wrong decisions, and of all, in the grey zone; share right of those at 90 %")
    for row in rows.values():
        print(
            f"{row.design!s:<41}{row.coverage:>8.3f}{row.calibration:>8.4f}"
            f"{row.wrong_in_grey / row.wrong:>8.3f}{row.grey_share:>8.3f}{row.sure_right:>8.3f}"
        )
    print("\nSeconds: " + "; ".join(f"{name} {taken:.4f}" for name, taken in times.items()) + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=1000, help="runs a row")
    parser.add_argument(
        "--quick", action="store_true", help="100 runs a row, anchors loosened to match"
    )
    options = parser.parse_args()
    runs = 100 if options.quick else options.runs
    times = timings()
    rows = all_rows(runs)
    report(rows, times)
    if options.quick:
        print(f"Anchors, loosened for the noise of {runs} runs a row:")
    results = list(anchors(rows, times, errors=2 if options.quick else 0))
    for words, reached in results:
        print(f"{'ok  ' if reached else 'FAIL'} {words}")
    return 0 if all(reached for _, reached in results) else 1


if __name__ == "__main__":
    sys.exit(main())
