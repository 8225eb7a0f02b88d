"""Every mark of a round, and whether it counts."""

from collections.abc import Iterator
from itertools import chain

from ..models import Round, Scorecard
from ..ranking import Sheet
from .names import Names
from .pieces import CHUNK, as_csv


def marks(judging_round: Round, sheets: list[Sheet], names: Names) -> Iterator[bytes]:
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
