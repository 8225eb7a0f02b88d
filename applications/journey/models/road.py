"""The moves of an application: where each starts, what must be true and who may take it."""

from collections.abc import Collection
from datetime import datetime

from django_fsm import RETURN_VALUE, transition

from applications.journey.guards import Guard
from applications.journey.states import BEFORE_AGREED, State


class Road:
    """Every legal move. `workflow.advance` is their only caller."""

    state: str
    state_since: datetime
    submitted_at: datetime | None
    withdrawn_from: str
    guards_passed: Collection[Guard] = ()
    """Asked already, under the lock of this move; django-fsm asks again."""

    @transition(
        field="state",
        source=[State.DRAFT, State.CHANGES_REQUESTED],
        target=State.SUBMITTED,
        conditions=[
            Guard("journey.call_takes_it"),
            Guard("journey.questions_taken_over"),
            Guard("journey.eligibility_answered"),
            Guard("journey.others_confirmed"),
            Guard("journey.answers_complete"),
        ],
        permission="journey.submit",
    )
    def submit(self) -> None:
        self.submitted_at = self.submitted_at or self.state_since

    @transition(
        field="state",
        source=State.SUBMITTED,
        target=State.CHANGES_REQUESTED,
        conditions=[Guard("journey.change_request_open")],
        permission="journey.screen",
    )
    def request_changes(self) -> None: ...

    @transition(
        field="state",
        source=State.SUBMITTED,
        target=State.ELIGIBLE,
        conditions=[Guard("journey.checklist_ticked")],
        permission="journey.screen",
    )
    def find_eligible(self) -> None: ...

    @transition(
        field="state",
        source=State.SUBMITTED,
        target=State.INELIGIBLE,
        conditions=[Guard("journey.reason_and_way_on_given")],
        permission="journey.screen",
    )
    def find_ineligible(self) -> None: ...

    @transition(
        field="state",
        source=State.ELIGIBLE,
        target=State.IN_TRAINING,
        conditions=[Guard("training.place_accepted")],
        permission="journey.start_training",
    )
    def start_training(self) -> None: ...

    @transition(
        field="state",
        source=[State.IN_TRAINING, State.ELIGIBLE],
        target=State.READY_TO_PITCH,
        conditions=[Guard("training.training_done"), Guard("training.plan_is_in")],
        permission="journey.make_ready",
    )
    def become_ready(self) -> None: ...

    @transition(
        field="state",
        source=State.READY_TO_PITCH,
        target=State.SCHEDULED,
        conditions=[Guard("judging.has_slot")],
        permission="journey.schedule",
    )
    def schedule(self) -> None: ...

    @transition(
        field="state",
        source=[State.SCHEDULED, State.READY_TO_PITCH],
        target=State.JUDGED,
        conditions=[Guard("judging.pitched_if_asked"), Guard("judging.quorum_met_and_locked")],
        permission="journey.judge",
    )
    def judge(self) -> None: ...

    @transition(
        field="state",
        source=[State.JUDGED, State.RESERVE],
        target=State.AWARDED,
        conditions=[Guard("judging.decided_to_award"), Guard("awards.award_issued")],
        permission="journey.award",
    )
    def award(self) -> None: ...

    @transition(
        field="state",
        source=State.JUDGED,
        target=State.RESERVE,
        conditions=[Guard("judging.decided_to_reserve")],
        permission="journey.decide",
    )
    def hold_in_reserve(self) -> None: ...

    @transition(
        field="state",
        source=[State.JUDGED, State.RESERVE],
        target=State.NOT_FUNDED,
        conditions=[Guard("judging.decided_not_to_fund")],
        permission="journey.decide",
    )
    def turn_down(self) -> None: ...

    @transition(
        field="state",
        source=State.AWARDED,
        target=State.AGREED,
        conditions=[Guard("awards.agreement_signed")],
        permission="journey.sign",
    )
    def agree(self) -> None: ...

    @transition(
        field="state",
        source=State.AWARDED,
        target=State.OFFER_DECLINED,
        permission="journey.sign",
    )
    def decline_offer(self) -> None: ...

    @transition(
        field="state",
        source=State.AWARDED,
        target=State.OFFER_LAPSED,
        conditions=[Guard("awards.offer_ran_out")],
        permission="journey.let_offer_lapse",
    )
    def let_offer_lapse(self) -> None: ...

    @transition(
        field="state",
        source=State.AGREED,
        target=State.ACTIVE,
        conditions=[Guard("payments.first_payment_arrived")],
        permission="journey.activate",
    )
    def activate(self) -> None: ...

    @transition(
        field="state",
        source=State.ACTIVE,
        target=State.COMPLETED,
        conditions=[Guard("awards.final_report_accepted"), Guard("payments.all_settled")],
        permission="journey.complete",
    )
    def complete(self) -> None: ...

    @transition(
        field="state",
        source=[State.AGREED, State.ACTIVE],
        target=State.ENDED_EARLY,
        conditions=[Guard("payments.nothing_on_its_way")],
        permission="journey.end_early",
    )
    def end_early(self) -> None: ...

    @transition(
        field="state",
        source=list(BEFORE_AGREED),
        target=State.WITHDRAWN,
        permission="journey.withdraw",
    )
    def withdraw(self) -> None:
        self.withdrawn_from = self.state

    @transition(
        field="state",
        source=State.WITHDRAWN,
        target=RETURN_VALUE(*BEFORE_AGREED),
        conditions=[Guard("journey.withdrawn_within_a_day")],
        permission="journey.withdraw",
    )
    def undo_withdrawal(self) -> State:
        before, self.withdrawn_from = State(self.withdrawn_from), ""
        return before
