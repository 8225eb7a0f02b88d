"""A person's first screen after sign-in: what waits for them, where they work, their details."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions import change_profile
from accounts.forms import ProfileForm
from accounts.http import SignedInRequest
from programmes.rules import needs_second_factor, works_in_admin
from programmes.waiting import Door, doors_for, waiting_for


@never_cache
@require_safe
@login_required
def my_page(request: SignedInRequest) -> HttpResponse:
    context = {
        "waiting": waiting_for(request.user),
        "doors": [*doors_for(request.user), *_own_doors(request)],
    }
    return render(request, "my_page.html", context)


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
