"""What is in a decision pack. The public copy has no names, words or references, and no group of
applications smaller than five."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import cache
from itertools import chain

import numpy

from applications.journey.models import Application

from ..fingerprint import confirmed_text
from ..method import (
    Candidate,
    Key,
    PassMarks,
    below_pass_marks,
    leave_one_judge_out,
    lot,
    rank,
    walk,
    without_ties,
)
from ..method import Score as MethodScore
from ..method.ties import means_of
from ..models import (
    Conflict,
    Criterion,
    Decision,
    Entry,
    Meeting,
    Round,
    Scorecard,
    Shortlisting,
)
from ..ranking import Sheet, pass_marks_of, sheets_of, weights_of
from ..walking import Terms, groups_of, terms_of
from .pieces import as_csv, as_json, in_pieces
from .script import script
from .zipped import File

SMALL = 5
"""Fewer than this many are not told apart in the public copy."""

CHUNK = 200
"""Rows read at once."""

Named = Callable[[int], str]


@dataclass(frozen=True)
class Names:
    """How applications and judges are called in a pack."""

    application: Named
    judge: Named
    public: bool


def files_of(judging_round: Round, *, public: bool = False) -> Iterator[File]:
    """Every file of the pack of a decided round, in a constant number of queries."""
    sheets = sorted(sheets_of(judging_round), key=lambda each: (each.application, each.judge))
    applications = _applications_of(judging_round)
    names = _names(sheets, set(applications), public=public)
    criteria = list(judging_round.rubric.criteria.all())
    yield "README.txt", [_readme(judging_round, public).encode()]
    yield "recompute.py", [script()]
    yield "round.json", as_json(_round(judging_round, criteria, public=public))
    yield "marks.csv", _marks(judging_round, sheets, names)
    scores = _scores(judging_round, sheets, names)
    yield "ranking.json", as_json(_ranking(judging_round, scores))
    terms = terms_of(judging_round, applications)
    walked = _walk(judging_round, sheets, scores, applications, terms, names)
    if walked is not None:
        yield "walk.json", as_json(walked)
    yield "decisions.csv", _decisions(judging_round, names)
    if not public:
        yield "exclusions.csv", _exclusions(judging_round)
        yield "comments.csv", _comments(judging_round)
        yield "applications.csv", _applications(judging_round)
        yield "minutes.txt", [_minutes(judging_round).encode()]
        yield "confirmed.json", in_pieces(confirmed_text(judging_round))


def _names(sheets: list[Sheet], applications: set[int], *, public: bool) -> Names:
    if not public:
        same = cache(str)
        return Names(same, same, public=False)
    judges = {
        key: f"J{number:02}" for number, key in enumerate(sorted({s.judge for s in sheets}), 1)
    }
    known = {key: f"A{number:04}" for number, key in enumerate(sorted(applications), 1)}
    return Names(known.__getitem__, judges.__getitem__, public=True)


def _applications_of(judging_round: Round) -> dict[int, Application]:
    """As `applications_of`, with no more of each than the walk asks for."""
    entries = Entry.objects.still_in().filter(round=judging_round).select_related("application")
    lean = entries.only(
        "application__reference", "application__city", "application__strand",
        "application__requested_minor",
    )  # fmt: skip
    return {each.application_id: each.application for each in lean.iterator(CHUNK)}


def _round(judging_round: Round, criteria: list[Criterion], *, public: bool) -> dict:
    call = judging_round.call
    facts = {
        "name": judging_round.name,
        "call": call.code,
        "kind": judging_round.kind,
        "order": judging_round.order,
        "places": judging_round.places,
        "seed": judging_round.seed,
        "quorum": judging_round.quorum,
        "second_marks": judging_round.second,
        "rubric": {
            "version": judging_round.rubric.version,
            "lowest": judging_round.rubric.scale_min,
            "highest": judging_round.rubric.scale_max,
            "pass_mark": _plain_number(judging_round.rubric.pass_mark),
        },
        "criteria": [
            {
                "key": str(each.pk),
                "name": each.name,
                "weight": each.weight,
                "points": each.points,
                "may_not_apply": each.allows_not_applicable,
                "pass_mark": each.pass_mark,
            }
            for each in criteria
        ],
        "currency": call.currency,
        "locked_at": judging_round.locked_at,
        "closed_at": judging_round.closed_at,
        "numpy": numpy.__version__,
    }
    people = {
        "decided_by": judging_round.decided_by,
        "meeting_quorum": judging_round.meeting_quorum,
        "proposed_by": judging_round.proposed_by_id,
        "proposed_at": judging_round.proposed_at,
        "confirmed_by": judging_round.closed_by_id,
        "seal": judging_round.proposed_hash,
        "judges": {
            str(each.user_id): each.user.get_full_name()
            for each in judging_round.members.select_related("user__person")
        },
    }
    whole = facts if public else facts | people
    return {key: getattr(value, "isoformat", lambda v=value: v)() for key, value in whole.items()}


def _plain_number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _marks(judging_round: Round, sheets: list[Sheet], names: Names) -> Iterator[bytes]:
    """Every mark that counts; in the full pack also those that do not, and the first of those
    that were given again."""
    rows: Iterator[tuple] = (
        (names.application(sheet.application), names.judge(sheet.judge), str(key),
         "" if mark is None else mark, "yes", "")
        for sheet in sheets
        for key, mark in sheet.marks.items()
    )  # fmt: skip
    if not names.public:
        counted = {(each.application, each.judge) for each in sheets}
        rows = chain(rows, _uncounted(judging_round, counted))
    yield from as_csv(["application", "judge", "criterion", "mark", "counts", "why"], rows)


def _uncounted(judging_round: Round, counted: set[tuple[int, int]]) -> Iterator[tuple]:
    cards = (
        Scorecard.objects.filter(round=judging_round)
        .select_related("second", "application")
        .only("application__state", "judge", "round", "submitted_at", "second")
        .prefetch_related("marks")
        .order_by("application_id", "judge_id")
    )
    again = judging_round.second == Round.Second.RANKS
    for card in cards.iterator(CHUNK):
        pair, second = (card.application_id, card.judge_id), getattr(card, "second", None)
        where = (str(card.application_id), str(card.judge_id))
        if pair not in counted or (again and second):
            why = "given before the panel talked" if pair in counted else _why_out(card)
            for mark in card.marks.all():
                value = "" if mark.value is None else mark.value
                yield (*where, str(mark.criterion_id), value, "no", why)
        if second and not again:
            for key, value in second.marks.items():
                value = "" if value is None else value
                yield (*where, key, value, "no", f"given after the panel talked: {second.reason}")


def _why_out(card: Scorecard) -> str:
    if card.submitted_at is None:
        return "not submitted"
    return "withdrawn" if card.application.state == "withdrawn" else "conflict of interest"


def _scores(judging_round: Round, sheets: list[Sheet], names: Names) -> list[MethodScore]:
    weights = weights_of(judging_round)
    return [
        MethodScore(names.application(each.application), names.judge(each.judge), value)
        for each in sheets
        if (value := each.score(weights)) is not None
    ]


def _ranking(judging_round: Round, scores: list[MethodScore]) -> dict:
    plain = judging_round.order == Round.Order.PLAIN
    made = rank(scores, places=judging_round.places, seed=judging_round.seed, plain=plain)
    tip = leave_one_judge_out(scores, places=judging_round.places, plain=plain)
    return {
        "standings": [asdict(each) for each in made.standings],
        "judges": [asdict(each) for each in made.habits],
        "groups_that_cannot_be_compared": len(made.components),
        "judges_who_tip_the_list": [str(each.judge) for each in tip if each.changes],
    }


def _walk(
    judging_round: Round, sheets: list[Sheet], scores: list[MethodScore], applications: dict,
    terms: Terms, names: Names,
) -> dict | None:  # fmt: skip
    """The walk as the script makes it again; None where a promise names a group too small to be
    public."""
    sizes = Counter(group for each in applications.values() for group in groups_of(each))
    hidden = {group for group, size in sizes.items() if size < SMALL} if names.public else set()
    if hidden & terms.minima.keys() or not scores:
        return None
    plain = judging_round.order == Round.Order.PLAIN
    made = rank(scores, places=judging_round.places, seed=judging_round.seed, plain=plain)
    given = [
        (names.application(sheet.application), str(criterion), mark)
        for sheet in sheets
        for criterion, mark in sheet.marks.items()
    ]
    means = means_of(given)
    needed = pass_marks_of(judging_round)
    below = below_pass_marks(
        PassMarks({str(key): mark for key, mark in needed.criteria.items()}, needed.whole),
        given,
        {each.application: each.mean if plain else each.adjusted for each in made.standings},
    )
    lots = _lots(judging_round, applications, names)
    ranks: dict[Key, int] = {each.application: each.rank for each in made.standings}
    criteria = [str(key) for key in weights_of(judging_round)]
    places = without_ties(ranks, means, criteria, lots)
    by_name = {names.application(key): key for key in applications}
    candidates = [
        Candidate(
            each.application,
            terms.amounts[by_name[str(each.application)]],
            groups_of(applications[by_name[str(each.application)]]) - hidden,
            below.get(each.application, ()),
        )
        for each in places
    ]
    walked = walk(candidates, pot=terms.pot, places=terms.places, minima=terms.minima)
    return {
        "pot_minor": terms.pot,
        "minima": dict(terms.minima),
        "promises_that_could_not_be_kept": dict(walked.cut),
        "candidates": [
            {
                "application": each.key,
                "amount_minor": each.amount,
                "groups": sorted(each.groups & terms.minima.keys()),
                "lot": lots[each.key],
            }
            for each in candidates
        ],
        "steps": [
            {
                "application": step.key, "why": step.why, "left_minor": step.left,
                "promises": list(step.minimum), "below": list(step.below),
                "parted_by": str(place.tie),
            }
            for step, place in zip(walked.steps, places, strict=True)
        ],
    }  # fmt: skip


def _lots(judging_round: Round, applications: dict, names: Names) -> dict[Key, str]:
    """Each application's lot; in the public copy its place among the lots, as a lot is made of the
    reference."""
    drawn = {key: lot(judging_round.seed, each.reference) for key, each in applications.items()}
    if not names.public:
        return {names.application(key): each for key, each in drawn.items()}
    order = sorted(drawn, key=lambda key: drawn[key])
    return {names.application(key): f"{number:05}" for number, key in enumerate(order)}


def _decisions(judging_round: Round, names: Names) -> Iterator[bytes]:
    decided: Iterator[Decision | Shortlisting] = chain(
        judging_round.decisions.order_by("rank", "pk").iterator(CHUNK),
        judging_round.shortlistings.order_by("rank", "pk").iterator(CHUNK),
    )
    rows = (_decided(each, names) for each in decided)
    heading = ["application", "rank", "outcome", "amount_minor", "reserve_order", "against_order"]
    words = [
        "reason", "condition", "condition_due", "condition_checker", "moved_by", "votes",
        "feedback", "decided_by", "decided_at",
    ]  # fmt: skip
    yield from as_csv(heading if names.public else heading + words, rows)


def _decided(each: Decision | Shortlisting, names: Names) -> list[object]:
    row: list[object] = [
        names.application(each.application_id), each.rank, each.outcome, each.amount_minor,
        each.reserve_order, "yes" if each.against_order else "no",
    ]  # fmt: skip
    if not names.public:
        row += [
            each.reason, each.condition, each.condition_due, each.condition_checker_id,
            each.moved_by_id, json.dumps(each.votes), each.feedback, each.decided_by_id,
            each.decided_at.isoformat(),
        ]  # fmt: skip
    return row


def _exclusions(judging_round: Round) -> Iterator[bytes]:
    out = Conflict.objects.filter(member__round=judging_round)
    rows = out.order_by("application_id", "member_id").values_list(
        "application_id", "member__user_id", "source", "reason", "declared_at"
    )
    yield from as_csv(["application", "judge", "source", "reason", "at"], rows.iterator(CHUNK))


def _comments(judging_round: Round) -> Iterator[bytes]:
    """What judges said to the panel; their own notes stay theirs."""
    cards = Scorecard.objects.filter(round=judging_round).exclude(comment="")
    rows = cards.order_by("application_id", "judge_id").values_list(
        "application_id", "judge_id", "comment", "version", "submitted_at"
    )
    heading = ["application", "judge", "comment", "version", "submitted_at"]
    yield from as_csv(heading, rows.iterator(CHUNK))


def _applications(judging_round: Round) -> Iterator[bytes]:
    entries = judging_round.entries.order_by("application_id").values_list(
        "application_id", "application__reference", "application__title", "application__city__name",
        "application__strand__name", "application__requested_minor",
        "application__question_set__version", "application__state", "entered_at",
    )  # fmt: skip
    heading = [
        "application", "reference", "title", "city", "strand", "asked_minor", "questions_version",
        "state", "entered_at",
    ]  # fmt: skip
    yield from as_csv(heading, entries.iterator(CHUNK))


def _minutes(judging_round: Round) -> str:
    meeting = Meeting.objects.filter(round=judging_round).first()
    if meeting is None:
        return "No minutes were kept.\n"
    here = meeting.present.select_related("user__person").order_by("pk")
    names = "\n".join(f"- {each.user.get_full_name()}" for each in here)
    return f"Present:\n{names}\n\n{meeting.minutes}\n"


def _readme(judging_round: Round, public: bool) -> str:
    hidden = (
        "\nThis is the public copy. It has no names, no words that anybody wrote, no references, "
        f"and no group of fewer than {SMALL}. Applications and judges have made-up keys, so their "
        "chances were drawn anew.\n"
    )
    return f"""{judging_round.name}, {judging_round.call.code}

How this round was decided, so that anybody can make it again:

    python recompute.py

needs Python 3.11 or newer and numpy. It says "same", or what differs.
{hidden if public else ""}
round.json      settings, rubric, seed
marks.csv       every mark; "counts" says whether it was ranked, "why" why not
ranking.json    the order, and how sure it is
walk.json       the walk down the order under the pot, each step with its reason
decisions.csv   what was decided
MANIFEST.sha256 the SHA-256 of every file
"""
