"""Feedback on each criterion: written by one person, approved by another, before the decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.journey.workflow import need

from ..models import Entry, Feedback, Round
from ..ranking import hidden_from
from ..refusals import AlreadyDone, JudgingRefused
from .allowed import locked


@dataclass(frozen=True)
class Said:
    """Feedback on one criterion; `words` are the same in other languages."""

    text: str
    words: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def write_feedback(*, entry: Entry, said: Mapping[int, Said], by: User) -> list[Feedback]:
    """Keep what the applicant will read about each criterion, by the criterion's primary key.

    Raises NotPermitted; JudgingRefused before the scores are locked, for a criterion of another
    rubric, or from who keeps out of it; AlreadyDone once it is approved.
    """
    judging_round = _open(entry, by)
    criteria = {each.pk: each for each in judging_round.rubric.criteria.all()}
    if said.keys() - criteria.keys():
        raise JudgingRefused(_("This is not a criterion of this round."))
    kept = []
    for pk, words in said.items():
        if not words.text.strip():
            continue
        record, _made = Feedback.objects.update_or_create(
            application_id=entry.application_id,
            criterion=criteria[pk],
            defaults={
                "text": words.text.strip(),
                "text_words": words.words,
                "written_by": by,
                "written_at": timezone.now(),
            },
        )
        kept.append(record)
    audit.record.record(
        "judging.write_feedback", judging_round, by=by, application=entry.application_id
    )
    return kept


@transaction.atomic
def approve_feedback(*, entry: Entry, by: User) -> None:
    """Let the applicant read it with the decision. Raises JudgingRefused while a criterion has no
    words, or from who wrote any of them; AlreadyDone the second time."""
    judging_round = _open(entry, by)
    written = list(Feedback.objects.select_for_update().filter(application=entry.application_id))
    if len(written) < judging_round.rubric.criteria.count():
        raise JudgingRefused(_("Write something about every criterion first."))
    if any(each.written_by_id == by.pk for each in written):
        raise JudgingRefused(_("You wrote some of it. Ask somebody else to approve it."))
    for each in written:
        each.approved_by, each.approved_at = by, timezone.now()
        each.save(update_fields=["approved_by", "approved_at"])
    audit.record.record(
        "judging.approve_feedback", judging_round, by=by, application=entry.application_id
    )


def _open(entry: Entry, by: User) -> Round:
    judging_round = locked(entry.round)
    need("judging.write_feedback", by, judging_round)
    if judging_round.locked_at is None:
        raise JudgingRefused(_("Lock the scores first."))
    if entry.application_id in hidden_from(by, judging_round):
        raise JudgingRefused(_("You keep out of this one. Ask somebody else to write it."))
    given = Feedback.objects.filter(application=entry.application_id, approved_at__isnull=False)
    if given.exists():
        raise AlreadyDone(_("This feedback is approved. It cannot change any more."))
    return judging_round


def refuse_missing_feedback(judging_round: Round, applications: Sequence[int]) -> None:
    """Raise JudgingRefused while feedback that the rubric promises is not approved."""
    if not judging_round.rubric.gives_feedback:
        return
    approved = Feedback.objects.filter(
        application__in=applications, approved_at__isnull=False
    ).values_list("application", flat=True)
    names = (
        judging_round.entries.filter(application__in=set(applications) - set(approved))
        .order_by("application__reference")
        .values_list("application__reference", flat=True)
    )
    if missing := _(", ").join(names):
        raise JudgingRefused(
            _("Feedback still to write or approve: %(names)s.") % {"names": missing}
        )
