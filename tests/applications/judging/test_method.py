"""The ranking's arithmetic. What it is worth is measured by tests/bench/judging.py."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.judging.method import (
    Bar,
    Criterion,
    Mark,
    PassMarks,
    Score,
    WithoutJudge,
    components,
    leave_one_judge_out,
    rank,
    scorecard_score,
)
from applications.judging.method.model import LENIENCY_RATIOS, QUALITY_RATIOS, Panel, fit

ROOT = Path(__file__).resolve().parents[3]
NEED, TEAM, COST = Criterion("need", 3), Criterion("team", 2), Criterion("cost", 1)


def panel(applications=12, judges=4, each=2, seed=0, *, leniency=0.7, noise=0.9):
    """Scores drawn from the model itself, and the true quality; readers by lot."""
    source = np.random.RandomState(seed)
    quality = source.standard_normal(applications)
    habit = leniency * source.standard_normal(judges)
    seats = [source.permutation(judges)[:each] for _ in range(applications)]
    scores = [
        Score(a, int(j), 5.5 + 1.5 * (quality[a] + habit[j] + noise * source.standard_normal()))
        for a in range(applications)
        for j in seats[a]
    ]
    return scores, quality


def adjusted(ranking):
    return {standing.application: standing.adjusted for standing in ranking.standings}


@st.composite
def panels(draw, *, full=False):
    """Whole marks from any design, connected or not; every application has at least one."""
    applications = draw(st.integers(2, 7))
    judges = draw(st.integers(2, 4))
    scores = []
    for application in range(applications):
        readers = range(judges)
        if not full:
            readers = draw(st.sets(st.integers(0, judges - 1), min_size=1))
        scores += [Score(application, judge, draw(st.integers(1, 10))) for judge in sorted(readers)]
    return scores


# Scorecards


def test_scorecard_score_is_the_weighted_mean():
    assert scorecard_score([Mark(NEED, 8), Mark(TEAM, 5), Mark(COST, 2)]) == 6


def test_not_applicable_leaves_both_sums():
    assert scorecard_score([Mark(NEED, 8), Mark(TEAM, None), Mark(COST, 4)]) == 7


def test_zero_is_a_mark_and_not_missing():
    assert scorecard_score([Mark(NEED, 8), Mark(COST, 0)]) == 6


@pytest.mark.parametrize("marks", [[], [Mark(NEED, None), Mark(TEAM, None)]])
def test_nothing_marked_gives_no_score(marks):
    assert scorecard_score(marks) is None


def test_criterion_marked_twice_is_refused():
    with pytest.raises(ValueError, match="marked twice"):
        scorecard_score([Mark(NEED, 8), Mark(NEED, 8)])


@pytest.mark.parametrize("weight", [0, -1, float("nan"), float("inf")])
def test_criterion_weight_must_be_positive(weight):
    with pytest.raises(ValueError, match="positive number"):
        Criterion("need", weight)


def test_mark_must_be_finite():
    with pytest.raises(ValueError, match="finite number"):
        Mark(NEED, float("nan"))


@given(st.lists(st.tuples(st.integers(1, 9), st.none() | st.integers(1, 10)), min_size=1))
def test_not_applicable_is_as_if_never_asked(lines):
    marks = [Mark(Criterion(key, weight), value) for key, (weight, value) in enumerate(lines)]
    asked = [mark for mark in marks if mark.value is not None]
    score = scorecard_score(marks)
    assert score == scorecard_score(list(reversed(asked)))
    if asked:
        assert min(m.value for m in asked) <= score <= max(m.value for m in asked)


# The order


@given(panels(full=True))
@settings(deadline=None, max_examples=60)
def test_full_panel_gives_the_plain_order(scores):
    ranking = rank(scores, places=2, draws=10)
    assert [s.rank for s in ranking.standings] == [s.rank_plain for s in ranking.standings]


@given(panels(), st.integers(-50, 50))
@settings(deadline=None, max_examples=40)
def test_same_constant_on_every_score_moves_nothing(scores, constant):
    moved = [replace(score, value=score.value + constant) for score in scores]
    before, after = (rank(given, places=2, draws=200) for given in (scores, moved))
    assert adjusted(after) == pytest.approx({k: v + constant for k, v in adjusted(before).items()})
    assert shape(after) == shape(before)


@given(panels(), st.sampled_from([0.01, 0.1, 7, 100]))
@settings(deadline=None, max_examples=40)
def test_longer_or_shorter_scale_moves_nothing(scores, factor):
    scaled = [replace(score, value=score.value * factor) for score in scores]
    before, after = (rank(given, places=2, draws=200) for given in (scores, scaled))
    assert adjusted(after) == pytest.approx({k: v * factor for k, v in adjusted(before).items()})
    assert shape(after) == shape(before)


def shape(ranking):
    return [(s.application, s.rank, s.rank_low, s.rank_high, s.chance) for s in ranking.standings]


@given(panels(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_names_of_applications_and_judges_do_not_matter(scores, random):
    names = random.sample(range(100), 20)
    renamed = [Score(f"a{names[s.application]}", f"j{names[s.judge]}", s.value) for s in scores]
    before, after = rank(scores, places=2, draws=10), rank(renamed, places=2, draws=10)
    assert {f"a{names[k]}": v for k, v in adjusted(before).items()} == pytest.approx(
        adjusted(after)
    )
    assert {(f"a{names[s.application]}", s.rank) for s in before.standings} == {
        (s.application, s.rank) for s in after.standings
    }


@given(panels(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=20)
def test_order_in_which_scores_arrive_does_not_matter(scores, random):
    shuffled = random.sample(scores, len(scores))
    assert rank(shuffled, places=2, draws=50) == rank(scores, places=2, draws=50)


def test_lenient_judges_habit_is_taken_out():
    scores, _ = panel(30, 8, 3, seed=3, leniency=0.2)
    shifted = [replace(s, value=s.value + 6 * (s.judge == 0)) for s in scores]
    before, after = rank(scores, places=8), rank(shifted, places=8)
    read_by_0 = {s.application for s in scores if s.judge == 0}

    def advantage(values):
        inside = [value for key, value in values.items() if key in read_by_0]
        outside = [value for key, value in values.items() if key not in read_by_0]
        return np.mean(inside) - np.mean(outside)

    plain = [{s.application: s.mean for s in ranking.standings} for ranking in (before, after)]
    assert advantage(plain[1]) - advantage(plain[0]) == pytest.approx(2)
    assert abs(advantage(adjusted(after)) - advantage(adjusted(before))) < 0.2
    habits = [max(r.habits, key=lambda habit: habit.leniency) for r in (before, after)]
    assert habits[1].judge == 0
    assert habits[1].leniency > habits[0].leniency + 4


def test_standing_shows_the_plain_figures_beside():
    scores = [Score("a", "x", 9), Score("a", "y", 6), Score("a", "z", 7.5), Score("b", "x", 3)]
    first, second = rank(scores, places=1).standings
    assert (first.application, first.judges, first.mean, first.median, first.spread) == (
        "a",
        3,
        7.5,
        7.5,
        3,
    )
    assert (second.judges, second.mean, second.median, second.spread) == (1, 3, 3, 0)


def test_applications_that_tie_share_the_better_rank():
    scores = [Score(a, j, v) for a, v in (("a", 9), ("b", 7), ("c", 7), ("d", 2)) for j in "xy"]
    ranking = rank(scores, places=2)
    assert [(s.application, s.rank) for s in ranking.standings] == [
        ("a", 1),
        ("b", 2),
        ("c", 2),
        ("d", 4),
    ]


# How sure


def test_same_scores_everywhere_settle_nothing():
    ranking = rank([Score(a, j, 7) for a in range(10) for j in range(3)], places=3)
    assert {s.rank for s in ranking.standings} == {1}
    assert {s.adjusted for s in ranking.standings} == {7}
    assert [s.chance for s in ranking.standings] == pytest.approx([0.3] * 10, abs=0.05)
    assert all(s.grey_zone for s in ranking.standings)
    assert all(s.same_as_next for s in ranking.standings[:-1])


def test_clear_difference_is_settled():
    field = {"a": 10, "b": 9, "c": 3, "d": 2}
    ranking = rank(
        [Score(a, j, v + j % 2 / 2) for a, v in field.items() for j in range(6)], places=2
    )
    assert [(s.application, s.chance, s.grey_zone) for s in ranking.standings] == [
        ("a", 1, False),
        ("b", 1, False),
        ("c", 0, False),
        ("d", 0, False),
    ]


@pytest.mark.parametrize(
    ("chance", "grey"), [(0.1, False), (0.1005, True), (0.8995, True), (0.9, False)]
)
def test_grey_zone_lies_between_ten_and_ninety_percent(chance, grey):
    standing = rank([Score("a", "x", 5)], places=1).standings[0]
    assert replace(standing, chance=chance).grey_zone is grey


@pytest.mark.parametrize(("chance", "same"), [(0.7495, True), (0.75, False), (None, False)])
def test_neighbours_below_three_quarters_cannot_be_told_apart(chance, same):
    standing = rank([Score("a", "x", 5)], places=1).standings[0]
    assert replace(standing, chance_above_next=chance).same_as_next is same


def test_chance_above_next_compares_with_the_next_in_the_list():
    ranking = rank(panel()[0], places=4)
    pairs = zip(ranking.standings, ranking.standings[1:], strict=False)
    expected = [ranking.chance_above(s.application, after.application) for s, after in pairs]
    assert [s.chance_above_next for s in ranking.standings] == [*expected, None]


def test_chances_add_up_to_the_places():
    assert sum(s.chance for s in rank(panel()[0], places=5).standings) == pytest.approx(5)


def test_who_misses_a_criterion_gets_no_grant_in_any_draw_and_takes_nobodys_place():
    scores, _ = panel()
    best = rank(scores, places=5).standings[0].application
    ranking = rank(scores, places=5, bar=Bar(PassMarks({"need": 3}), [(best, 0, "need", 2)]))
    assert (ranking.below, ranking.standings[0].chance) == ({best: ("need",)}, 0)
    assert ranking.standings[0].rank == 1
    assert sum(s.chance for s in ranking.standings) == pytest.approx(5)


@pytest.mark.parametrize("plain", [False, True])
def test_the_pass_mark_over_all_is_asked_of_what_is_drawn(plain):
    """With a place for everybody a chance of a grant is the chance of being good enough."""
    scores, _ = panel()
    ranking = rank(scores, places=12, plain=plain, bar=Bar(PassMarks(whole=5.5)))
    enough = rank([*scores, *(Score("line", j, 5.5) for j in range(4))], places=12)
    chances = {s.application: s.chance for s in ranking.standings}
    assert all(0 < chance < 1 for chance in chances.values())
    assert [
        key for key in chances if abs(chances[key] - enough.chance_above(key, "line")) > 0.25
    ] == []


def test_two_alike_on_either_side_of_the_pass_mark_are_both_in_doubt():
    scores = [Score(a, j, v) for a, v in (("a", 7), ("b", 5.1), ("c", 4.9)) for j in "xyz"]
    ranking = rank(scores, places=3, bar=Bar(PassMarks(whole=5), ()))
    assert [(s.application, s.grey_zone) for s in ranking.standings] == [
        ("a", False),
        ("b", True),
        ("c", True),
    ]
    assert set(ranking.below) == {"c"}


@pytest.mark.parametrize(("places", "chance"), [(0, 0), (12, 1), (99, 1)])
def test_chance_is_certain_when_none_or_all_are_funded(places, chance):
    assert {s.chance for s in rank(panel()[0], places=places).standings} == {chance}


def test_intervals_cover_and_chances_are_calibrated():
    inside, chances, happened = [], [], []
    for seed in range(150):
        scores, quality = panel(24, 6, 3, seed=seed)
        true_rank = np.argsort(np.argsort(-quality)) + 1
        for standing in rank(scores, places=8, seed=seed, draws=500).standings:
            truth = true_rank[standing.application]
            inside.append(standing.rank_low <= truth <= standing.rank_high)
            chances.append(standing.chance)
            happened.append(truth <= 8)
    chances, happened = np.array(chances), np.array(happened)
    bins = np.minimum((chances * 5).astype(int), 4)
    gaps = [chances[bins == b].mean() - happened[bins == b].mean() for b in range(5)]
    assert 0.90 <= np.mean(inside) <= 0.97
    assert np.abs(gaps).max() < 0.05


# What can be compared


def apart():
    """Two sub-panels of two judges with three applications each."""
    return [Score(a, j, 3 + (5 * a + 2 * j) % 5) for a in range(3) for j in (0, 1)] + [
        Score(a, j, 4 + (3 * a + j) % 5) for a in (3, 4, 5) for j in (2, 3)
    ]


def test_sub_panels_without_a_shared_judge_are_a_red_flag():
    ranking = rank(apart(), places=3)
    assert not ranking.comparable
    assert [(part.applications, part.judges) for part in ranking.components] == [
        ((0, 1, 2), (0, 1)),
        ((3, 4, 5), (2, 3)),
    ]
    assert {s.application: s.component for s in ranking.standings} == dict(
        enumerate((0, 0, 0, 1, 1, 1))
    )
    assert [habit.component for habit in ranking.habits] == [0, 0, 1, 1]


def test_one_shared_reading_joins_sub_panels():
    joined = [*apart(), Score(0, 2, 5)]
    assert len(components(joined)) == 1
    assert rank(joined, places=3).comparable


def test_nothing_is_adjusted_across_sub_panels():
    scores = apart()
    moved = [replace(s, value=s.value + 3 * (s.judge >= 2)) for s in scores]
    before, after = adjusted(rank(scores, places=3)), adjusted(rank(moved, places=3))
    change = [after[key] - before[key] for key in range(6)]
    assert change == pytest.approx([0, 0, 0, 3, 3, 3], abs=0.1)


def test_judge_and_application_with_the_same_id_are_not_one():
    assert len(components([Score(1, 2, 5), Score(2, 3, 5)])) == 2


def test_largest_component_comes_first():
    scores = [Score("a", "x", 5), Score("b", "y", 5), Score("c", "y", 5)]
    assert [part.applications for part in components(scores)] == [("b", "c"), ("a",)]


# One judge less


def test_leave_one_judge_out_names_who_would_enter_and_leave():
    calm = {"a": 9, "b": 5, "c": 4.5, "d": 1}
    scores = [Score(a, j, v) for a, v in calm.items() for j in ("x", "y")]
    scores += [Score(a, "fan", 10 if a == "c" else v) for a, v in calm.items()]
    assert leave_one_judge_out(scores, places=2) == (
        WithoutJudge("fan", enters=("b",), leaves=("c",), unmarked=()),
        WithoutJudge("x", enters=(), leaves=(), unmarked=()),
        WithoutJudge("y", enters=(), leaves=(), unmarked=()),
    )


def test_leave_one_judge_out_names_applications_nobody_else_scored():
    without_x, without_y = leave_one_judge_out([Score("a", "x", 9), Score("b", "y", 2)], places=1)
    assert without_x == WithoutJudge("x", enters=("b",), leaves=("a",), unmarked=("a",))
    assert without_y == WithoutJudge("y", enters=(), leaves=(), unmarked=("b",))
    assert (without_x.changes, without_y.changes) == (True, False)


def test_leaving_the_only_judge_out_leaves_nobody():
    assert leave_one_judge_out([Score("a", "x", 9)], places=1) == (
        WithoutJudge("x", enters=(), leaves=("a",), unmarked=("a",)),
    )


def test_a_judge_whose_mark_alone_keeps_one_below_a_pass_mark_tips_the_list():
    scores = [Score(a, j, v) for a, v in (("a", 9), ("b", 5)) for j in ("x", "y", "z")]
    given = [("a", j, "need", mark) for j, mark in (("x", 2), ("y", 2), ("z", 4))]
    calm = WithoutJudge("z", enters=(), leaves=(), unmarked=())
    without = leave_one_judge_out(scores, places=1, bar=Bar(PassMarks({"need": 3}), given))
    swap = {"enters": ("a",), "leaves": ("b",), "unmarked": ()}
    assert without == (WithoutJudge("x", **swap), WithoutJudge("y", **swap), calm)


# The algebra, and that it can be repeated


def test_fit_equals_the_textbook_formulas_without_elimination():
    scores, _ = panel(7, 3, 2, seed=5)
    own = Panel.of(scores)
    posterior = fit(own)
    z = np.eye(7)[own.application]
    w = np.eye(3)[own.judge]
    ones = np.ones((len(scores), 1))
    log_weights, qualities = [], []
    for a in QUALITY_RATIOS:
        for b in LENIENCY_RATIOS:
            inverse = np.linalg.inv(np.eye(len(scores)) + a**2 * z @ z.T + b**2 * w @ w.T)
            information = ones.T @ inverse @ ones
            level = np.linalg.solve(information, ones.T @ inverse @ own.score)
            rest = own.score - ones @ level
            qualities.append(level + a**2 * z.T @ inverse @ rest)
            log_weights.append(
                np.log(a / (1 + a**2) * b / (1 + b**2))
                + np.linalg.slogdet(inverse)[1] / 2
                - np.linalg.slogdet(information)[1] / 2
                - len(scores) / 2 * np.log(0.25 + rest @ inverse @ rest)
            )
    weights = np.exp(np.array(log_weights) - max(log_weights))
    weights /= weights.sum()
    assert posterior.weights == pytest.approx(weights)
    assert posterior.quality == pytest.approx(own.centre + own.unit * (weights @ qualities))


def test_draws_have_the_posterior_mean():
    own = Panel.of(panel(9, 3, 2, seed=6)[0])
    posterior = fit(own)
    worlds = own.centre + own.unit * posterior.draw(20_000, seed=1)
    error = worlds.std(axis=0) / np.sqrt(len(worlds))
    assert np.abs((worlds.mean(axis=0) - posterior.quality) / error).max() < 4


GOLDEN = """
from applications.judging.method import Score, rank
scores = [Score(f"a{a}", f"j{j}", (7 * a + 3 * j + a * j) % 10 + 1)
          for a in range(9) for j in range(4) if (a + j) % 4]
