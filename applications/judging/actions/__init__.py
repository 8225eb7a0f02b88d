"""What can be done in this room, one verb each."""

from .assignments import (
    describe_member,
    fix_reader,
    free_reader,
    take_reader_off,
    tell_readers,
)
from .closing import carry_out_closing, confirm_closing, propose_closing, withdraw_proposal
from .decisions import Verdict, draft_along_order, draft_decision
from .feedback import Said, approve_feedback, write_feedback
from .links import choose_pin, make_link, open_link, revoke_link, send_link
from .locking import lock_scores
from .meetings import keep_minutes
from .moves import tell_new_place
from .panels import (
    declare_conflicts,
    invite_to_panel,
    lift_conflict,
    make_chair,
    remove_from_panel,
)
from .promises import choose_order, promise
from .rounds import enter, freeze_plans, save_round
from .rubrics import Line, new_version, save_rubric
from .samples import save_sample, score_sample
from .schedule import Planned, schedule, suggest
from .scores import Given, Saved, reopen_scorecard, save_fields, save_scorecard, undo_change
from .second import give_second_marks, open_second_marks
from .settling import decide_from_reserve, decide_kept, meet_condition
from .sharing import carry_out_sharing, share_out, stop_sharing
from .terms import accept_terms, write_terms

__all__ = [
    "Given",
    "Line",
    "Planned",
    "Said",
    "Saved",
    "Verdict",
    "accept_terms",
    "approve_feedback",
    "carry_out_closing",
    "carry_out_sharing",
    "choose_order",
    "choose_pin",
    "confirm_closing",
    "decide_from_reserve",
    "decide_kept",
    "declare_conflicts",
    "describe_member",
    "draft_along_order",
    "draft_decision",
    "enter",
    "fix_reader",
    "free_reader",
    "freeze_plans",
    "give_second_marks",
    "invite_to_panel",
    "keep_minutes",
    "lift_conflict",
    "lock_scores",
    "make_chair",
    "make_link",
    "meet_condition",
    "new_version",
    "open_link",
    "open_second_marks",
    "promise",
    "propose_closing",
    "remove_from_panel",
    "reopen_scorecard",
    "revoke_link",
    "save_fields",
    "save_round",
    "save_rubric",
    "save_sample",
    "save_scorecard",
    "schedule",
    "score_sample",
    "send_link",
    "share_out",
    "stop_sharing",
    "suggest",
    "take_reader_off",
    "tell_new_place",
    "tell_readers",
    "undo_change",
    "withdraw_proposal",
    "write_feedback",
    "write_terms",
]
