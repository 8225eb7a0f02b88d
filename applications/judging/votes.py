"""Who is at the meeting, and whether the panel's votes carry a decision."""

from collections import Counter
from collections.abc import Mapping
from typing import Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from .models import Conflict, Meeting, PanelMember, Round
from .refusals import JudgingRefused


class Choice(TextChoices):
    FOR = "for", pgettext_lazy("a vote", "For")
    AGAINST = "against", gettext_lazy("Against")
    ABSTAIN = "abstain", gettext_lazy("Abstains")


class Moved(Protocol):
    """A verdict as far as voting goes."""

    @property
    def moved_by_id(self) -> int | None: ...

    @property
    def votes(self) -> Mapping[str, str]: ...


def carried(votes: Mapping[str, str]) -> bool:
    """More for it than against it; who abstains counts for neither."""
    counts = Counter(votes.values())
    return counts[Choice.FOR] > counts[Choice.AGAINST]


def present(judging_round: Round) -> list[PanelMember]:
    """Who is at the meeting; the chair alone until somebody writes it down."""
    seats = judging_round.members.select_related("user__person").order_by(
        "-chairs", "user__person__display_name", "pk"
    )
    meeting = Meeting.objects.filter(round=judging_round).first()
    if meeting is None:
        return list(seats.filter(chairs=True))
    return list(seats.filter(pk__in=meeting.present.values("pk")))


def voters(judging_round: Round, application: int) -> list[PanelMember]:
    """Of those, who does not keep out of this application."""
    out = set(
        Conflict.objects.filter(member__round=judging_round, application=application).values_list(
            "member", flat=True
        )
    )
    return [each for each in present(judging_round) if each.pk not in out]


def refuse_small_meeting(judging_round: Round) -> None:
    """Raise JudgingRefused below the round's quorum."""
    if len(present(judging_round)) < judging_round.meeting_quorum:
        raise JudgingRefused(
            _("Too few judges are at the meeting: it needs %(quorum)s. Write down who is there.")
            % {"quorum": judging_round.meeting_quorum}
        )


def refuse_without_majority(judging_round: Round, moved: Mapping[int, Moved]) -> None:
    """Where the panel decides: JudgingRefused unless, for each application by primary key, somebody
    there moved it and it carried. A constant number of queries, however many."""
    if judging_round.decided_by != Round.DecidedBy.MAJORITY:
        return
    refuse_small_meeting(judging_round)
    here = present(judging_round)
    out = set(
        Conflict.objects.filter(member__in=here, application__in=moved).values_list(
            "application_id", "member_id"
        )
    )
    for application, each in moved.items():
        voters = {str(one.user_id) for one in here if (application, one.pk) not in out}
        _refuse_vote(each, voters)


def _refuse_vote(moved: Moved, allowed: set[str]) -> None:
    if str(moved.moved_by_id) not in allowed:
        raise JudgingRefused(_("Say who moved it: somebody who is there and does not keep out."))
    if not set(moved.votes) <= allowed or not set(moved.votes.values()) <= set(Choice.values):
        raise JudgingRefused(_("Only who is there and does not keep out of it has a vote."))
    if not carried(moved.votes):
        raise JudgingRefused(_("More judges must be for it than against it."))
