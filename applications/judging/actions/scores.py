"""Scorecards: saved at any time, submitted, opened again, a change undone."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.journey.workflow import need

from ..changes import steps_of, with_step, without
from ..given import NOT_APPLICABLE, Given
from ..merging import merged
from ..models import Entry, Mark, Rubric, Scorecard
from ..refusals import AlreadyDone, JudgingRefused, ScorecardChanged
from ..windows import why_shut


@dataclass(frozen=True)
class Saved:
    """What there is now, and the fields that another screen changed differently: those wait."""

    card: Scorecard
    given: Given
    clashes: tuple[str, ...]


@transaction.atomic
def save_scorecard(
    *, entry: Entry, given: Given, by: User, seen: int, submit: bool = False
) -> Scorecard:
    """Keep the whole scorecard; with `submit`, hand it in.

    `seen` is the version that the giver had before them, 0 for none. Saving the same twice has one
    effect. Raises NotPermitted (no seat, a conflict, scores locked), ScorecardChanged when
    something else was saved since, JudgingRefused for a mark off the rubric, an open criterion or
    a comment that is missing on submitting, or a change to a scorecard that is in.
    """
    card, stored = _hold(entry, by)
    check_given(entry.round.rubric, given, complete=submit)
    _check_comment(entry.round.rubric, given, submit=submit)
    same = card.version > 0 and stored == given
    if card.submitted_at is None and card.version != seen and not same:
        raise ScorecardChanged(
            _("You saved other marks on another screen. Compare them, then save.")
        )
    return _store(card, stored, given, by=by, submit=submit)


@transaction.atomic
def save_fields(
    *, entry: Entry, given: Given, by: User, seen: Mapping[str, str], submit: bool = False
) -> Saved:
    """Keep the fields that were changed on one screen, whatever another screen changed beside.

    `seen` has a token for each field that was shown (`merging.py`). What both changed differently
    stays as it is stored and is named. With `submit`, and nothing named, it is handed in. Raises as
    `save_scorecard` does, but for ScorecardChanged.
    """
    card, stored = _hold(entry, by)
    check_given(entry.round.rubric, given)
    if card.submitted_at is not None and given != stored:
        raise JudgingRefused(_("This scorecard is in. Open it again to change it."))
    found = merged(stored, given, seen)
    submit = submit and not found.clashes
    check_given(entry.round.rubric, found.given, complete=submit)
    _check_comment(entry.round.rubric, found.given, submit=submit)
    card = _store(card, stored, found.given, by=by, submit=submit)
    return Saved(card, found.given, found.clashes)


def _hold(entry: Entry, by: User) -> tuple[Scorecard, Given]:
    """The judge's scorecard under a lock, begun if there is none, and what is in it."""
    need("judging.score", by, entry)
    if why := why_shut(entry):
        raise JudgingRefused(why)
    card, new = Scorecard.objects.select_for_update().get_or_create(
        round=entry.round,
        application_id=entry.application_id,
        judge=by,
        defaults={"version": 0},
    )
    return card, Given() if new else Given.of(card)


def _store(card: Scorecard, stored: Given, given: Given, *, by: User, submit: bool) -> Scorecard:
    """Nothing changes when nothing is new; a scorecard that is in does not change."""
    same = card.version > 0 and stored == given
    if same and (card.submitted_at is not None or not submit):
        return card
    if card.submitted_at is not None:
        raise JudgingRefused(_("This scorecard is in. Open it again to change it."))
    if not same:
        _keep(card, stored, given)
    card.submitted_at = timezone.now() if submit else None
    _write(card, "judging.submit_scorecard" if submit else "judging.save_scorecard", by=by)
    return card


WRITTEN = ("comment", "private_note", "before", "version", "submitted_at", "saved_at")
CHANGE = """
UPDATE judging_scorecard
SET comment = %s, private_note = %s, before = %s, version = %s, submitted_at = %s, saved_at = %s
WHERE id = %s RETURNING id
"""


def _write(card: Scorecard, verb: str, *, by: User) -> None:
    """The next version of the scorecard and its record in one statement: judges save at once."""
    card.version += 1
    card.saved_at = timezone.now()
    fields = {each.name: each for each in Scorecard._meta.concrete_fields}
    values = [fields[name].get_db_prep_save(getattr(card, name), connection) for name in WRITTEN]
    audit.record.record_with(
        CHANGE, [*values, card.pk], verb, card,
        by=by, application=card.application_id, version=card.version,
    )  # fmt: skip


