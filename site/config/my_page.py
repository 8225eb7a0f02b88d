"""A person's first screen after sign-in: what waits for them, where they work, their details."""

from collections.abc import Sequence
from typing import TypeVar

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions import change_profile, refuse_passkey
from accounts.forms import ProfileForm
from accounts.http import SignedInRequest
from applications.journey.models import Application
from phones.sessions import phone_of
from programmes.rules import needs_second_factor, works_in_admin
from programmes.waiting import Door, doors_for, waiting_for

from .kept_typing import kept_for

Row = TypeVar("Row")
AT_ONCE = {"waits": 10, "doors": 15}
"""Lines of each list: the page stays light with the longest names, in Arabic."""


@never_cache
@require_safe
@login_required
def my_page(request: SignedInRequest) -> HttpResponse:
    doors = [*doors_for(request.user), *_own_doors(request)]
    waiting, more_waiting = _page(request, "waits", waiting_for(request.user))
    doors, more_doors = _page(request, "doors", doors)
    context = {
        "waiting": waiting,
        "more_waiting": more_waiting,
        "doors": doors,
        "more_doors": more_doors,
        "has_kept_typing": kept_for(request) is not None,
        "offers_passkey": _offers_passkey(request),
    }
    return render(request, "my_page.html", context)


def _page(
    request: SignedInRequest, name: str, every: Sequence[Row]
) -> tuple[list[Row], dict[str, str]]:
    """One page of a list, `?name=2` its second, and the addresses of those beside it."""
    pages = Paginator(every, AT_ONCE[name])
    page = pages.get_page(request.GET.get(name))
    beside = {"previous": page.number - 1, "next": page.number + 1}
    there = {side: at for side, at in beside.items() if at in pages.page_range}
    return list(page), {side: f"?{name}={at}#{name}" for side, at in there.items()}


def _offers_passkey(request: SignedInRequest) -> bool:
    """Once somebody sent an application or came back; until they have one or want none.

    Never on a phone that others use. Who must prove a second step was told of passkeys before.
    """
    user = request.user
    if user.refused_passkey_at or phone_of(request) or needs_second_factor(user):
        return False
    sent = Application.objects.filter(applicant=user.person_id, submitted_at__isnull=False)
    if not user.came_back and not sent.exists():
        return False
    return not Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()


@require_POST
@login_required
def no_passkey(request: SignedInRequest) -> HttpResponse:
    """“No, thank you”, for good."""
    refuse_passkey(by=request.user)
    return redirect("my_page")


def _own_doors(request: SignedInRequest) -> list[Door]:
    doors = [Door(_("My details"), reverse("profile"), _("Name, language, how to reach you"))]
    if needs_second_factor(request.user):
        doors.append(Door(_("How I sign in"), reverse("mfa_index"), _("Second step, passkeys")))
    if works_in_admin(request.user):
        doors.insert(0, Door(_("The office"), reverse("wagtailadmin_home"), _("Where staff work")))
    return doors


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def profile(request: SignedInRequest) -> HttpResponse:
    """What we call the person, how to reach them, and what helps them take part."""
    form = ProfileForm(request.POST or None, instance=request.user.person)
    if form.is_valid():
        change_profile(form.instance, by=request.user)
        messages.success(request, _("We have your details."))
        return redirect("my_page")
    return render(request, "profile.html", {"form": form})
