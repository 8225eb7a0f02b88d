"""The end of the scoring: no mark changes any more."""

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.calls.models import Stage
from applications.journey.workflow import advance_all, need

from ..meanings import READ_TO_JUDGE, cards_to_judge
from ..models import Entry, Round, Scorecard
from ..ranking import hidden_from
from ..refusals import AlreadyDone, JudgingRefused
from .allowed import locked


@transaction.atomic
def lock_scores(*, judging_round: Round, by: User) -> Round:
    """No mark changes any more; every application of the round is judged now, or none.

    Raises NotPermitted; AlreadyDone; JudgingRefused, naming those, when one has fewer scorecards
    than the quorum or the panel has no chair.
    """
    judging_round = locked(judging_round)
    need("judging.lock", by, judging_round)
    if judging_round.locked_at:
        raise AlreadyDone(_("The scores were locked before."))
    entries = list(judging_round.entries.still_in().select_related("application"))
    _refuse_unready(judging_round, entries, by)
    judging_round.locked_at = timezone.now()
    judging_round.save(update_fields=["locked_at"])
    audit.record.record("judging.lock", judging_round, by=by, applications=len(entries))
    if judging_round.kind == Round.Kind.PITCH_DAY or not _pitches_later(judging_round):
        applications = [entry.application for entry in entries]
        facts = {each.pk: {"round": judging_round.pk} for each in applications}
        advance_all(
            applications,
            "judge",
            by=by,
            facts=facts,
            reading=READ_TO_JUDGE,
            lists=[cards_to_judge()],
        )
    return judging_round


def _pitches_later(judging_round: Round) -> bool:
    """Desk scores before a pitch day do not judge yet."""
    return judging_round.call.uses(Stage.PITCH_DAY)


def _refuse_unready(judging_round: Round, entries: list[Entry], by: User) -> None:
    """Names what is short, but to a judge nothing that they keep out of."""
    if not entries:
        raise JudgingRefused(_("Nothing is before this panel yet."))
    if not judging_round.members.filter(chairs=True).exists():
        raise JudgingRefused(_("Choose who chairs the panel first."))
    counts = submitted_counts(judging_round)
    short = {
        entry.application_id: entry.application.reference
        for entry in entries
        if counts.get(entry.application_id, 0) < judging_round.quorum
    }
    if not short:
        return
    named = [each for key, each in short.items() if key not in hidden_from(by, judging_round)]
    if named:
        raise JudgingRefused(
            _("Not enough scorecards are in for %(references)s. Each needs %(quorum)s.")
            % {"references": _(", ").join(named), "quorum": judging_round.quorum}
        )
    raise JudgingRefused(_("Not all scorecards are in yet. Ask the programme team."))


def submitted_counts(judging_round: Round) -> dict[int, int]:
    """How many scorecards count for each application, by its primary key."""
    return dict(
        Scorecard.objects.counted()
        .filter(round=judging_round)
        .values_list("application_id")
        .annotate(cards=Count("pk"))
    )
