"""Second marks: after the panel has talked, kept beside the first ones with their reason."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.journey.workflow import need

from ..given import NOT_APPLICABLE, Given
from ..models import Entry, Round, Scorecard, SecondCard
from ..refusals import AlreadyDone, JudgingRefused, ScorecardChanged
from .allowed import locked
from .scores import check_given


@transaction.atomic
def open_second_marks(*, judging_round: Round, by: User) -> Round:
    """The panel has talked: first marks stand, and judges may give second ones until the lock.

    Raises NotPermitted, AlreadyDone, or JudgingRefused where the round has no second marks or its
    scores are locked.
    """
    judging_round = locked(judging_round)
    need("judging.lock", by, judging_round)
    if judging_round.second == Round.Second.NONE:
        raise JudgingRefused(_("This round has no second marks."))
    if judging_round.locked_at:
        raise JudgingRefused(_("The scores are locked."))
    if judging_round.discussed_at:
        raise AlreadyDone(_("Second marks are open already."))
    judging_round.discussed_at = timezone.now()
    judging_round.save(update_fields=["discussed_at"])
    audit.record.record("judging.open_second_marks", judging_round, by=by)
    return judging_round


@transaction.atomic
def give_second_marks(
    *, entry: Entry, marks: Mapping[int, int | str], reason: str, by: User, seen: int
) -> SecondCard:
    """The judge's marks after the discussion, every criterion, and what changed their mind.

    `seen` is the version on the screen, 0 for none; the same twice has one effect. Raises
    NotPermitted before the own first marks are in or the panel has talked, ScorecardChanged, or
    JudgingRefused without a reason, with an open criterion or a mark off the rubric.
    """
    need("judging.score_again", by, entry)
    given = Given(marks)
    check_given(entry.round.rubric, given, complete=True)
    if not reason.strip():
        raise JudgingRefused(_("Say what changed your mind."))
    card = Scorecard.objects.select_for_update().get(
        round=entry.round, application_id=entry.application_id, judge=by
    )
    kept = {str(key): None if mark == NOT_APPLICABLE else mark for key, mark in marks.items()}
    before = SecondCard.objects.filter(scorecard=card).first()
    if before and (before.marks, before.reason) == (kept, reason.strip()):
        return before
    if (before.version if before else 0) != seen:
        raise ScorecardChanged(_("You gave other second marks on another screen."))
    second = before or SecondCard(scorecard=card, version=0)
    second.marks, second.reason = kept, reason.strip()
    second.version += 1
    second.save()
    audit.record.record(
        "judging.give_second_marks", card, by=by, application=card.application_id,
        version=second.version,
    )  # fmt: skip
    return second
