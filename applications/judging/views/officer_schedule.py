"""The pitch day's times: suggested, changed, saved, printed."""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import SignedInRequest
from applications.journey.models import Application
from applications.journey.road import steps
from applications.journey.states import State
from applications.journey.workflow import MoveRefused

from .. import actions, round_page
from ..models import Round, Slot
from ..officer_forms import SlotFormSet, TimesForm
from .officer import officers_only, run_by

LENGTH, BREAK = 10, 5
"""Minutes suggested for a pitch with questions, and between two."""


@require_http_methods(["GET", "POST"])
@officers_only
def schedule(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Ready applications and those with a time: suggest times, change them, save them all."""
    found = run_by(request, public_id)
    slots = {
        slot.application_id: slot
        for slot in Slot.objects.filter(round=found, application__state=State.SCHEDULED)
    }
    applications = _plannable(found, slots)
    times, rows = _forms(request, found, applications, slots)
    if request.method == "POST" and times.is_valid() and rows.is_valid():
        if request.POST.get("do") == "suggest":
            rows = SlotFormSet(initial=_suggested(found, applications, times, rows), prefix="rows")
        elif _save(request, found, applications, rows):
            return redirect("judging_admin:running_order", public_id)
    by_id = {str(each.public_id): each for each in applications}
    shown = [
        (form, by_id[key], steps(by_id[key]))
        for form in rows
        if (key := str(form["application"].value())) in by_id
    ]
    context = {
        "title": _("Pitch times"),
        "round": found,
        "day": found.starts_at.astimezone(found.call.zone),
        "times": times,
        "rows": rows,
        "shown": shown,
        "free_again": round_page.free_again(found),
    }
    return render(request, "judging/admin/schedule.html", context)


def _plannable(found: Round, slots: dict[int, Slot]) -> list[Application]:
    """Those with a time in its order, those who lost theirs, then those who are ready."""
    scheduled = Application.objects.filter(entries__round=found, state=State.SCHEDULED).with_road()
    timeless = found.starts_at + timedelta(days=366)
    in_order = sorted(
        scheduled,
        key=lambda each: slots[each.pk].starts_at if each.pk in slots else timeless,
    )
    return in_order + list(round_page.ready_for(found))


def _forms(request: SignedInRequest, found: Round, applications, slots) -> tuple:
    zone = found.call.zone
    if request.method == "POST":
        return TimesForm(request.POST), SlotFormSet(request.POST, prefix="rows")
    times = {
        "first": found.starts_at.astimezone(zone).time(),
        "minutes": LENGTH,
        "break_minutes": BREAK,
        "room": next((slot.room for slot in slots.values()), _("Room 1")),
    }
    rows = [_row(number, each, slots, zone) for number, each in enumerate(applications, start=1)]
    return TimesForm(initial=times), SlotFormSet(initial=rows, prefix="rows")


def _row(number: int, application: Application, slots: dict[int, Slot], zone) -> dict:
    row = {"application": application.public_id, "seen": application.state, "order": number}
    if slot := slots.get(application.pk):
        row |= {
            "starts": slot.starts_at.astimezone(zone).time(),
            "minutes": (slot.ends_at - slot.starts_at).seconds // 60,
            "room": slot.room,
        }
    return row


def _suggested(found: Round, applications, times: TimesForm, rows) -> list[dict]:
    """The rows in the officer's order, one pitch after the other."""
    data = times.cleaned_data
    order = {row.cleaned_data["application"]: row.cleaned_data["order"] for row in rows}
    last = len(order) + 1
    wanted = sorted(applications, key=lambda each: order.get(each.public_id) or last)
    day = found.starts_at.astimezone(found.call.zone).date()
    plan = actions.suggest(
        wanted,
        first=datetime.combine(day, data["first"], tzinfo=found.call.zone),
        minutes=data["minutes"],
        break_minutes=data["break_minutes"],
        room=data["room"],
    )
    return [
        {
            "application": each.application.public_id,
            "seen": each.application.state,
            "order": number,
            "starts": each.starts_at.time(),
            "minutes": each.minutes,
            "room": each.room,
        }
        for number, each in enumerate(plan, start=1)
    ]


def _save(request: SignedInRequest, found: Round, applications, rows) -> bool:
    by_id = {each.public_id: each for each in applications}
    day = found.starts_at.astimezone(found.call.zone).date()
    plan = [
        actions.Planned(
            application=by_id[row["application"]],
            starts_at=datetime.combine(day, row["starts"], tzinfo=found.call.zone),
            minutes=row["minutes"],
            room=row["room"],
            seen=row["seen"],
        )
        for row in rows.cleaned_data
        if row["starts"] and row["application"] in by_id
    ]
    try:
        changed = actions.schedule(judging_round=found, plan=plan, by=request.user)
    except MoveRefused as refused:
        messages.error(request, str(refused))
        return False
    if changed:
        messages.success(request, _("Saved. Everybody with a new time gets an e-mail."))
    else:
        messages.info(request, _("Everything was so already. Nobody is written to."))
    return True


@require_safe
@officers_only
def running_order(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The sheet for the door and the desk, to print."""
    found = run_by(request, public_id)
    context = {
        "title": _("Running order"),
        "round": found,
        "day": found.starts_at.astimezone(found.call.zone),
        "rows": round_page.running_order(found),
    }
    return render(request, "judging/admin/running_order.html", context)
