"""A judge's way: my panels, whom I know, my pitches, one scorecard, the panel's picture."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

import audit.record
from accounts.http import SignedInRequest
from applications.journey import answer_files
from applications.journey.road import steps
from applications.journey.workflow import MoveRefused
from files.views import opened

from .. import actions, blind, pictures
from ..door import on_the_panel
from ..models import Entry, PanelMember, Round
from .common import entry_for, need, seat_of


@require_safe
@login_required
def panels(request: SignedInRequest) -> HttpResponse:
    """The panels I sit on, latest first."""
    rounds = pictures.my_panels(request.user)
    return render(request, "judging/panels.html", {"panels": rounds})


@require_safe
@on_the_panel
def panel(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """My pitches of one round and how far I am; whom I know comes first."""
    judging_round, member = seat_of(request, public_id)
    if Entry.objects.to_declare(member).exists() and not judging_round.locked_at:
        return redirect("judging:conflicts", public_id)
    if judging_round.calibrates and not (member.calibrated_at or judging_round.locked_at):
        return redirect("judging:samples", public_id)
    context = {
        "round": judging_round,
        "member": member,
        **pictures.my_pitches(member, judging_round),
        "may_rank": request.user.has_perm("judging.see_ranking", judging_round),
    }
    return render(request, "judging/panel.html", context)


@require_http_methods(["GET", "POST"])
@on_the_panel
def terms(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What the judge agrees to before anything is shown; afterwards to read again."""
    judging_round, member = seat_of(request, public_id, agreed=False)
    newest = judging_round.call.programme.panel_terms.first()
    if newest is None:
        return redirect("judging:panel", public_id)
    if request.method == "POST":
        seen = request.POST.get("version", "")
        version = int(seen) if seen.isdecimal() else 0
        try:
            actions.accept_terms(member=member, version=version, by=request.user)
        except MoveRefused as refused:
            messages.error(request, str(refused))
            return redirect("judging:terms", public_id)
        return redirect("judging:panel", public_id)
    context = {"round": judging_round, "member": member, "terms": newest}
    return render(request, "judging/terms.html", context)


@require_http_methods(["GET", "POST"])
@on_the_panel
def conflicts(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Names of applicants and projects only: the judge ticks those they keep out of."""
    judging_round, member = seat_of(request, public_id)
    if judging_round.locked_at:
        return redirect("judging:panel", public_id)
    if request.method == "POST":
        return _declare(request, judging_round, member)
    context = {
        "round": judging_round,
        "rows": pictures.whom_to_know(member, judging_round),
        "again": member.conflicts_declared_at is not None,
    }
    return render(request, "judging/conflicts.html", context)


def _declare(request: SignedInRequest, judging_round: Round, member: PanelMember) -> HttpResponse:
    before = Entry.objects.before(member).select_related("application")
    keys = {blind.sign_of(member, entry.application): entry.pk for entry in before}
    posted = set(request.POST.getlist("shown"))
    known = {
        keys[each]: request.POST.get(f"reason-{each}", "").strip()
        for each in posted.intersection(request.POST.getlist("known"), keys)
    }
    shown = {keys[each] for each in posted.intersection(keys)}
    try:
        actions.declare_conflicts(member=member, known=known, shown=shown, by=request.user)
    except MoveRefused as refused:
        messages.error(request, str(refused))
        return redirect("judging:conflicts", judging_round.public_id)
    messages.success(request, _("Thank you. These are your pitches."))
    return redirect("judging:panel", judging_round.public_id)


@require_safe
@on_the_panel
def answer_file(
    request: SignedInRequest, public_id: UUID, pitch_id: UUID, file_id: UUID
) -> HttpResponse:
    """A file of an answer that judges may read; their reading is recorded."""
    judging_round, member = seat_of(request, public_id)
    application = entry_for(member, judging_round, pitch_id).application
    found = answer_files.find(application, file_id, own=False)
    if found is None or found.key not in answer_files.judged_keys(application):
        raise Http404
    if found.key in judging_round.blind_answers and not judging_round.locked_at:
        raise Http404
    audit.record.saw(application, by=request.user, screen="answer file")
    return opened(request, blind.unnamed(found.stored, judging_round))


@require_safe
@on_the_panel
def picture(request: SignedInRequest, public_id: UUID, pitch_id: UUID) -> HttpResponse:
    """What the panel gave to one pitch, once the judge's own scorecard is in."""
    judging_round, member = seat_of(request, public_id)
    entry = entry_for(member, judging_round, pitch_id)
    need(request, "judging.see_picture", entry)
    context = {
        "round": judging_round,
        "application": entry.application,
        "shown": blind.shown(entry.application, judging_round),
        "steps": steps(entry.application),
        **pictures.of_one(entry),
    }
    return render(request, "judging/picture.html", context)
