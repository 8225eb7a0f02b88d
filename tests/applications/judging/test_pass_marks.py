"""Pass marks: who is below one is not funded by the walk, and only with a reason by the panel."""

from statistics import median

import pytest
from django.db import DatabaseError, transaction
from django.http import QueryDict
from django.urls import reverse
from hypothesis import given as example
from hypothesis import settings
from hypothesis import strategies as st

from applications.judging import actions
from applications.judging.actions.rubrics import Line, new_version, save_rubric
from applications.judging.method import (
    WHOLE,
    Bar,
    Candidate,
    PassMarks,
    Why,
    walk,
)
from applications.judging.models import Criterion, Decision, Entry, Mark, Round, Rubric
from applications.judging.order import Ranked, passed_over
from applications.judging.refusals import JudgingRefused
from applications.judging.walk_page import page as walk_page
from tests.factories.judging import (
    RubricFactory,
    close,
    officer_of,
    panel_with,
    score_all,
    submit,
    verdict,
)

GROUPS = ("city 1", "city 2")


@st.composite
def candidates(draw) -> list[Candidate]:
    """Up to eight in two cities, some of them below a pass mark."""
    missed = st.sampled_from([(), (), (1,), (1, WHOLE)])
    groups = st.sampled_from(GROUPS).map(lambda group: frozenset({group}))
    one = st.tuples(st.integers(1, 12), groups, missed)
    return [Candidate(key, *each) for key, each in enumerate(draw(st.lists(one, max_size=8)))]


PROMISED = st.fixed_dictionaries({group: st.integers(0, 3) for group in GROUPS})


@settings(max_examples=200, deadline=None)
@example(candidates(), st.integers(0, 40), st.integers(0, 8), PROMISED)
def test_the_walk_is_the_one_of_those_who_pass_and_funds_nobody_else(every, pot, places, minima):
    walked = walk(every, pot=pot, places=places, minima=minima)
    alone = walk([each for each in every if not each.below], pot=pot, places=places, minima=minima)
    steps = dict(zip([each.key for each in every], walked.steps, strict=True))
    assert tuple(step for step in walked.steps if not step.below) == alone.steps
    assert (walked.kept, walked.cut, walked.left) == (alone.kept, alone.cut, alone.left)
    for each in every:
        assert steps[each.key].below == each.below
        assert (steps[each.key].why == Why.BELOW) == bool(each.below)


MARKS = st.dictionaries(
    st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1, 2)),
    st.one_of(st.none(), st.integers(0, 5)),
)
"""By application, judge and criterion."""
LEAST = st.dictionaries(st.integers(1, 2), st.integers(0, 5))


@settings(max_examples=200, deadline=None)
@example(MARKS, LEAST, st.one_of(st.none(), st.integers(0, 5)), st.dictionaries(
    st.integers(1, 3), st.floats(0, 5, allow_nan=False).map(lambda value: round(value, 2))
))  # fmt: skip
def test_below_is_who_has_a_middle_mark_or_a_score_under_what_is_needed(
    marks, criteria, whole, scores
):
    given = [(one, judge, criterion, mark) for (one, judge, criterion), mark in marks.items()]
    found = Bar(PassMarks(criteria, whole), given).below(scores)
    for application in (1, 2, 3):
        expected = set()
        for criterion, least in criteria.items():
            given = [
                mark
                for (one, _judge, line), mark in marks.items()
                if (one, line) == (application, criterion) and mark is not None
            ]
            if given and median(given) < least:
                expected.add(criterion)
        if whole is not None and application in scores and scores[application] < whole:
            expected.add(WHOLE)
        assert set(found.get(application, ())) == expected


def test_the_last_bit_of_a_score_fails_nobody():
    assert Bar(PassMarks({}, 3.5)).below({"a": 3.5 - 1e-12}) == {}


@pytest.mark.parametrize(
    ("marks", "just"),
    [
        ((3, 3, 3), False),
        ((2, 3, 4), True),
        ((3, 3, 5), True),
        ((3, 4), True),
        ((2, 4), False),
        ((3,), True),
        ((2,), False),
    ],
)
def test_only_just_below_is_one_point_of_one_judge_away(marks, just):
    given = [("a", judge, "need", mark) for judge, mark in enumerate(marks)]
    bar = Bar(PassMarks({"need": 4}, 3.5), given)
    below = bar.below({"a": 3.6})
    assert below == ({} if sum(marks) == 12 else {"a": ("need",)})
    assert (bar.only_just(below) == {"a"}) is just
    assert bar.only_just(bar.below({"a": 3.4})) == set()


OUTCOMES = st.sampled_from(["award", "reserve", "defer", "not_funded"])


