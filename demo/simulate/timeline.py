"""Where each application ends up, by which moves, and on which days.

Days count from the application's pitch day, so that one number places a whole road in time.
"""

from dataclasses import dataclass

from applications.journey.states import State

S = State


@dataclass(frozen=True)
class Move:
    """A move of the road; `day` counts from the pitch day; `by` names who takes it."""

    name: str
    source: State
    target: State
    day: int
    by: str


SUBMIT = Move("submit", S.DRAFT, S.SUBMITTED, -70, "applicant")
ASK = Move("request_changes", S.SUBMITTED, S.CHANGES_REQUESTED, -66, "officer")
FIND = Move("find_eligible", S.SUBMITTED, S.ELIGIBLE, -60, "officer")
REFUSE = Move("find_ineligible", S.SUBMITTED, S.INELIGIBLE, -60, "officer")
TRAIN = Move("start_training", S.ELIGIBLE, S.IN_TRAINING, -50, "applicant")
READY = Move("become_ready", S.IN_TRAINING, S.READY_TO_PITCH, -12, "applicant")
SCHEDULE = Move("schedule", S.READY_TO_PITCH, S.SCHEDULED, -8, "officer")
JUDGE = Move("judge", S.SCHEDULED, S.JUDGED, 0, "chair")
RESERVE = Move("hold_in_reserve", S.JUDGED, S.RESERVE, 2, "chair")
TURN_DOWN = Move("turn_down", S.JUDGED, S.NOT_FUNDED, 2, "chair")
AWARD = Move("award", S.JUDGED, S.AWARDED, 5, "officer")
DECLINE = Move("decline_offer", S.AWARDED, S.OFFER_DECLINED, 9, "applicant")
LAPSE = Move("let_offer_lapse", S.AWARDED, S.OFFER_LAPSED, 36, "system")
AGREE = Move("agree", S.AWARDED, S.AGREED, 10, "applicant")
ACTIVATE = Move("activate", S.AGREED, S.ACTIVE, 17, "system")
COMPLETE = Move("complete", S.ACTIVE, S.COMPLETED, 200, "officer")
END = Move("end_early", S.ACTIVE, S.ENDED_EARLY, 90, "officer")


def withdraw(source: State, day: int) -> Move:
    return Move("withdraw", source, S.WITHDRAWN, day, "applicant")


TO_TRAINING = (SUBMIT, FIND, TRAIN)
TO_PITCH = (*TO_TRAINING, READY, SCHEDULE)
TO_AWARD = (*TO_PITCH, JUDGE, AWARD)
TO_WORK = (*TO_AWARD, AGREE, ACTIVATE)


@dataclass(frozen=True)
class Ending:
    """One way an application may stand today: its share, its moves, and when it pitches."""

    state: State
    share: int
    moves: tuple[Move, ...]
    earliest: int
    latest: int


ENDINGS = (
    Ending(S.DRAFT, 90, (), 64, 74),
    Ending(S.SUBMITTED, 90, (SUBMIT,), 61, 69),
    Ending(S.CHANGES_REQUESTED, 20, (SUBMIT, ASK), 58, 65),
    Ending(S.ELIGIBLE, 50, (SUBMIT, FIND), 51, 59),
    Ending(S.INELIGIBLE, 80, (SUBMIT, REFUSE), -500, 59),
    Ending(S.IN_TRAINING, 80, TO_TRAINING, 14, 47),
    Ending(S.READY_TO_PITCH, 50, (*TO_TRAINING, READY), 9, 11),
    Ending(S.SCHEDULED, 50, TO_PITCH, 1, 7),
    Ending(S.JUDGED, 30, (*TO_PITCH, JUDGE), -2, -1),
    Ending(S.RESERVE, 30, (*TO_PITCH, JUDGE, RESERVE), -60, -3),
    Ending(S.NOT_FUNDED, 150, (*TO_PITCH, JUDGE, TURN_DOWN), -500, -3),
    Ending(S.AWARDED, 30, TO_AWARD, -20, -6),
    Ending(S.OFFER_DECLINED, 10, (*TO_AWARD, DECLINE), -500, -10),
    Ending(S.OFFER_LAPSED, 10, (*TO_AWARD, LAPSE), -500, -37),
    Ending(S.AGREED, 20, (*TO_AWARD, AGREE), -16, -11),
    Ending(S.ACTIVE, 80, TO_WORK, -190, -18),
    Ending(S.COMPLETED, 70, (*TO_WORK, COMPLETE), -500, -201),
    Ending(S.ENDED_EARLY, 10, (*TO_WORK, END), -500, -91),
    Ending(S.WITHDRAWN, 20, (withdraw(S.DRAFT, -71),), -500, 70),
    Ending(S.WITHDRAWN, 20, (SUBMIT, withdraw(S.SUBMITTED, -65)), -500, 64),
    Ending(S.WITHDRAWN, 10, (SUBMIT, FIND, withdraw(S.ELIGIBLE, -55)), -500, 54),
)
SHARES = [ending.share for ending in ENDINGS]

STARTED = -76
"""The day a draft is begun."""
