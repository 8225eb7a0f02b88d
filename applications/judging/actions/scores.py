"""Scorecards: saved at any time, submitted, opened again, locked for good."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.calls.models import Stage
from applications.journey.workflow import advance, need

from ..models import Entry, Mark, Round, Rubric, Scorecard
from ..refusals import AlreadyDone, JudgingRefused, ScorecardChanged
from ..windows import why_shut
from .allowed import locked

NOT_APPLICABLE = "na"


@dataclass(frozen=True)
class Given:
    """What a judge gives: by criterion key a mark or NOT_APPLICABLE; what is left out is open."""

    marks: Mapping[int, int | str] = field(default_factory=dict)
    comment: str = ""
    private_note: str = ""

    @classmethod
    def of(cls, card: Scorecard) -> "Given":
        """What is saved."""
        marks = {
            mark.criterion_id: NOT_APPLICABLE if mark.value is None else mark.value
            for mark in card.marks.all()
        }
        return cls(marks, card.comment, card.private_note)


@transaction.atomic
def save_scorecard(
    *, entry: Entry, given: Given, by: User, seen: int, submit: bool = False
) -> Scorecard:
    """Keep what the judge gave; with `submit`, hand it in.

    `seen` is the version on the judge's screen, 0 for none. Saving the same twice has one effect.
    Raises NotPermitted (no seat, a conflict, scores locked), ScorecardChanged when another screen
    saved something else since, JudgingRefused for a mark off the rubric, an open criterion on
    submitting, or a change to a scorecard that is in.
    """
    need("judging.score", by, entry)
    _refuse_out_of_time(entry)
    check_given(entry.round.rubric, given, complete=submit)
    card, new = Scorecard.objects.select_for_update().get_or_create(
        round=entry.round,
        application_id=entry.application_id,
        judge=by,
        defaults={"version": 0},
    )
    same = not new and Given.of(card) == given
    if same and (card.submitted_at is not None or not submit):
        return card
    if card.submitted_at is not None:
        raise JudgingRefused(_("This scorecard is in. Open it again to change it."))
    if card.version != seen and not same:
        raise ScorecardChanged(
            _("You saved other marks on another screen. Compare them, then save.")
        )
    _keep(card, given)
    card.submitted_at = timezone.now() if submit else None
    card.version += 1
    card.save()
    verb = "judging.submit_scorecard" if submit else "judging.save_scorecard"
    audit.record.record(verb, card, by=by, application=entry.application_id, version=card.version)
    return card


def _refuse_out_of_time(entry: Entry) -> None:
    if why := why_shut(entry):
        raise JudgingRefused(why)


def check_given(rubric: Rubric, given: Given, *, complete: bool) -> None:
    """Raises JudgingRefused for a mark off the rubric, or with `complete` for an open criterion."""
    criteria = {each.pk: each for each in rubric.criteria.all()}
    for key, value in given.marks.items():
        criterion = criteria.get(key)
        fits = criterion is not None and (
            criterion.allows_not_applicable if value == NOT_APPLICABLE else value in rubric.scale
        )
        if not fits:
            raise JudgingRefused(_("A mark does not fit the rubric. Look at it again."))
    missing = [each.name for key, each in criteria.items() if key not in given.marks]
    if complete and missing:
        raise JudgingRefused(_("Still open: %(names)s.") % {"names": _(", ").join(missing)})


def _keep(card: Scorecard, given: Given) -> None:
    card.comment, card.private_note = given.comment, given.private_note
    card.marks.exclude(criterion__in=given.marks).delete()
    Mark.objects.bulk_create(
        [
            Mark(
                scorecard=card,
                criterion_id=key,
                value=None if value == NOT_APPLICABLE else value,
                not_applicable=value == NOT_APPLICABLE,
            )
            for key, value in given.marks.items()
        ],
        update_conflicts=True,
        unique_fields=["scorecard", "criterion"],
        update_fields=["value", "not_applicable"],
    )


@transaction.atomic
def reopen_scorecard(*, entry: Entry, by: User) -> Scorecard:
    """Take a submitted scorecard back to change it, until the scores are locked."""
    need("judging.score", by, entry)
    _refuse_out_of_time(entry)
    card = (
        Scorecard.objects.select_for_update()
        .filter(round=entry.round, application_id=entry.application_id, judge=by)
        .first()
    )
    if card is None or card.submitted_at is None:
        raise AlreadyDone(_("This scorecard is open already."))
    card.submitted_at = None
    card.version += 1
    card.save()
    audit.record.record("judging.reopen_scorecard", card, by=by, application=entry.application_id)
    return card


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
    _refuse_unready(judging_round, entries)
    judging_round.locked_at = timezone.now()
    judging_round.save(update_fields=["locked_at"])
    audit.record.record("judging.lock", judging_round, by=by, applications=len(entries))
    for entry in entries:
        if judging_round.kind == Round.Kind.PITCH_DAY or not _pitches_later(judging_round):
            advance(entry.application, "judge", by=by, round=judging_round.pk)
    return judging_round


def _pitches_later(judging_round: Round) -> bool:
    """Desk scores before a pitch day do not judge yet."""
    return judging_round.call.uses(Stage.PITCH_DAY)


def _refuse_unready(judging_round: Round, entries: list[Entry]) -> None:
    if not entries:
        raise JudgingRefused(_("Nothing is before this panel yet."))
    if not judging_round.members.filter(chairs=True).exists():
        raise JudgingRefused(_("Choose who chairs the panel first."))
    counts = submitted_counts(judging_round)
    short = [
        entry.application.reference
        for entry in entries
        if counts.get(entry.application_id, 0) < judging_round.quorum
    ]
    if short:
        raise JudgingRefused(
            _("Not enough scorecards are in for %(references)s. Each needs %(quorum)s.")
            % {"references": _(", ").join(short), "quorum": judging_round.quorum}
        )


def submitted_counts(judging_round: Round) -> dict[int, int]:
    """How many scorecards count for each application, by its primary key."""
    return dict(
        Scorecard.objects.counted()
        .filter(round=judging_round)
        .values_list("application_id")
        .annotate(cards=Count("pk"))
    )