def check_given(rubric: Rubric, given: Given, *, complete: bool = False) -> None:
    """Raises JudgingRefused for a mark off the rubric, or with `complete` for an open criterion."""
    criteria = {each.pk: each for each in rubric.criteria.all()}
    for key, value in given.marks.items():
        criterion = criteria.get(key)
        fits = criterion is not None and (
            criterion.allows_not_applicable if value == NOT_APPLICABLE else value in rubric.scale
        )
        if not fits:
            raise JudgingRefused(_("A mark does not fit the rubric. Look at it again."))
    open_ones = criteria.keys() - given.marks.keys() if complete else ()
    if missing := [each.name for key, each in criteria.items() if key in open_ones]:
        raise JudgingRefused(_("Still open: %(names)s.") % {"names": _(", ").join(missing)})


def _check_comment(rubric: Rubric, given: Given, *, submit: bool) -> None:
    """A judge says something where the rubric asks for it; not on paper, nor about a sample."""
    if submit and rubric.needs_comment and not given.comment.strip():
        raise JudgingRefused(_("Say a few words to the panel before you submit."))


def _keep(card: Scorecard, stored: Given, given: Given) -> None:
    """Write the marks that changed, and remember what was there, so that it can be taken back."""
    card.before = with_step(card, stored, given, timezone.now())
    card.comment, card.private_note = given.comment, given.private_note
    if gone := stored.marks.keys() - given.marks.keys():
        card.marks.filter(criterion__in=gone).delete()
    fresh = [
        Mark(
            scorecard=card,
            criterion_id=key,
            value=None if value == NOT_APPLICABLE else value,
            not_applicable=value == NOT_APPLICABLE,
        )
        for key, value in given.marks.items()
        if stored.marks.get(key) != value
    ]
    if fresh:
        Mark.objects.bulk_create(
            fresh,
            update_conflicts=True,
            unique_fields=["scorecard", "criterion"],
            update_fields=["value", "not_applicable"],
        )


@transaction.atomic
def reopen_scorecard(*, entry: Entry, by: User) -> Scorecard:
    """Take a submitted scorecard back to change it, until the scores are locked.

    Raises NotPermitted, also where the round does not allow it or the panel has talked;
    AlreadyDone; JudgingRefused while it may not be scored.
    """
    need("judging.reopen", by, entry)
    if why := why_shut(entry):
        raise JudgingRefused(why)
    card = _own_card(entry, by)
    if card is None or card.submitted_at is None:
        raise AlreadyDone(_("This scorecard is open already."))
    card.submitted_at = None
    _write(card, "judging.reopen_scorecard", by=by)
    return card


@transaction.atomic
def undo_change(*, entry: Entry, by: User, step: int | None = None) -> Scorecard:
    """Take back a change: the last one, or an earlier `step` (its number, changes.py).

    What was changed beside it stays. It is a change itself: it can be taken back. Raises
    NotPermitted, or JudgingRefused for a scorecard that is in, was never changed, or does not
    remember that step any more.
    """
    need("judging.score", by, entry)
    if why := why_shut(entry):
        raise JudgingRefused(why)
    card = _own_card(entry, by)
    stored = Given.of(card) if card else Given()
    steps = steps_of(card, stored) if card else []
    if card is None or not steps:
        raise JudgingRefused(_("There is nothing to undo."))
    if card.submitted_at is not None:
        raise JudgingRefused(_("This scorecard is in. Open it again to change it."))
    found = steps[0] if step is None else next((e for e in steps if e.number == step), None)
    if found is None:
        raise JudgingRefused(_("This change is not kept any more."))
    wanted = without(stored, found)
    if wanted != stored:
        _keep(card, stored, wanted)
        _write(card, "judging.undo_change", by=by)
    return card


def _own_card(entry: Entry, by: User) -> Scorecard | None:
    own = Scorecard.objects.select_for_update().filter(round=entry.round, judge=by)
    return own.filter(application_id=entry.application_id).first()
