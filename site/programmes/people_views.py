"""Screens for administrators: who signs in here, and what they may do."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

import accounts.actions
import audit.record
from accounts.http import SignedInRequest
from accounts.managers import SYSTEM_EMAIL
from accounts.models import User
from accounts.roles import Role

from . import actions
from .models import RoleAssignment
from .people_forms import AddUserForm, GrantForm, SearchForm

PAGE = 50
MANAGE = "accounts.manage_people"


def administrators_only(view):
    """403 for everybody else in the admin."""

    @wraps(view)
    def guarded(request: SignedInRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perm(MANAGE):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_GET
@administrators_only
def people(request: SignedInRequest) -> HttpResponse:
    """Users, newest first, a page at a time."""
    form = SearchForm(request.GET)
    users = _found(form).order_by("-pk").select_related("person")
    if request.GET.get("before", "").isdigit():
        users = users.filter(pk__lt=int(request.GET["before"]))
    in_force = RoleAssignment.objects.in_force().select_related("programme", "city", "organisation")
    users = users.prefetch_related(Prefetch("assignments", in_force, to_attr="roles_now"))
    shown = list(users[: PAGE + 1])
    return render(
        request,
        "programmes/people/list.html",
        {
            "form": form,
            "users": shown[:PAGE],
            "next_url": _next_page(request, shown),
        },
    )


def _found(form: SearchForm):
    users = User.objects.exclude(email=SYSTEM_EMAIL)
    if not form.is_valid():
        return users.none()
    if word := form.cleaned_data["q"]:
        users = users.filter(Q(email__icontains=word) | Q(person__display_name__icontains=word))
    if role := form.cleaned_data["role"]:
        users = users.filter(
            pk__in=RoleAssignment.objects.in_force().filter(role=role).values("user")
        )
    return users


def _next_page(request: SignedInRequest, shown: list[User]) -> str:
    if len(shown) <= PAGE:
        return ""
    kept = {key: request.GET[key] for key in ("q", "role") if request.GET.get(key)}
    return "?" + urlencode(kept | {"before": shown[PAGE - 1].pk})


@require_http_methods(["GET", "POST"])
@administrators_only
def add(request: SignedInRequest) -> HttpResponse:
    """Make a sign-in for somebody; roles come on the next screen."""
    form = AddUserForm(request.POST or None)
    if form.is_valid():
        user = accounts.actions.add_user(by=request.user, **form.cleaned_data)
        messages.success(request, _("They can sign in now. Give them a role."))
        return redirect("people_user", user.pk)
    return render(request, "programmes/people/add.html", {"form": form})


@require_http_methods(["GET", "POST"])
@administrators_only
def user(request: SignedInRequest, pk: int) -> HttpResponse:
    """One user with their roles, past ones too. A POST grants a role."""
    shown = _user(pk)
    form = GrantForm(request.POST or None)
    if form.is_valid() and _grant(request, shown, form):
        return redirect("people_user", pk)
    if request.method == "GET":
        audit.record.saw(shown.person, by=request.user, screen="people.user")
    return render(
        request,
        "programmes/people/user.html",
        {
            "shown": shown,
            "form": form,
            "assignments": shown.assignments.select_related(
                "programme", "city", "organisation"
            ).order_by("-starts_at"),
            "himself": shown == request.user,
        },
    )


def _grant(request: SignedInRequest, user: User, form: GrantForm) -> bool:
    facts = dict(form.cleaned_data)
    role, until = Role(facts.pop("role")), facts.pop("last_day")
    try:
        actions.grant_role(user, role, by=request.user, until=until, **facts)
    except actions.HeldAlready as held:
        form.add_error("role", str(held))
        return False
    messages.success(request, _("The role counts from now on."))
    return True


@require_POST
@administrators_only
def end_role(request: SignedInRequest, pk: int) -> HttpResponse:
    assignment = get_object_or_404(RoleAssignment.objects.select_related("user"), pk=pk)
    actions.end_role(assignment, by=request.user)
    messages.success(request, _("The role has ended."))
    return redirect("people_user", assignment.user_id)


@require_POST
@administrators_only
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    closed = _user(pk)
    if closed == request.user:
        raise PermissionDenied
    accounts.actions.close_user(closed, by=request.user)
    messages.success(request, _("This person cannot sign in any more."))
    return redirect("people_user", pk)


@require_POST
@administrators_only
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    accounts.actions.reopen_user(_user(pk), by=request.user)
    messages.success(request, _("This person can sign in again."))
    return redirect("people_user", pk)


def _user(pk: int) -> User:
    people = User.objects.exclude(email=SYSTEM_EMAIL).select_related("person")
    return get_object_or_404(people, pk=pk)
