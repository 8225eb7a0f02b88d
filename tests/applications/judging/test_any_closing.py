"""Whatever a chair and two officers press, in any order and from screens of any age: a round is
decided once, by what was proposed and seen, and by two people."""

from hypothesis import given as example
from hypothesis import settings, strategies
from hypothesis.extra.django import TestCase

from applications.journey.workflow import MoveRefused
from applications.judging import actions
from applications.judging.models import Decision, DraftDecision, Round
from tests.factories.judging import officer_of, panel_with, verdict


class Model:
    """What should be there, in the simplest words. `seen` is the amount on each officer's screen,
    nothing while none was proposed."""

    def __init__(self) -> None:
        self.amount = 1
        self.proposed: int | None = None
        self.seen: dict[int, int | None] = {0: None, 1: None}
        self.closed_by: int | None = None

    def draft(self, amount: int) -> bool:
        if self.closed_by is not None:
            return False
        if amount != self.amount:
            self.amount, self.proposed = amount, None
        return True

    def propose(self, _amount: int) -> bool:
        if self.closed_by is not None:
            return False
        self.proposed = self.amount
        return True

    def withdraw(self, _amount: int) -> bool:
        if self.closed_by is not None or self.proposed is None:
            return False
        self.proposed = None
        return True

    def look(self, amount: int) -> bool:
        self.seen[amount % 2] = self.proposed
        return True

    def confirm(self, amount: int) -> bool:
        officer = amount % 2
        if self.closed_by is not None or self.proposed is None:
            return False
        if self.seen[officer] != self.proposed:
            return False
        self.closed_by = officer
        return True


class House:
    """The same verbs, as the room has them; every request reads the round anew."""

    def __init__(self) -> None:
        made, chair, _members, [self.entry] = panel_with(pitches=1, locked=True)
        self.key, self.chair = made.pk, chair.user
        self.officers = [officer_of(made), officer_of(made)]
        self.seen = {0: "", 1: ""}
        self.draft(1)

    @property
    def round(self) -> Round:
        return Round.objects.select_related("call", "rubric").get(pk=self.key)

    def draft(self, amount: int) -> None:
        before = DraftDecision.objects.filter(round=self.key).first()
        actions.draft_decision(
            entry=self.entry, verdict=verdict("award", amount_minor=100 * amount), by=self.chair,
            seen=before.version if before else 0,
        )  # fmt: skip

    def propose(self, _amount: int) -> None:
        actions.propose_closing(judging_round=self.round, by=self.chair)

    def withdraw(self, _amount: int) -> None:
        actions.withdraw_proposal(judging_round=self.round, by=self.chair)

    def look(self, amount: int) -> None:
        self.seen[amount % 2] = self.round.proposed_hash

    def confirm(self, amount: int) -> None:
        officer = amount % 2
        actions.confirm_closing(
            judging_round=self.round, seen=self.seen[officer], by=self.officers[officer]
        )

    def stands(self) -> tuple:
        judging_round = self.round
        [*decided] = Decision.objects.values_list("amount_minor", flat=True)
        closed_by = judging_round.closed_by
        return (
            [amount // 100 for amount in decided],
            self.officers.index(closed_by) if closed_by else None,
            bool(judging_round.proposed_at),
        )


VERBS = ("draft", "propose", "withdraw", "look", "confirm", "confirm")
PRESSES = strategies.lists(
    strategies.tuples(strategies.sampled_from(VERBS), strategies.integers(1, 4)), max_size=10
)
STRAIGHT = [("propose", 1), ("look", 1), ("confirm", 1), ("confirm", 2), ("draft", 2)]
STALE = [("propose", 1), ("look", 1), ("draft", 2), ("propose", 1), ("confirm", 1), ("look", 1)]


class AnyClosing(TestCase):
    @settings(max_examples=12, deadline=None)
    @example(presses=strategies.one_of(strategies.sampled_from([STRAIGHT, STALE]), PRESSES))
    def test_it_is_decided_once_by_what_was_proposed_and_seen(self, presses):
        house, model = House(), Model()
        for verb, amount in presses:
            should = getattr(model, verb)(amount)
            try:
                getattr(house, verb)(amount)
                did = True
            except MoveRefused:
                did = False
            assert did == should, (verb, presses)
            closed = model.closed_by is not None
            aim = ([model.amount] if closed else [], model.closed_by, model.proposed is not None)
            assert house.stands() == aim, (verb, presses)
