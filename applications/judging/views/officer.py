"""An officer's screens in Wagtail's admin: rubrics, rounds, panels, the lock."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import SignedInRequest
from applications.journey.workflow import MoveRefused

from .. import actions
from .. import round_page as pages
from ..models import Conflict, Round, Rubric
from ..officer_forms import InviteForm, RoundForm, TermsForm
from ..rubric_forms import LineForm, LineFormSet, RubricForm


def officers_only(view: Callable) -> Callable:
    @wraps(view)
    def guarded(request: SignedInRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perm("judging.work"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def run_by(request: SignedInRequest, public_id: UUID) -> Round:
    return get_object_or_404(Round.objects.run_by(request.user), public_id=public_id)


@require_safe
@officers_only
def index(request: SignedInRequest) -> HttpResponse:
    """Rounds and rubrics in the officer's reach."""
    context = {
        "title": _("Judging"),
        "rounds": pages.rounds_of(request.user),
        "programmes": pages.programmes_of(request.user),
        "rubrics": Rubric.objects.visible_to(request.user).prefetch_related("criteria"),
    }
    return render(request, "judging/admin/index.html", context)


@require_http_methods(["GET", "POST"])
@officers_only
def rubric_new(request: SignedInRequest) -> HttpResponse:
    return _rubric(request, Rubric())


@require_http_methods(["GET", "POST"])
@officers_only
def rubric(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a rubric, or read it once it is frozen."""
    return _rubric(request, get_object_or_404(Rubric.objects.visible_to(request.user), pk=pk))


def _rubric(request: SignedInRequest, found: Rubric) -> HttpResponse:
    criteria = list(found.criteria.all()) if found.pk else []
    form = RubricForm(request.POST or None, instance=found, by=request.user)
    lines = LineFormSet(
        request.POST or None, initial=[LineForm.initial_of(each) for each in criteria]
    )
    if request.method == "POST" and form.is_valid() and lines.is_valid():
        typed = [each.line() for each in lines if each.cleaned_data.get("name", "").strip()]
        try:
            saved = actions.save_rubric(rubric=form.rubric(), lines=typed, by=request.user)
            messages.success(request, _("Saved."))
            return redirect("judging_admin:rubric", saved.pk)
        except MoveRefused as refused:
            messages.error(request, str(refused))
    context = {
        "title": str(found) if found.pk else _("New rubric"),
        "rubric": found,
        "criteria": criteria,
        "form": form,
        "lines": lines,
    }
    return render(request, "judging/admin/rubric.html", context)


@require_POST
@officers_only
def rubric_copy(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new version that can be changed."""
    found = get_object_or_404(Rubric.objects.visible_to(request.user), pk=pk)
    copy = actions.new_version(rubric=found, by=request.user)
    messages.success(request, _("This is a new version. The old one stays as it is."))
    return redirect("judging_admin:rubric", copy.pk)


@require_http_methods(["GET", "POST"])
@officers_only
def terms(request: SignedInRequest, pk: int) -> HttpResponse:
    """What judges of a programme agree to: every version, and the words for the next one."""
    programme = get_object_or_404(pages.programmes_of(request.user), pk=pk)
    versions = programme.panel_terms.select_related("written_by__person")
    newest = versions.first()
    form = TermsForm(request.POST or None, initial=TermsForm.initial_of(newest))
    if request.method == "POST" and form.is_valid():
        actions.write_terms(programme=programme, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. Judges are asked before they go on."))
        return redirect("judging_admin:terms", pk)
    context = {
        "title": _("Terms for judges"),
        "programme": programme,
        "versions": versions,
        "form": form,
    }
    return render(request, "judging/admin/terms.html", context)


@require_http_methods(["GET", "POST"])
@officers_only
def round_new(request: SignedInRequest) -> HttpResponse:
    return _round_form(request, Round(), _("New round"))


@require_http_methods(["GET", "POST"])
@officers_only
def round_change(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    found = run_by(request, public_id)
    return _round_form(request, found, found.name)


def _round_form(request: SignedInRequest, found: Round, title: str) -> HttpResponse:
    form = RoundForm(request.POST or None, instance=found, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save_round(judging_round=form.save(commit=False), by=request.user)
            messages.success(request, _("Saved."))
            return redirect("judging_admin:round", saved.public_id)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
    return render(
        request, "judging/admin/round_form.html", {"title": title, "form": form, "round": found}
    )


@require_http_methods(["GET", "POST"])
@officers_only
def round_page(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One round: who sits on it, what is before it, how far it is, and what to do next."""
    found = run_by(request, public_id)
    invite = InviteForm(request.POST if request.POST.get("do") == "invite" else None)
    if request.method == "POST":
        try:
            if done := _do(request, found, invite):
                messages.success(request, done)
                return redirect("judging_admin:round", public_id)
        except MoveRefused as refused:
            messages.error(request, str(refused))
            return redirect("judging_admin:round", public_id)
    context = {
        "title": found.name,
        "round": found,
        "invite": invite,
        **pages.round_in_words(found, request.user),
    }
    return render(request, "judging/admin/round.html", context)


def _do(request: SignedInRequest, found: Round, invite: InviteForm) -> str:
    """Do what the pressed button says; an empty answer shows the page with its errors."""
    match request.POST.get("do"):
        case "invite" if invite.is_valid():
            member = actions.invite_to_panel(
                judging_round=found, by=request.user, **invite.cleaned_data
            )
            return _("%(name)s is invited.") % {"name": member.user.get_full_name()}
        case "chair":
            actions.make_chair(member=_member(request, found), by=request.user)
            return _("The panel has a new chair.")
        case "remove":
            actions.remove_from_panel(member=_member(request, found), by=request.user)
            return _("The judge is off the panel.")
        case "link":
            member = _member(request, found)
            actions.send_link(member=member, by=request.user)
            return _("%(name)s gets a new link.") % {"name": member.user.get_full_name()}
        case "revoke":
            actions.revoke_link(member=_member(request, found), by=request.user)
            return _("The link opens nothing any more.")
        case "lift":
            conflict = get_object_or_404(
                Conflict, member__round=found, pk=request.POST.get("conflict", "0")
            )
            reason = request.POST.get("reason", "")
            actions.lift_conflict(conflict=conflict, reason=reason, by=request.user)
            return _("The judge can see this project again.")
        case "freeze":
            actions.freeze_plans(judging_round=found, by=request.user)
            return _("Judges now read the papers as they are at this moment.")
        case "lock":
            actions.lock_scores(judging_round=found, by=request.user)
            return _("The scores are locked. The chair can decide.")
        case "enter":
            ticked = request.POST.getlist("enter")
            ready = [each for each in pages.ready_for(found) if str(each.public_id) in ticked]
            actions.enter(judging_round=found, applications=ready, by=request.user)
            return _("They are before the panel.")
    return ""


def _member(request: SignedInRequest, found: Round):
    return get_object_or_404(found.members.select_related("user"), pk=request.POST.get("member"))
