"""One deed for many applications: row by row through the same verbs, and the way back.

Findings wait TAKE_BACK before they count, because the road has no move back from them and the
applicant would be told at once (docs/adr/0009).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User

from . import actions, desk
from .models import Application, Batch, Note, PlannedFinding
from .states import State
from .workflow import MoveRefused, NotPermitted, NotReady, hold, need, transition_of

MOST = 200
"""How many applications one deed takes."""

TAKE_BACK = timedelta(minutes=10)
FINDINGS = {Batch.Deed.ELIGIBLE: "find_eligible", Batch.Deed.INELIGIBLE: "find_ineligible"}


@dataclass(frozen=True)
class Row:
    """One application in a batch, and what stands in its way, if anything does."""

    application: Application
    why_not: str


def look(deed: Batch.Deed, applications: Iterable[Application], user: User) -> list[Row]:
    """What the deed would do for `user`: each application with the reason why it cannot move."""
    return [Row(each, _why_not(deed, each, user)) for each in applications]


def _why_not(deed: Batch.Deed, application: Application, user: User) -> str:
    try:
        if deed in FINDINGS:
            _refuse_finding(application, deed == Batch.Deed.ELIGIBLE, user)
        else:
            need(
                "journey.assign" if deed == Batch.Deed.ASSIGN else "journey.note", user, application
            )
    except MoveRefused as refused:
        return str(refused)
    return ""


def _refuse_finding(application: Application, eligible: bool, by: User) -> None:
    need("journey.screen", by, application)
    if hasattr(application, "planned"):
        raise NotReady(_("A finding is on its way already."))
    step = transition_of(application, "find_eligible" if eligible else "find_ineligible")
    if eligible and (
        reasons := [why for each in step.conditions if (why := each.why_not(application))]
    ):
        raise NotReady(" ".join(reasons))


@transaction.atomic
def assign(applications: Iterable[Application], *, to: User | None, by: User) -> Batch:
    """Give all to one reader, or back to nobody; what is refused stays as it is."""
    batch = Batch.objects.create(deed=Batch.Deed.ASSIGN, by=by)
    for each in applications:
        before = each.assigned_to_id
        try:
            with transaction.atomic():
                after = desk.assign(each, to=to, by=by).assigned_to_id
        except MoveRefused:
            continue
        batch.before.append([each.pk, before, after])
    return _finish(batch, len(batch.before))


@transaction.atomic
def note(applications: Iterable[Application], *, text: str, by: User) -> Batch:
    """Write the same note for the team on each. Notes are not taken back."""
    batch = Batch.objects.create(deed=Batch.Deed.NOTE, by=by)
    written = 0
    for each in applications:
        try:
            with transaction.atomic():
                actions.write_note(each, audience=Note.Audience.TEAM, text=text, by=by)
        except MoveRefused:
            continue
        written += 1
    return _finish(batch, written)


@transaction.atomic
def find(
    applications: Iterable[Application],
    *,
    eligible: bool,
    by: User,
    reason: str = "",
    way_on: str = "",
) -> Batch:
    """Plan the same finding for each; it counts, and the applicant is told, after TAKE_BACK."""
    deed = Batch.Deed.ELIGIBLE if eligible else Batch.Deed.INELIGIBLE
    batch = Batch.objects.create(deed=deed, by=by)
    planned = 0
    for each in applications:
        try:
            with transaction.atomic():
                _plan(each, batch, reason, way_on)
        except MoveRefused:
            continue
        planned += 1
    return _finish(batch, planned)


def _plan(application: Application, batch: Batch, reason: str, way_on: str) -> None:
    current = hold(application, application.state)
    eligible = batch.deed == Batch.Deed.ELIGIBLE
    _refuse_finding(current, eligible, batch.by)
    PlannedFinding.objects.create(
        application=current,
        batch=batch,
        eligible=eligible,
        reason=reason,
        way_on=way_on,
        planned_by=batch.by,
        due_at=batch.at + TAKE_BACK,
    )
    audit.record.record("application.plan", current, by=batch.by, eligible=eligible)


def _finish(batch: Batch, total: int) -> Batch:
    batch.total = total
    batch.save(update_fields=["total", "before"])
    return batch


@transaction.atomic
def undo(batch: Batch, *, by: User) -> int:
    """Take back what can still be taken back; returns how many applications it touched.

    Raises NotPermitted for somebody else's batch.
    """
    current = Batch.objects.select_for_update().get(pk=batch.pk)
    if current.by_id != by.pk:
        raise NotPermitted(_("Only the person who did this can take it back."))
    if current.undone_at:
        return 0
    current.undone_at = timezone.now()
    current.save(update_fields=["undone_at"])
    if current.deed == Batch.Deed.ASSIGN:
        return sum(_give_back(*change, by=by) for change in current.before)
    plans = PlannedFinding.objects.filter(batch=current).select_for_update(of=("self",))
    return sum(take_back(plan, by=by) for plan in plans.select_related("application__call"))


def _give_back(pk: int, before: int | None, after: int | None, *, by: User) -> bool:
    """Only where nobody gave it to somebody else since, and the reader of before still may."""
    application = Application.objects.filter(pk=pk, assigned_to=after).first()
    if application is None or before == after:
        return False
    reader = User.objects.filter(pk=before).first() if before else None
    try:
        with transaction.atomic():
            desk.assign(application, to=reader, by=by)
    except MoveRefused:
        return False
    return True


@transaction.atomic
def take_back(plan: PlannedFinding, *, by: User) -> bool:
    """Forget a planned finding before it counts. False when it is too late."""
    need("journey.screen", by, plan.application)
    held = PlannedFinding.objects.select_for_update().filter(pk=plan.pk).first()
    if held is None:
        return False
    held.delete()
    audit.record.record("application.take_plan_back", plan.application, by=by)
    return True


@transaction.atomic
def carry_out(pk: int) -> None:
    """Let one planned finding count now. When the application moved on, the plan is dropped."""
    plan = PlannedFinding.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
    if plan is None:
        return
    application, by = plan.application, plan.planned_by
    given = {"reason": plan.reason, "way_on": plan.way_on}
    plan.delete()
    try:
        with transaction.atomic():
            if plan.eligible:
                actions.find_eligible(application, by=by, seen=State.SUBMITTED)
            else:
                actions.find_ineligible(application, by=by, seen=State.SUBMITTED, **given)
    except MoveRefused as refused:
        audit.record.record(
            "application.drop_plan",
            application,
            by=User.objects.system(),
            why=type(refused).__name__,
        )
