"""One scorecard: marked, saved while it is marked, undone, handed in, opened again, marked anew."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import SignedInRequest
from applications.journey.papers import papers_of
from applications.journey.road import steps
from applications.journey.workflow import MoveRefused

from .. import actions, blind, merging, pictures
from ..changes_page import changes_in_words
from ..door import link_of, on_the_panel, only_saves
from ..forms import ScoreForm, SecondForm, given_in, seen_in
from ..given import Given
from ..links import path_of
from ..models import Criterion, Entry, Rubric, Scorecard, SecondCard
from ..reading import part_url, part_words, parts_of
from ..refusals import First
from ..rules import shows_others
from ..windows import why_shut
from .common import entry_for, need, seat_of


@require_http_methods(["GET", "POST"])
@on_the_panel
def score(request: SignedInRequest, public_id: UUID, pitch_id: UUID) -> HttpResponse:
    """One pitch against the rubric, saved as a draft at any time, submitted once complete."""
    judging_round, member = seat_of(request, public_id)
    entry = entry_for(member, judging_round, pitch_id)
    prefetch_related_objects([judging_round.rubric], "criteria")
    if request.method == "POST":
        return _save(request, entry)
    card = _card(request, entry)
    given = actions.Given.of(card) if card else actions.Given()
    form = ScoreForm(rubric=judging_round.rubric, initial=ScoreForm.initial_of(given))
    return _score_page(request, entry, form, card)


def _card(request: SignedInRequest, entry: Entry) -> Scorecard | None:
    cards = Scorecard.objects.filter(
        round=entry.round, application=entry.application_id, judge=request.user
    )
    return cards.prefetch_related("marks__criterion").first()


def _save(request: SignedInRequest, entry: Entry) -> HttpResponse:
    form = ScoreForm(request.POST, rubric=entry.round.rubric)
    if not form.is_valid():
        return _score_page(request, entry, form, _card(request, entry))
    given, submit = form.given(), request.POST.get("do") == "submit"
    goes_in = submit and form.can_go_in()
    try:
        saved = actions.save_fields(
            entry=entry, given=given, by=request.user, seen=form.seen(), submit=goes_in
        )
    except MoveRefused as refused:
        messages.error(request, str(refused))
        return redirect("judging:score", entry.round.public_id, entry.application.public_id)
    if saved.clashes:
        return _score_page(request, entry, form, _card(request, entry), both=True)
    if submit and not goes_in:
        return _score_page(request, entry, form, _card(request, entry))
    messages.success(request, _("It is in. Thank you.") if submit else _("Saved. Nothing is lost."))
    if submit:
        return redirect("judging:panel", entry.round.public_id)
    return redirect("judging:score", entry.round.public_id, entry.application.public_id)


@require_POST
@only_saves
def autosave(request: HttpRequest, public_id: UUID, pitch_id: UUID) -> HttpResponse:
    """Keep what the script sends while the judge marks: `{saved, versions, clashes}`.

    `versions` are the tokens of the fields that are stored as they stand on that screen. 401 for
    who is signed out, 409 when it is closed for them; what they typed stays on their phone.
    """
    if not request.user.is_authenticated:
        return JsonResponse({}, status=401)
    signed_in = cast(SignedInRequest, request)
    try:
        judging_round, member = seat_of(signed_in, public_id)
        entry = entry_for(member, judging_round, pitch_id, to_save=True)
        names = _names_of(judging_round.rubric)
        given, seen = given_in(request.POST, judging_round.rubric), seen_in(request.POST, names)
        saved = actions.save_fields(entry=entry, given=given, by=signed_in.user, seen=seen)
    except (First, MoveRefused) as refused:
        return JsonResponse({"sentence": str(refused)}, status=409)
    return JsonResponse(
        {
            "saved": time_format(timezone.localtime(), "H:i"),
            "versions": merging.tokens(saved.given, like=given, names=names),
            "clashes": saved.clashes,
        }
    )


def _names_of(rubric: Rubric) -> list[str]:
    """What a scorecard's fields are called. The criteria are read here, for the action too, and
    without their words."""
    lines = Criterion.objects.only("rubric", "position", "allows_not_applicable")
    prefetch_related_objects([rubric], Prefetch("criteria", lines))
    return [*(f"c{each.pk}" for each in rubric.criteria.all()), *merging.WORDS]


@require_http_methods(["GET", "POST"])
@on_the_panel
def undo(request: SignedInRequest, public_id: UUID, pitch_id: UUID) -> HttpResponse:
    """The last changes, newest first; each can be taken back, alone."""
    judging_round, member = seat_of(request, public_id)
    entry = entry_for(member, judging_round, pitch_id)
    if request.method == "POST":
        return _take_back(request, entry)
    card = _card(request, entry)
    context = {
        "round": judging_round,
        "application": entry.application,
        "shown": blind.shown(entry.application, judging_round),
        "changes": changes_in_words(card, judging_round) if card else [],
        "editable": _what_may_be_done(request, entry, card)["editable"],
    }
    return render(request, "judging/undo.html", context)


def _take_back(request: SignedInRequest, entry: Entry) -> HttpResponse:
    """The step that was pressed, else the last one."""
    step = request.POST.get("step", "")
    number = int(step) if step.isdecimal() else None
    try:
        actions.undo_change(entry=entry, by=request.user, step=number)
    except MoveRefused as refused:
        messages.error(request, str(refused))
    else:
        last = _("The last change is undone. Press it again to bring it back.")
        messages.success(request, _("This change is undone.") if step else last)
    page = "judging:undo" if step else "judging:score"
    return redirect(page, entry.round.public_id, entry.application.public_id)


@require_http_methods(["GET", "POST"])
@on_the_panel
def second(request: SignedInRequest, public_id: UUID, pitch_id: UUID) -> HttpResponse:
    """Marks after the panel has talked, beside the first ones."""
    judging_round, member = seat_of(request, public_id)
    entry = entry_for(member, judging_round, pitch_id)
    need(request, "judging.score_again", entry)
    card = (
        Scorecard.objects.select_related("second")
        .prefetch_related("marks__criterion")
        .get(round=judging_round, application=entry.application_id, judge=request.user)
    )
    before: SecondCard | None = getattr(card, "second", None)
    typed = request.POST if request.method == "POST" else None
    form = SecondForm(
        typed, rubric=judging_round.rubric, initial=SecondForm.initial_with(card, before)
    )
    if form.is_valid() and form.is_complete() and _give_second(request, entry, form):
        return redirect("judging:picture", public_id, pitch_id)
    context = {
        "round": judging_round,
        "application": entry.application,
        "shown": blind.shown(entry.application, judging_round),
        "form": form,
        "first": pictures.marks_in_words(card),
        "version": before.version if before else 0,
    }
    return render(request, "judging/second.html", context)


def _give_second(request: SignedInRequest, entry: Entry, form: SecondForm) -> bool:
    seen = request.POST.get("version", "")
    try:
        actions.give_second_marks(
            entry=entry,
            marks=form.given().marks,
            reason=form.cleaned_data["reason"],
            by=request.user,
            seen=int(seen) if seen.isdecimal() else 0,
        )
    except MoveRefused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Your second marks are in, beside the first."))
    return True


def _score_page(
    request: SignedInRequest,
    entry: Entry,
    form: ScoreForm,
    card: Scorecard | None,
    *,
    both: bool = False,
) -> HttpResponse:
    application, judging_round = entry.application, entry.round
    link = link_of(request)
    stored = Given.of(card) if card else Given()
    context = {
        "round": judging_round,
        "application": application,
        "steps": steps(application),
        **_reading(request, entry),
        "shown": blind.shown(application, judging_round),
        "papers": papers_of(application, named=not blind.hides(judging_round, "file_names")),
        "form": form,
        "tokens": merging.tokens(stored, like=stored, names=list(form.fields)),
        "card": card,
        "saved": pictures.marks_in_words(card) if card else [],
        "both": both,
        "come_back": path_of(link) if link else "",
        **_what_may_be_done(request, entry, card),
        **pictures.place_of(entry, request.user),
    }
    return render(request, "judging/score.html", context)


def _what_may_be_done(
    request: SignedInRequest, entry: Entry, card: Scorecard | None
) -> dict[str, object]:
    """The same as rules.py says, of an entry that this judge reads, without asking again."""
    judging_round = entry.round
    is_in = bool(card and card.submitted_at)
    is_open, talked = judging_round.locked_at is None, judging_round.discussed_at is not None
    shut = why_shut(entry) if is_open and not is_in else ""
    return {
        "shut": shut,
        "editable": is_open and not is_in and not shut,
        "may_undo": bool(card and card.before),
        "may_reopen": is_open and is_in and judging_round.may_reopen and not talked,
        "may_see": not is_open or (is_in and shows_others.test(request.user, entry)),
        "may_again": is_open and is_in and talked,
    }


def _reading(request: SignedInRequest, entry: Entry) -> dict[str, object]:
    """The first part of the application, and the way to the next or to where the judge was."""
    parts = parts_of(entry)
    asked = request.GET.get("part", "")
    was_at = int(asked) if asked.isdecimal() and 1 < int(asked) <= len(parts) else 0
    go_on = was_at or 2
    return {
        "part": parts[0],
        "was_at": was_at,
        "further_url": part_url(entry, 2) if len(parts) > 1 else "",
        "go_on_url": part_url(entry, go_on) if len(parts) > 1 else "",
        "go_on_words": part_words(go_on, len(parts)),
    }


@require_POST
@on_the_panel
def reopen(request: SignedInRequest, public_id: UUID, pitch_id: UUID) -> HttpResponse:
    """Take a submitted scorecard back to change it."""
    judging_round, member = seat_of(request, public_id)
    entry = entry_for(member, judging_round, pitch_id)
    try:
        actions.reopen_scorecard(entry=entry, by=request.user)
        messages.success(request, _("It is open again. Submit it when you are done."))
    except MoveRefused as refused:
        messages.error(request, str(refused))
    return redirect("judging:score", public_id, pitch_id)
