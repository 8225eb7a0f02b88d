"""From scorecards to a ranking that says how sure it is: arithmetic only, no Django."""

from .components import components
from .ranking import JudgeHabit, Ranking, Standing, WithoutJudge, leave_one_judge_out, rank
from .scores import Criterion, Key, Mark, Score, scorecard_score

__all__ = [
    "Criterion",
    "JudgeHabit",
    "Key",
    "Mark",
    "Ranking",
    "Score",
    "Standing",
    "WithoutJudge",
    "components",
    "leave_one_judge_out",
    "rank",
    "scorecard_score",
]
