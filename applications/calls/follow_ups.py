"""What other rooms do in the same transaction when a call's questions are published.

@after_publishing
def tell_drafts(question_set, by) -> None: ...
"""

from collections.abc import Callable

from accounts.models import User

from .models import QuestionSet

FollowUp = Callable[[QuestionSet, User], None]
_follow_ups: list[FollowUp] = []


def after_publishing(follow_up: FollowUp) -> FollowUp:
    """Say what follows when questions are published."""
    _follow_ups.append(follow_up)
    return follow_up


def follow_up(question_set: QuestionSet, by: User) -> None:
    for each in _follow_ups:
        each(question_set, by)
