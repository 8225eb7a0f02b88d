"""From scorecards to a ranking that says how sure it is: arithmetic only, no Django."""

from .assignment import Applied, Pair, Reader, Reason, Shared, Sharing, share_out
from .components import components
from .passing import WHOLE, Bar, PassMarks
from .ranking import JudgeHabit, Ranking, Standing, WithoutJudge, leave_one_judge_out, rank
from .scores import Criterion, Key, Mark, Score, scorecard_score
from .ties import LOT, Place, means_of, without_ties
from .walk import Candidate, Step, Walk, Why, lot, walk

__all__ = [
    "LOT",
    "WHOLE",
    "Applied",
    "Bar",
    "Candidate",
    "Criterion",
    "JudgeHabit",
    "Key",
    "Mark",
    "Pair",
    "PassMarks",
    "Place",
    "Ranking",
    "Reader",
    "Reason",
    "Score",
    "Shared",
    "Sharing",
    "Standing",
    "Step",
    "Walk",
    "Why",
    "WithoutJudge",
    "components",
    "leave_one_judge_out",
    "lot",
    "means_of",
    "rank",
    "scorecard_score",
    "share_out",
    "walk",
    "without_ties",
]
