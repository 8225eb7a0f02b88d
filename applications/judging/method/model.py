"""The additive model, fitted without optimising anything.

    score[i, j] = level + quality[i] + leniency[j] + noise[i, j]
    quality ~ N(0, a^2 s^2)    leniency ~ N(0, b^2 s^2)    noise ~ N(0, s^2)

This is the crossed mixed model. For known a and b the best linear unbiased predictions of level,
quality and leniency solve Henderson's equations (C. R. Henderson, "Best linear unbiased estimation
and prediction under a selection model", Biometrics 31, 1975):

    C theta = r    C = X'X + blockdiag(I / a^2, I / b^2, 0)    r = X'y

with one column in X for each application, judge and level. Given a, b and s, theta is normal around
the solution with covariance s^2 C^-1. With a flat prior on the level, s^2 integrates out in closed
form (D. A. Harville, "Bayesian inference for variance components using only error contrasts",
Biometrika 61, 1974), which leaves the weight of (a, b):

    log w = log prior(a, b) - log|C| / 2 - A log a - J log b - (v + n - L) / 2 * log(v t^2 + S)
    S = y'y - r'theta    s^2 | a, b, y ~ (v t^2 + S) / chi^2(v + n - L)

for n scores, A applications, J judges and L levels. a and b run over a 13 x 13 grid, even in the
logarithm, under a half-Cauchy(0, 1) prior on each (A. Gelman, "Prior distributions for variance
parameters in hierarchical models", Bayesian Analysis 1, 2006). The prior on s^2 is worth v = 1
score of variance t^2 = a quarter of the scores' own, so that a panel that agrees perfectly by
chance isn't taken to be free of error.

A panel that falls into parts gets one level per part. As levels have a flat prior, nothing is
adjusted across parts: each keeps the level of its own marks, and how little is known about that
shows in the draws.

Applications are eliminated first (their block of C is diagonal), so that only matrices of size
judges + parts remain.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .components import Component, components, in_order
from .scores import Key, Score

Array = NDArray[np.float64]
Index = NDArray[np.intp]

QUALITY_RATIOS: Array = np.geomspace(1 / 8, 8, 13)
LENIENCY_RATIOS: Array = np.geomspace(1 / 16, 8, 13)
AT_A_TIME = 100_000
"""So many numbers are drawn at a time, so that many applications take no more memory than few."""
PRIOR_SCORES = 1.0
PRIOR_SHARE = 0.25


@dataclass(frozen=True)
class Panel:
    """The scores as sorted arrays. Made by `of`.

    `value` is as given, `score` standardised to mean 0 and variance 1.
    """

    applications: tuple[Key, ...]
    judges: tuple[Key, ...]
    parts: tuple[Component, ...]
    application: Index
    judge: Index
    part: Index
    value: Array
    score: Array
    centre: float
    unit: float

    @classmethod
    def of(cls, scores: Sequence[Score]) -> "Panel":
        """Raises ValueError for no scores, two by one judge on one application, NaN or infinity."""
        _check(scores)
        parts = components(scores)
        applications = in_order(score.application for score in scores)
        judges = in_order(score.judge for score in scores)
        row = {key: index for index, key in enumerate(applications)}
        column = {key: index for index, key in enumerate(judges)}
        part_of = {key: index for index, part in enumerate(parts) for key in part.applications}
        ordered = sorted(scores, key=lambda score: (row[score.application], column[score.judge]))
        values = np.array([score.value for score in ordered], dtype=np.float64)
        centre, unit = float(values.mean()), float(values.std())
        if unit <= 1e-12 * max(1.0, abs(centre)):
            unit = 1.0
        return cls(
            applications,
            judges,
            parts,
            application=np.array([row[score.application] for score in ordered]),
            judge=np.array([column[score.judge] for score in ordered]),
            part=np.array([part_of[key] for key in applications]),
            value=values,
            score=(values - centre) / unit,
            centre=centre,
            unit=unit,
        )


def _check(scores: Sequence[Score]) -> None:
    if not scores:
        raise ValueError("There are no scores to rank.")
    if len({(score.application, score.judge) for score in scores}) < len(scores):
        raise ValueError("A judge has two scores for one application.")
    if not np.isfinite([score.value for score in scores]).all():
        raise ValueError("A score must be a finite number.")


@dataclass(frozen=True)
class Posterior:
    """What the scores say about quality and leniency, for every cell of the grid at once.

    Cells are numbered quality-ratio first. `shrink[q]` is the inverse of the applications' block of
    C, `reduced` is what is left of C after eliminating them (judges first, then levels), `effects`
    its solution.
    """

    panel: Panel
    weights: Array
    shrink: Array
    links: Array
    totals: Array
    effects: Array
    reduced: Array
    sum_of_squares: Array
    degrees: float

    @cached_property
    def quality(self) -> Array:
        """Posterior mean of each application's level + quality, on the marks' scale."""
        cells = np.arange(len(self.weights))
        parts = [
            self.weights[some] @ self._quality_given(self.effects[some], cells[some])
            for some in self._some_at_a_time(len(cells))
        ]
        quality: Array = self.panel.centre + self.panel.unit * np.sum(parts, axis=0)
        return quality

    @cached_property
    def leniency(self) -> Array:
        """Posterior mean of each judge's habit, in marks: above 0 marks high, below 0 marks low."""
        return self.panel.unit * (self.weights @ self.effects)[: len(self.panel.judges)]

    def draw(self, draws: int, seed: int) -> Array:
        """All that `drawn` yields."""
        return np.concatenate(list(self.drawn(draws, seed)))

    def drawn(self, draws: int, seed: int) -> Iterator[Array]:
        """`draws` possible worlds, some at a time: rows of level + quality (standardised) drawn
        from the posterior.

        Uses numpy's RandomState, whose stream is frozen for good (NEP 19), so that a decision can
        be recomputed from its seed in ten years; the stream of the newer Generator may change
        between versions.
        """
        source = np.random.RandomState(seed)
        cells = np.searchsorted(
            np.cumsum(self.weights), source.random_sample(draws) * self.weights.sum(), "right"
        )
        cells = np.minimum(cells, len(self.weights) - 1)
        sigma = np.sqrt(self.sum_of_squares[cells] / source.chisquare(self.degrees, draws))
        effects = source.standard_normal((draws, self.effects.shape[1]))
        for cell in np.unique(cells):
            here = cells == cell
            upper = np.linalg.cholesky(self.reduced[cell]).T
            spread = np.linalg.solve(upper, effects[here].T).T
            effects[here] = self.effects[cell] + sigma[here, None] * spread
        for some in self._some_at_a_time(draws):
            shrink = self.shrink[cells[some] // len(LENIENCY_RATIOS)]
            own = source.standard_normal(shrink.shape)
            own *= sigma[some, None] * np.sqrt(shrink)
            yield self._quality_given(effects[some], cells[some]) + own

    def _some_at_a_time(self, rows: int) -> Iterator[slice]:
        """Of rows with a number for each application."""
        step = max(1, AT_A_TIME // len(self.panel.applications))
        return (slice(start, start + step) for start in range(0, rows, step))

    def _quality_given(self, effects: Array, cells: Index) -> Array:
        """Level + expected quality of each application, given the other effects in some cells."""
        shrink = self.shrink[cells // len(LENIENCY_RATIOS)]
        levels = effects[:, len(self.panel.judges) :][:, self.panel.part]
        quality: Array = levels + shrink * (self.totals - effects @ self.links.T)
        return quality


def fit(panel: Panel) -> Posterior:
    """The posterior over the whole grid. Costs about 13 A J^2 + 169 J^3 multiplications."""
    count, judges, parts = len(panel.applications), len(panel.judges), len(panel.parts)
    seen = np.bincount(panel.application, minlength=count).astype(np.float64)
    totals: Array = np.bincount(panel.application, panel.score, minlength=count).astype(np.float64)
    rows = _judge_and_level(panel)
    links = np.zeros((count, judges + parts))
    np.add.at(links, panel.application, rows)

    shrink = 1 / (seen + QUALITY_RATIOS[:, None] ** -2)
    ridge = np.zeros((len(LENIENCY_RATIOS), judges + parts))
    ridge[:, :judges] = LENIENCY_RATIOS[:, None] ** -2
    left = rows.T @ rows - np.stack([links.T @ (own[:, None] * links) for own in shrink])
    reduced = _per_cell(left)
    reduced[:, range(judges + parts), range(judges + parts)] += np.tile(ridge, (len(shrink), 1))
    right = _per_cell(rows.T @ panel.score - (shrink * totals) @ links)
    effects = np.linalg.solve(reduced, right[..., None])[..., 0].astype(np.float64, copy=False)

    explained = _per_cell(shrink @ totals**2) + (right * effects).sum(axis=1)
    left_over = np.maximum(panel.score @ panel.score - explained, 0)
    sum_of_squares = PRIOR_SCORES * PRIOR_SHARE + left_over
    degrees = PRIOR_SCORES + len(panel.score) - parts
    log_determinant = np.linalg.slogdet(reduced)[1] - _per_cell(np.log(shrink).sum(axis=1))
    log_weight = _log_prior(count, judges) - log_determinant / 2
    log_weight -= degrees / 2 * np.log(sum_of_squares)
    weights = np.exp(log_weight - log_weight.max())
    weights /= weights.sum()
    return Posterior(
        panel, weights, shrink, links, totals, effects, reduced, sum_of_squares, degrees
    )


def _per_cell(by_quality_ratio: Array) -> Array:
    return np.repeat(by_quality_ratio, len(LENIENCY_RATIOS), axis=0)


def _judge_and_level(panel: Panel) -> Array:
    """Of each score: a 1 in the column of its judge, and in that of its part's level."""
    rows = np.zeros((len(panel.score), len(panel.judges) + len(panel.parts)))
    rows[np.arange(len(rows)), panel.judge] = 1
    rows[np.arange(len(rows)), len(panel.judges) + panel.part[panel.application]] = 1
    return rows


def _log_prior(applications: int, judges: int) -> Array:
    """Half-Cauchy on a and b, with the Jacobian of a logarithmic grid; less A log a + J log b."""

    def cauchy(ratio: Array) -> Array:
        return np.log(ratio / (1 + ratio**2))

    quality = cauchy(QUALITY_RATIOS) - applications * np.log(QUALITY_RATIOS)
    leniency = cauchy(LENIENCY_RATIOS) - judges * np.log(LENIENCY_RATIOS)
    both: Array = quality[:, None] + leniency[None, :]
    return both.ravel()
