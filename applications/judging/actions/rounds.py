"""Set up a round and bring applications before its panel."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.journey.models import Application
from applications.journey.papers import freeze_papers
from applications.journey.states import State
from applications.journey.workflow import need

from ..handing_over import sent_on
from ..models import Entry, Round
from ..refusals import JudgingRefused
from .allowed import locked
from .moves import tell_new_place
from .panels import keep_found_conflicts


@transaction.atomic
def save_round(*, judging_round: Round, by: User) -> Round:
    """Keep a round, new or changed.

    Raises NotPermitted, or JudgingRefused when the rubric or city is not the call's, when the
    scoring has begun (rubric and seed stand then), or when the round is decided. Who pitches from
    now on, and who judges, is told of another building.
    """
    need("judging.set_up", by, judging_round)
    new = judging_round.pk is None
    if judging_round.rubric.call_id != judging_round.call_id:
        raise JudgingRefused(_("Choose a rubric of this call."))
    city = judging_round.city
    if city and not judging_round.call.cities.filter(pk=city.pk).exists():
        raise JudgingRefused(_("This call is not open in that city."))
    before = None if new else _refuse_late_change(judging_round, by)
    judging_round.save()
    verb = "judging.create_round" if new else "judging.change_round"
    audit.record.record(
        verb, judging_round, by=by, quorum=judging_round.quorum, places=judging_round.places
    )
    if before is not None and _place(before) != _place(judging_round):
        tell_new_place(judging_round=judging_round, by=by)
    return judging_round


def _place(judging_round: Round) -> tuple:
    return judging_round.venue, judging_round.venue_words


def _refuse_late_change(judging_round: Round, by: User) -> Round:
    """The round as it was."""
    before = locked(judging_round)
    need("judging.set_up", by, before)
    if before.closed_at:
        raise JudgingRefused(_("This round is decided. It cannot change any more."))
    fixed = (
        "rubric_id", "seed", "call_id", "city_id", "kind", "blind", "blind_answers", "calibrates",
        "second", "order",
    )  # fmt: skip
    changed = any(getattr(before, name) != getattr(judging_round, name) for name in fixed)
    if changed and before.scorecards.exists():
        raise JudgingRefused(
            _(
                "Scoring has begun: call, city, kind, rubric, order, seed, and what judges see "
                "stay as they are."
            )
        )
    return before


@transaction.atomic
def enter(*, judging_round: Round, applications: Iterable[Application], by: User) -> list[Entry]:
    """Bring applications before a desk panel. Those already before it stay.

    Raises NotPermitted, or JudgingRefused for one that is not ready, of another call or city.
    """
    need("judging.set_up", by, judging_round)
    entries = []
    for application in applications:
        refuse_stranger(judging_round, application)
        if application.state != State.READY_TO_PITCH:
            raise JudgingRefused(
                _("%(reference)s is not ready yet.") % {"reference": application.reference}
            )
        entry, new = Entry.objects.get_or_create(round=judging_round, application=application)
        if new:
            audit.record.record("judging.enter", entry, by=by, application=application.pk)
            entries.append(entry)
    keep_found_conflicts(judging_round, by=by)
    return entries


def refuse_stranger(judging_round: Round, application: Application) -> None:
    """Raises JudgingRefused for an application that this round is not about."""
    same_city = judging_round.city_id in (None, application.city_id)
    if judging_round.kind == Round.Kind.PITCH_DAY and not sent_on(application):
        raise JudgingRefused(
            _("The judges who read %(reference)s have not sent it to the pitch day.")
            % {"reference": application.reference}
        )
    if application.call_id != judging_round.call_id or not same_city or judging_round.locked_at:
        raise JudgingRefused(
            _("%(reference)s cannot come before this panel.") % {"reference": application.reference}
        )


@transaction.atomic
def freeze_plans(*, judging_round: Round, by: User) -> None:
    """From now on the panel reads each application's plan as it is at this moment."""
    need("judging.set_up", by, judging_round)
    entries = judging_round.entries.still_in().select_related(
        "application__call", "application__city"
    )
    freeze_papers([entry.application for entry in entries], by=by)
    audit.record.record("judging.freeze_plans", judging_round, by=by)
