"""The panel's meeting: who is there, and the minutes."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.journey.workflow import need

from ..models import Meeting, PanelMember, Round
from ..refusals import JudgingRefused, ScorecardChanged
from .allowed import locked
from .decisions import refuse_unfit, take_proposal_back


@transaction.atomic
def keep_minutes(
    *, judging_round: Round, present: Iterable[PanelMember], minutes: str, by: User, seen: int
) -> Meeting:
    """Write down who is at the meeting and what was said. `seen` is the version on the screen, 0
    for none.

    Raises NotPermitted; AlreadyDone once the round is decided; ScorecardChanged when somebody wrote
    meanwhile; JudgingRefused for somebody of another panel. What was proposed is so no more.
    """
    judging_round = locked(judging_round)
    need("judging.keep_minutes", by, judging_round)
    refuse_unfit(judging_round)
    members = list(present)
    if any(each.round_id != judging_round.pk for each in members):
        raise JudgingRefused(_("Only this panel's judges are at its meeting."))
    meeting, new = Meeting.objects.get_or_create(round=judging_round)
    same = meeting.minutes == minutes and set(meeting.present.all()) == set(members)
    if not new and same:
        return meeting
    if not new and meeting.version != seen:
        raise ScorecardChanged(_("Somebody else wrote minutes meanwhile. Look at them, then save."))
    take_proposal_back(judging_round)
    meeting.minutes = minutes
    meeting.version += 0 if new else 1
    meeting.save()
    meeting.present.set(members)
    audit.record.record("judging.keep_minutes", judging_round, by=by, present=len(members))
    return meeting
