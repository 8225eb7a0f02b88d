"""Who reads what: shared out, looked at, fixed by hand, told."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from applications.journey.workflow import MoveRefused

from .. import actions
from ..models import Assignment, Round
from ..officer_forms import MemberForm
from ..readers_page import readers_in_words
from .officer import officers_only, run_by


@require_http_methods(["GET", "POST"])
@officers_only
def readers(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Every project with its readers and why; how much each judge reads; what is wrong."""
    found = run_by(request, public_id)
    if found.each is None:
        raise Http404
    if request.method == "POST":
        try:
            messages.success(request, _do(request, found))
        except MoveRefused as refused:
            messages.error(request, str(refused))
        return redirect(request.get_full_path())
    after = request.GET.get("after", "")
    context = {
        "title": _("Who reads what"),
        "round": found,
        **readers_in_words(found, int(after) if after.isdecimal() else 0),
    }
    return render(request, "judging/admin/readers.html", context)


def _do(request: SignedInRequest, found: Round) -> str:
    """Do what the pressed button says; returns what to tell."""
    match request.POST.get("do"):
        case "share" | "anew" as how:
            asked = actions.share_out(judging_round=found, by=request.user, anew=how == "anew")
            if asked.is_open:
                return _("We share them out now. You can close this page and come back.")
            return _("The projects are shared out.")
        case "stop":
            actions.stop_sharing(judging_round=found, by=request.user)
            return _("Stopped. Nothing changed.")
        case "fix":
            _fix(request, found)
            return _("Fixed. It stays when you share out again.")
        case "free":
            actions.free_reader(assignment=_given(request, found), by=request.user)
            return _("It may move when you share out again.")
        case "off":
            actions.take_reader_off(assignment=_given(request, found), by=request.user)
            return _("The judge does not read this project any more.")
        case "tell":
            told = actions.tell_readers(judging_round=found, by=request.user)
            said = ngettext("%(count)s judge is told.", "%(count)s judges are told.", told)
            return said % {"count": told}
    raise Http404


def _fix(request: SignedInRequest, found: Round) -> None:
    entries = found.entries.still_in().select_related("application")
    entry = get_object_or_404(entries, application__public_id=_key(request, "application"))
    member = get_object_or_404(found.members, pk=_number(request, "member"))
    actions.fix_reader(member=member, application=entry.application, by=request.user)


def _key(request: SignedInRequest, name: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        raise Http404 from None


def _given(request: SignedInRequest, found: Round) -> Assignment:
    given = Assignment.objects.filter(member__round=found).select_related("member__round")
    return get_object_or_404(given, pk=_number(request, "assignment"))


def _number(request: SignedInRequest, name: str) -> int:
    """What was posted, or 0, which no record has."""
    posted = request.POST.get(name, "")
    return int(posted) if posted.isdecimal() else 0


@require_http_methods(["GET", "POST"])
@officers_only
def member(request: SignedInRequest, public_id: UUID, pk: int) -> HttpResponse:
    """What a judge knows and how much they can read: the sharing out looks at it."""
    found = run_by(request, public_id)
    judge = get_object_or_404(found.members.select_related("user__person"), pk=pk)
    sent = request.POST if request.method == "POST" else None
    form = MemberForm(sent, instance=judge, judging_round=found)
    if form.is_valid():
        try:
            actions.describe_member(member=judge, by=request.user, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("judging_admin:round", public_id)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
    context = {"title": judge.user.get_full_name(), "round": found, "form": form}
    return render(request, "judging/admin/member.html", context)
