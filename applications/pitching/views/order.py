"""The running order of a stage: dragged, moved with buttons, looked at, saved."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_time
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from applications.journey.workflow import MoveRefused
from applications.judging.models import Conflict, Round
from applications.judging.views.officer import officers_only, run_by

from .. import actions
from ..models import Day, Stage, Turn
from ..models.days import day_of
from ..order import Piece, minutes_of, times


@dataclass
class Row:
    """A line of the order as it stands on the screen."""

    turn: Turn
    room: str
    pause: int
    starts: datetime | None = None
    minutes: int = 0
    leaves: str = ""


@require_http_methods(["GET", "POST"])
@officers_only
def order(request: SignedInRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Who pitches after whom. Times follow from lengths and breaks; saving tells who moved."""
    found = run_by(request, public_id)
    stage = get_object_or_404(found.stages, pk=pk)
    turns = list(stage.turns.in_order())
    rows, first = _as_it_is([each for each in turns if each.to_come], found)
    if request.method == "POST":
        rows, first = _as_posted(request, rows, first, found)
        do, _colon, key = request.POST.get("do", "").partition(":")
        _move(rows, do, key)
        if do == "save" and _save(request, stage, rows, first):
            return redirect("pitching_admin:order", public_id, pk)
    _fill(rows, first, day_of(found), found)
    context = {
        "title": _("Order of the pitches"),
        "round": found,
        "stage": stage,
        "rows": rows,
        "first": first,
        "zone": found.call.zone,
        "over": [each for each in turns if not each.to_come],
        "rooms": [each.room for each in found.stages.all()],
        "stages": found.stages.exclude(pk=stage.pk),
    }
    return render(request, "pitching/admin/order.html", context)


def _as_it_is(turns: list[Turn], found: Round) -> tuple[list[Row], datetime]:
    """The present gaps are the breaks."""
    rows = []
    before = turns[0].slot.starts_at if turns else found.starts_at
    for turn in turns:
        gap = (turn.slot.starts_at - before).total_seconds()
        rows.append(Row(turn, turn.slot.room, max(int(gap) // 60, 0)))
        before = turn.slot.ends_at
    first = turns[0].slot.starts_at if turns else found.starts_at
    return rows, first.astimezone(found.call.zone)


def _as_posted(
    request: SignedInRequest, rows: list[Row], first: datetime, found: Round
) -> tuple[list[Row], datetime]:
    """The order on the officer's screen; what came meanwhile stands at its end."""
    places = {key: place for place, key in enumerate(request.POST.getlist("turn"))}
    rows.sort(key=lambda row: places.get(str(row.turn.pk), len(places)))
    rooms = set(found.stages.values_list("room", flat=True))
    for row in rows:
        row.pause = _whole(request.POST.get(f"pause-{row.turn.pk}"), row.pause)
        extra = request.POST.get(f"extra-{row.turn.pk}")
        row.turn.extra_minutes = _whole(extra, row.turn.extra_minutes)
        room = request.POST.get(f"room-{row.turn.pk}", "")
        row.room = room if room in rooms else row.room
    typed = _time(request.POST.get("first", ""))
    return rows, first.replace(hour=typed.hour, minute=typed.minute) if typed else first


def _time(text: str):
    try:
        return parse_time(text)
    except ValueError:
        return None


def _whole(text: str | None, present: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 5 else present


def _move(rows: list[Row], do: str, key: str) -> None:
    """One place up or down, for who does not drag."""
    place = next((n for n, row in enumerate(rows) if str(row.turn.pk) == key), None)
    step = {"up": -1, "down": 1}.get(do, 0)
    if place is not None and step and 0 <= place + step < len(rows):
        rows[place], rows[place + step] = rows[place + step], rows[place]


def _save(request: SignedInRequest, stage: Stage, rows: list[Row], first: datetime) -> bool:
    wanted = [
        actions.Wanted(row.turn, row.room, pause=row.pause, extra=row.turn.extra_minutes)
        for row in rows
    ]
    try:
        moved = actions.arrange(stage=stage, wanted=wanted, first=first, by=request.user)
    except MoveRefused as refused:
        messages.error(request, str(refused))
        return False
    if moved:
        messages.success(request, _("Saved. Everybody with a new time gets an e-mail."))
    else:
        messages.info(request, _("Everything was so already. Nobody is written to."))
    return True


def _fill(rows: list[Row], first: datetime, day: Day, found: Round) -> None:
    """Times and lengths as they would be, and the judges who leave the room. One query."""
    out: dict[int, list[str]] = {}
    conflicts = Conflict.objects.filter(member__round=found).select_related("member__user__person")
    for each in conflicts:
        out.setdefault(each.application_id, []).append(each.member.user.get_full_name())
    for row in rows:
        row.minutes = minutes_of(row.turn, day)
        row.leaves = _(", ").join(sorted(out.get(row.turn.slot.application_id, [])))
    begins = times([Piece(row.turn.pk, row.minutes, row.pause) for row in rows], first)
    for row in rows:
        row.starts = begins[row.turn.pk]
