"""The operator's screen on a phone: one big button for what comes next."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from applications.journey.workflow import MoveRefused

from .. import actions
from ..boards import board, milliseconds
from ..models import Stage, Turn

LONGER = 15
"""Minutes that judges get from the press on, to score a pitch that is over."""
BUTTONS = {
    "call": actions.call_up,
    "start": actions.start_pitch,
    "pause": actions.pause,
    "resume": actions.resume,
    "minute": actions.add_time,
    "questions": actions.to_questions,
    "end": actions.end_turn,
    "late": actions.mark_late,
    "absent": actions.mark_absent,
    "back": actions.bring_back,
    "gap": actions.give_next_gap,
    "longer": partial(actions.keep_scores_open, minutes=LONGER),
    "undo": actions.take_back,
}


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def operate(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Call up, start, pause, one more minute, questions, end; late ones and wrong presses."""
    found = get_object_or_404(Stage.objects.select_related("round__call__programme"), key=key)
    if not request.user.has_perm("pitching.run", found):
        raise Http404
    if request.method == "POST" and request.POST.get("do") == "tell":
        _tell_late(request, found)
        return redirect("pitching:operate", key)
    if request.method == "POST":
        _press(request, found)
        return redirect("pitching:operate", key)
    seen = board(found)
    context = {
        "board": seen,
        "stage": found,
        "zone": found.round.call.zone,
        "others": found.round.stages.exclude(pk=found.pk).filter(turns__isnull=False).distinct(),
        "asked": _asked_now(seen.live),
        "last": _last_pressed(seen.turns),
        "at": milliseconds(seen.at),
        "longer": LONGER,
        "runs_late": any(each.about for each in seen.turns),
    }
    return render(request, "pitching/operate.html", context)


def _asked_now(live: Turn | None) -> list[str]:
    return list(live.questions.values_list("text", flat=True)) if live else []


def _press(request: SignedInRequest, found: Stage) -> None:
    key, seen = (request.POST.get(name, "") for name in ("turn", "seen"))
    turns = found.turns.select_related("slot", "stage__round__call")
    turn = get_object_or_404(turns, pk=key if key.isdecimal() else 0)
    if request.POST.get("do") == "ask":
        return _ask(request, turn)
    verb = BUTTONS.get(request.POST.get("do", ""))
    if verb is None or not seen.isdecimal():
        raise Http404
    try:
        verb(turn=turn, seen=int(seen), by=request.user)
    except MoveRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Done."))


def _tell_late(request: SignedInRequest, found: Stage) -> None:
    try:
        sent = actions.tell_late(stage=found, by=request.user)
    except MoveRefused as refused:
        messages.error(request, str(refused))
        return
    if not sent:
        messages.info(request, _("Everybody was told this before."))
        return
    said = ngettext("%(sent)s letter is on its way.", "%(sent)s letters are on their way.", sent)
    messages.success(request, said % {"sent": sent})


def _ask(request: SignedInRequest, turn: Turn) -> None:
    try:
        actions.write_question(turn=turn, text=request.POST.get("text", ""), by=request.user)
    except MoveRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The question is kept."))


def _last_pressed(turns: list[Turn]) -> Turn | None:
    """Whose last press can be taken back: on stage now, else who was there last."""
    pressed = [each for each in turns if each.before]
    live = next((each for each in pressed if each.live), None)
    ended = [(each.ended_at, each) for each in pressed if each.ended_at]
    return live or max(ended, key=lambda pair: pair[0], default=(None, None))[1]
