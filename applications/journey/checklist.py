"""The checklist of a call: what its officers check, who ticked what."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, FilteredRelation, Q
from django.utils import timezone

import audit.record
from accounts.models import User
from applications.calls.models import Call

from .models import Application, ChecklistItem, Tick
from .workflow import NOT_YOURS, NotPermitted, hold, need


@dataclass(frozen=True)
class Line:
    """One line of a checklist as it is written; `pk` 0 for a new one."""

    pk: int
    text: str
    required: bool


@transaction.atomic
def write_checklist(call: Call, *, lines: Sequence[Line], by: User) -> None:
    """Let the call's checklist be these lines, in this order. What is gone is kept for its ticks.

    Raises NotPermitted unless `by` manages the call.
    """
    current = Call.objects.managed_by(by).select_for_update(of=("self",)).filter(pk=call.pk).first()
    if current is None:
        raise NotPermitted(NOT_YOURS)
    there = {item.pk: item for item in current.checklist.filter(retired_at=None)}
    for position, line in enumerate(lines):
        item = there.pop(line.pk, None) or ChecklistItem(call=current)
        item.position, item.text, item.required = position, line.text, line.required
        item.save()
    for gone in there.values():
        gone.retired_at = timezone.now()
        gone.save(update_fields=["retired_at"])
    audit.record.record("call.checklist", current, by=by, items=len(lines))


@transaction.atomic
def tick(application: Application, *, items: Collection[int], by: User) -> None:
    """Let exactly these items be ticked; who ticked one before stays its name."""
    current = hold(application, application.state)
    need("journey.note", by, current)
    offered = set(current.call.checklist.filter(retired_at=None).values_list("pk", flat=True))
    before = set(current.ticks.filter(item__in=offered).values_list("item", flat=True))
    wanted = offered & set(items)
    current.ticks.filter(item__in=before - wanted).delete()
    Tick.objects.bulk_create(
        Tick(application=current, item_id=pk, ticked_by=by) for pk in wanted - before
    )
    if wanted != before:
        audit.record.record(
            "application.tick", current, by=by,
            ticked=sorted(wanted - before), unticked=sorted(before - wanted),
        )  # fmt: skip


@dataclass(frozen=True)
class Ticked:
    """Who ticked an item, and when."""

    by: str
    at: datetime


def to_check(application: Application) -> list[tuple[ChecklistItem, Ticked | None]]:
    """The items of the application's call, each with who ticked it; one query."""
    here = FilteredRelation("ticks", condition=Q(ticks__application=application))
    items = application.call.checklist.filter(retired_at=None).annotate(
        here=here, at=F("here__ticked_at"), by=F("here__ticked_by__person__display_name")
    )
    return [(item, Ticked(item.by, item.at) if item.at else None) for item in items]
