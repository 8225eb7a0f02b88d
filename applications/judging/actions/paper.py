"""A scorecard that a judge filled in on paper becomes their scorecard."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from applications.journey.workflow import need

from ..given import Given
from ..models import Entry, PanelMember, Scorecard
from ..refusals import AlreadyDone, JudgingRefused
from .allowed import locked
from .scores import _store, check_given


@transaction.atomic
def take_from_paper(*, entry: Entry, member: PanelMember, given: Given, by: User) -> Scorecard:
    """Hand in for the judge what two people read on the paper; the record names who did.

    Raises NotPermitted; AlreadyDone when the judge's own scorecard is in; JudgingRefused once the
    scores are locked, for an open criterion or a mark off the rubric. Triggers refuse a conflict.
    """
    judging_round = locked(entry.round)
    need("judging.set_up", by, judging_round)
    if judging_round.locked_at:
        raise JudgingRefused(_("The scores are locked."))
    check_given(judging_round.rubric, given, complete=True)
    card, new = Scorecard.objects.select_for_update().get_or_create(
        round=judging_round,
        application_id=entry.application_id,
        judge_id=member.user_id,
        defaults={"version": 0},
    )
    if card.submitted_at is not None:
        raise AlreadyDone(_("The judge's own scorecard is in. The paper is not needed."))
    return _store(card, Given() if new else Given.of(card), given, by=by, submit=True)