ranking = rank(scores, places=3, seed=2021)
print(*ranking.standings, *ranking.habits, sep="\\n")
"""


def test_same_seed_gives_the_same_digits_on_any_machine():
    outputs = set()
    for hash_seed, core, threads in (("1", "Nehalem", "1"), ("2", "Haswell", "2")):
        environment = os.environ | {
            "PYTHONPATH": str(ROOT),
            "PYTHONHASHSEED": hash_seed,
            "OPENBLAS_CORETYPE": core,
            "OPENBLAS_NUM_THREADS": threads,
        }
        outputs.add(subprocess.check_output([sys.executable, "-c", GOLDEN], env=environment))
    assert len(outputs) == 1


def test_another_seed_changes_only_the_simulated_figures():
    scores, _ = panel()
    one, other = rank(scores, places=4, seed=1), rank(scores, places=4, seed=2)
    assert adjusted(one) == adjusted(other)
    assert shape(one) != shape(other)


@pytest.mark.parametrize(
    ("scores", "message"),
    [
        ([], "no scores"),
        ([Score("a", "x", 1), Score("a", "x", 2)], "two scores"),
        ([Score("a", "x", float("nan"))], "finite"),
    ],
)
def test_scores_that_make_no_sense_are_refused(scores, message):
    with pytest.raises(ValueError, match=message):
        rank(scores, places=1)


@pytest.mark.parametrize(("places", "draws"), [(-1, 2000), (1, 0)])
def test_places_and_draws_must_make_sense(places, draws):
    with pytest.raises(ValueError, match="cannot be below"):
        rank([Score("a", "x", 1)], places=places, draws=draws)