@settings(max_examples=100, deadline=None)
@example(st.lists(st.tuples(st.integers(1, 4), OUTCOMES, st.booleans()), max_size=8))
def test_nobody_passes_over_who_is_below_and_the_others_as_ever(given):
    ranked = [Ranked(key, rank, outcome) for key, (rank, outcome, _low) in enumerate(given)]
    low = {key for key, each in enumerate(given) if each[2]}
    assert passed_over(ranked, too_low=low) == passed_over(ranked) - low


def scored(*, pass_mark: int | None = None, whole: float | None = None, **values):
    """Three projects marked 5, 4 and 3 in every point, locked; the first point has `pass_mark`."""
    judging_round, chair, members, entries = panel_with(rubric__pass_mark=whole, places=3, **values)
    judging_round.rubric.criteria.filter(position=1).update(pass_mark=pass_mark)
    score_all(judging_round, chair, members, entries)
    return judging_round, chair.user, members, entries


def outcomes(judging_round) -> list[str]:
    drafts = judging_round.draft_decisions.order_by("application_id")
    return list(drafts.values_list("outcome", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("needed", "order", "says"),
    [
        ({"pass_mark": 4}, "adjusted", "Below the pass mark: Need"),
        ({"whole": 3.5}, "adjusted", "Below the pass mark: the adjusted mean"),
        ({"whole": 3.5}, "plain", "Below the pass mark: the plain mean"),
        ({"pass_mark": 4, "whole": 3.5}, "plain", "Below the pass mark: Need, the plain mean"),
    ],
)
def test_the_walk_says_who_is_below_and_drafts_no_grant(needed, order, says):
    judging_round, chair, _members, _entries = scored(**needed, order=order)
    rows = walk_page(judging_round, QueryDict())["rows"]
    assert [row["why"] for row in rows] == ["Gets a grant", "Gets a grant", says]
    actions.draft_along_order(judging_round=judging_round, reason="Our order.", by=chair)
    assert outcomes(judging_round) == ["award", "award", "not_funded"]


@pytest.mark.django_db
def test_a_point_that_does_not_apply_fails_nobody():
    judging_round, chair, members, entries = panel_with(pitches=1, places=1)
    judging_round.rubric.criteria.filter(position=2).update(pass_mark=5)
    for member in members:
        submit(entries[0], member.user, 4, "na")
    actions.lock_scores(judging_round=judging_round, by=chair.user)
    judging_round.refresh_from_db()
    assert [row["why"] for row in walk_page(judging_round, QueryDict())["rows"]] == ["Gets a grant"]


@pytest.mark.django_db
def test_the_panel_lifts_a_project_over_a_pass_mark_only_with_a_reason():
    judging_round, chair, _members, entries = scored(pass_mark=4)
    for entry in entries:
        actions.draft_decision(entry=entry, verdict=verdict("award"), by=chair)
    with pytest.raises(JudgingRefused, match="below a pass mark"):
        actions.propose_closing(judging_round=judging_round, by=chair)
    said = verdict("award", against_order=True, reason="The only kitchen of its street.")
    actions.draft_decision(entry=entries[2], verdict=said, by=chair)
    close(judging_round, chair)
    assert Decision.objects.filter(outcome="award").count() == 3


@pytest.mark.django_db
def test_who_was_put_off_below_a_pass_mark_gets_a_grant_only_with_a_reason():
    judging_round, chair, _members, entries = scored(pass_mark=4)
    for entry, outcome in zip(entries, ("award", "award", "defer"), strict=True):
        actions.draft_decision(entry=entry, verdict=verdict(outcome), by=chair)
    close(judging_round, chair)
    waits = Decision.objects.get(outcome="defer")
    with pytest.raises(JudgingRefused, match="below a pass mark"):
        actions.decide_from_reserve(decision=waits, verdict=verdict("award"), by=chair)
    said = verdict("award", against_order=True)
    actions.decide_from_reserve(decision=waits, verdict=said, by=chair)


@pytest.mark.django_db
def test_the_ranking_and_the_pages_of_deciding_show_who_is_below(sign_in):
    judging_round, chair, _members, entries = scored(pass_mark=4)
    actions.draft_along_order(judging_round=judging_round, reason="Our order.", by=chair)
    client = sign_in(chair)
    for name in ("ranking", "close"):
        shown = client.get(reverse(f"judging:{name}", args=[judging_round.public_id]))
        assert [row["below"] for row in shown.context["rows"]] == [False, False, True]
    for entry, below in zip(entries, (False, False, True), strict=True):
        keys = [judging_round.public_id, entry.application.public_id]
        assert client.get(reverse("judging:decide", args=keys)).context["below"] == below


@pytest.mark.django_db
def test_the_scorecard_says_what_is_needed(sign_in):
    judging_round, _chair, members, entries = panel_with(pitches=1, rubric__pass_mark=3.5)
    judging_round.rubric.criteria.filter(position=1).update(pass_mark=4)
    keys = [judging_round.public_id, Entry.objects.get(pk=entries[0].pk).application.public_id]
    shown = sign_in(members[0].user).get(reverse("judging:score", args=keys))
    hints = [
        field.help_text for name, field in shown.context["form"].fields.items() if name[0] == "c"
    ]
    assert hints[:2] == ["Needed: at least 4", ""]
    assert "Needed for all points together: at least 3.5" in shown.content.decode()


@pytest.mark.django_db
def test_postgresql_keeps_pass_marks_on_the_scale():
    rubric = RubricFactory()
    with pytest.raises(DatabaseError, match="off the scale"), transaction.atomic():
        rubric.criteria.update(pass_mark=6)
    with pytest.raises(DatabaseError, match="pass_mark_is_on_the_scale"), transaction.atomic():
        Rubric.objects.update(pass_mark=5.5)
    rubric.criteria.update(pass_mark=5)
    with pytest.raises(DatabaseError, match="off the scale"), transaction.atomic():
        Rubric.objects.update(scale_max=4)


@pytest.mark.django_db
def test_a_pass_mark_is_frozen_with_its_rubric():
    scored()
    for change in (
        lambda: Rubric.objects.update(pass_mark=3),
        lambda: Criterion.objects.update(pass_mark=3),
    ):
        with pytest.raises(DatabaseError, match="the rubric is frozen"), transaction.atomic():
            change()
    assert Mark.objects.exists()


@pytest.mark.django_db
def test_a_new_version_keeps_the_pass_marks_and_one_off_the_scale_is_refused():
    judging_round, _chair, _members, _entries = scored(pass_mark=4, whole=3.5)
    officer = officer_of(judging_round)
    newer = new_version(rubric=judging_round.rubric, by=officer)
    newer.refresh_from_db()
    assert newer.pass_mark == judging_round.rubric.pass_mark
    assert list(newer.criteria.values_list("pass_mark", flat=True)) == [4, None]
    with pytest.raises(JudgingRefused, match="not on the scale: 6"):
        save_rubric(rubric=newer, lines=[Line("Need", pass_mark=6)], by=officer)
    newer.pass_mark = 7
    with pytest.raises(JudgingRefused, match="not on the scale: 7"):
        save_rubric(rubric=newer, lines=[Line("Need")], by=officer)


@pytest.mark.django_db
def test_an_officer_writes_a_scale_and_its_pass_marks_at_once(sign_in):
    rubric = RubricFactory(pass_mark=3)
    rubric.criteria.update(pass_mark=4)
    officer = sign_in(officer_of(Round(call=rubric.call)))
    page = reverse("judging_admin:rubric", args=[rubric.pk])
    sent = {
        "call": rubric.call_id, "scale_min": 1, "scale_max": 10, "pass_mark": "6.5",
        "form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-name": "Need",
        "form-0-weight": 1, "form-0-pass_mark": 7,
    }  # fmt: skip
    assert officer.post(page, sent | {"pass_mark": "10.5"}).context["form"].errors.keys() == {
        "pass_mark"
    }
    officer.post(page, sent)
    rubric.refresh_from_db()
    line = rubric.criteria.get()
    assert (str(rubric.pass_mark), rubric.scale_max, line.pass_mark) == ("6.5", 10, 7)


@pytest.mark.django_db
def test_the_agenda_shows_who_is_below_and_where_one_point_would_do(sign_in):
    judging_round, chair, members, entries = panel_with(pitches=4, judges=3, places=3)
    judging_round.rubric.criteria.filter(position=1).update(pass_mark=3)
    for entry, needs in zip(entries, ((5, 5, 5), (4, 2, 2), (1, 1, 1), (4, 4, 4)), strict=True):
        for member, need in zip(members, needs, strict=True):
            submit(entry, member.user, need, 4)
    actions.lock_scores(judging_round=judging_round, by=chair.user)
    shown = sign_in(chair.user).get(
        reverse("judging:meeting", args=[judging_round.public_id]), {"part": "low"}
    )
    counts = {part["key"]: part["count"] for part in shown.context["parts"]}
    assert (sum(counts.values()), counts["just"], counts["low"]) == (len(entries), 1, 1)
    [low] = shown.context["items"]
    assert (low["application"].pk, low["below"]) == (
        entries[2].application_id,
        "Below the pass mark: Need",
    )


@pytest.mark.django_db
def test_the_judges_page_says_whose_marks_keep_one_below_a_pass_mark(sign_in):
    judging_round, chair, members, entries = panel_with(pitches=2, judges=3, places=1)
    judging_round.rubric.criteria.filter(position=1).update(pass_mark=3)
    for member, need in zip(members, (2, 2, 4), strict=True):
        submit(entries[0], member.user, need, 5)
        submit(entries[1], member.user, 3, 1)
    actions.lock_scores(judging_round=judging_round, by=chair.user)
    shown = sign_in(chair.user).get(reverse("judging:judges", args=[judging_round.public_id]))
    tips = [bool(each["enters"]) for each in shown.context["without"]]
    assert sorted(tips) == [False, True, True]
