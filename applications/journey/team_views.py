"""Naming the people of a team, and their yes."""

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import SignedInRequest

from . import team
from .door import to_let_in
from .helping_forms import CoApplicantForm
from .models import Application, CoApplicant
from .states import OPEN
from .workflow import MoveRefused


@require_http_methods(["GET", "POST"])
@login_required
def name(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Name somebody with whom one applies."""
    application = to_let_in(request, public_id)
    if application.state not in OPEN:
        return redirect("journey:people", public_id)
    form = CoApplicantForm(request.POST or None)
    if form.is_valid() and _name(request, application, form):
        return redirect("journey:people", public_id)
    context = {"application": application, "form": form}
    return render(request, "journey/name_co_applicant.html", context)


def _name(request: SignedInRequest, application: Application, form: CoApplicantForm) -> bool:
    given = form.cleaned_data
    if given["email"] and not ratelimit.consume(request, action="invite", user=request.user):
        form.add_error(None, _("You asked many people in a short time. Try again in an hour."))
        return False
    try:
        team.name_co_applicant(application, **given, by=request.user)
    except MoveRefused as refused:
        form.add_error("email", str(refused))
        return False
    messages.success(request, _("%(name)s is on your list.") % {"name": given["name"]})
    return True


@require_http_methods(["GET", "POST"])
@login_required
def asked(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Being asked to apply together: say yes or no."""
    member = _theirs(request, public_id)
    if request.method != "POST":
        context = {
            "member": member,
            "lead": member.application.applicant.display_name,
        }
        return render(request, "journey/team.html", context)
    try:
        if request.POST.get("say") == "yes":
            team.join_team(member, by=request.user)
            messages.success(request, _("You apply together now."))
            return redirect("journey:tasks", member.application.public_id)
        team.leave_team(member, by=request.user)
    except MoveRefused as refused:
        messages.error(request, str(refused))
        return redirect("journey:team", public_id)
    messages.success(request, _("You are not part of this team."))
    return redirect("my_page")


def _theirs(request: SignedInRequest, public_id: UUID) -> CoApplicant:
    found = CoApplicant.objects.select_related("application__applicant", "application__call")
    member = get_object_or_404(found, public_id=public_id)
    invited = member.user_id is None and member.email == request.user.email.lower()
    if member.user_id != request.user.pk and not invited:
        raise Http404
    return member


@require_POST
@login_required
def take_off(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The applicant takes somebody off the team; what they typed stays."""
    found = CoApplicant.objects.select_related("application")
    member = get_object_or_404(found, public_id=public_id)
    if not request.user.has_perm("journey.let_in", member.application):
        raise Http404
    team.leave_team(member, by=request.user)
    messages.success(request, _("The team is as you want it."))
    return redirect("journey:people", member.application.public_id)
