"""Whatever a judge and a chair press, in any order: what may happen happens, and no more."""

from hypothesis import given as example
from hypothesis import settings, strategies
from hypothesis.extra.django import TestCase

from applications.journey.workflow import MoveRefused
from applications.judging import actions
from applications.judging.actions import Given
from applications.judging.models import Scorecard
from tests.factories.judging import RoundFactory, given, pitch, seat


class Model:
    """What should be there, in the simplest words."""

    def __init__(self) -> None:
        self.mark = self.before = self.second = None
        self.begun = self.submitted = self.talked = self.locked = False

    def save(self, mark: int) -> bool:
        if self.locked or (self.submitted and mark != self.mark):
            return False
        if mark != self.mark:
            self.before, self.mark = self.mark, mark
        self.begun = True
        return True

    def submit(self, mark: int) -> bool:
        may = self.save(mark)
        self.submitted = self.submitted or may
        return may

    def undo(self, _mark: int) -> bool:
        if self.locked or self.submitted or not self.begun:
            return False
        self.mark, self.before = self.before, self.mark
        return True

    def reopen(self, _mark: int) -> bool:
        if self.locked or self.talked or not self.submitted:
            return False
        self.submitted = False
        return True

    def talk(self, _mark: int) -> bool:
        if self.locked or self.talked:
            return False
        self.talked = True
        return True

    def again(self, mark: int) -> bool:
        if self.locked or not self.talked or not self.submitted:
            return False
        self.second = mark
        return True

    def lock(self, _mark: int) -> bool:
        if self.locked or not self.submitted:
            return False
        self.locked = True
        return True


class House:
    """The same verbs, as the room has them."""

    def __init__(self) -> None:
        self.round = RoundFactory(quorum=1, second="ranks")
        self.chair, self.judge = seat(self.round, chairs=True), seat(self.round)
        self.key = pitch(self.round).pk

    @property
    def entry(self):
        """Read anew, as every request does."""
        from applications.judging.models import Entry

        return Entry.objects.select_related("round__rubric", "application").get(pk=self.key)

    @property
    def card(self) -> Scorecard | None:
        return Scorecard.objects.select_related("second").filter(judge=self.judge.user).first()

    def save(self, mark: int, *, submit: bool = False) -> None:
        card, entry = self.card, self.entry
        actions.save_scorecard(
            entry=entry, given=given(self.round, mark, mark), by=self.judge.user,
            seen=card.version if card else 0, submit=submit,
        )  # fmt: skip

    def submit(self, mark: int) -> None:
        self.save(mark, submit=True)

    def undo(self, _mark: int) -> None:
        actions.undo_change(entry=self.entry, by=self.judge.user)

    def reopen(self, _mark: int) -> None:
        actions.reopen_scorecard(entry=self.entry, by=self.judge.user)

    def talk(self, _mark: int) -> None:
        actions.open_second_marks(judging_round=self.entry.round, by=self.chair.user)

    def again(self, mark: int) -> None:
        second = getattr(self.card, "second", None)
        actions.give_second_marks(
            entry=self.entry, marks=given(self.round, mark, mark).marks, reason="The talk.",
            by=self.judge.user, seen=second.version if second else 0,
        )  # fmt: skip

    def lock(self, _mark: int) -> None:
        actions.lock_scores(judging_round=self.entry.round, by=self.chair.user)

    def seen(self) -> tuple:
        card, judging_round = self.card, self.entry.round
        marks = set(Given.of(card).marks.values()) if card else set()
        second = getattr(card, "second", None)
        return (
            marks.pop() if marks else None,
            bool(card and card.submitted_at),
            next(iter(second.marks.values())) if second else None,
            judging_round.discussed_at is not None,
            judging_round.locked_at is not None,
        )


VERBS = ("save", "submit", "undo", "reopen", "talk", "again", "lock")
PRESSES = strategies.lists(
    strategies.tuples(strategies.sampled_from(VERBS), strategies.integers(0, 5)), max_size=10
)


class AnyOrder(TestCase):
    @settings(max_examples=20, deadline=None)
    @example(presses=PRESSES)
    def test_what_may_happen_happens_and_nothing_else_changes(self, presses):
        house, model = House(), Model()
        for verb, mark in presses:
            should = getattr(model, verb)(mark)
            try:
                getattr(house, verb)(mark)
                did = True
            except MoveRefused:
                did = False
            assert did == should, (verb, presses)
            aim = (model.mark, model.submitted, model.second, model.talked, model.locked)
            assert house.seen() == aim, (verb, presses)
