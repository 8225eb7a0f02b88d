"""People whose applications staff look after, those without a sign-in above all."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

import audit.record
from accounts.actions import HasSignIn, correct_person
from accounts.forms import PersonForm
from accounts.http import SignedInRequest
from accounts.models import Person, User

from .models import Application
from .officer_views import officers_only
from .rules import is_administrator

PAGE = 50


@require_safe
@officers_only
def without_sign_in(request: SignedInRequest) -> HttpResponse:
    """People who cannot sign in, newest first: somebody else filled in for them."""
    found = _reachable(request.user).order_by("-pk")
    if request.GET.get("before", "").isdecimal():
        found = found.filter(pk__lt=int(request.GET["before"]))
    shown = list(found[: PAGE + 1])
    context = {
        "title": _("People without a sign-in"),
        "people": shown[:PAGE],
        "next_url": f"?before={shown[PAGE - 1].pk}" if len(shown) > PAGE else "",
    }
    return render(request, "journey/admin/people.html", context)


def _reachable(user: User) -> QuerySet[Person]:
    people = Person.objects.filter(user=None)
    if is_administrator(user):
        return people
    return people.filter(pk__in=Application.objects.handled_by(user).values("applicant"))


@require_http_methods(["GET", "POST"])
@officers_only
def person(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One person: how to reach them, their applications; a POST corrects their details."""
    found = get_object_or_404(Person, public_id=public_id)
    if not request.user.has_perm("journey.view_person", found):
        raise Http404
    name = found.display_name
    may_correct = request.user.has_perm("journey.correct_person", found)
    form = PersonForm(request.POST or None, instance=found) if may_correct else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid() and _correct(request, found):
            return redirect("people_person", public_id)
    audit.record.saw(found, by=request.user, screen="person")
    context = {
        "title": name,
        "person": found,
        "form": form,
        "applications": Application.objects.handled_by(request.user)
        .filter(applicant=found)
        .with_road()
        .order_by("-pk"),
        "history": audit.record.history(found).select_related("user__person").reverse(),
    }
    return render(request, "journey/admin/person.html", context)


def _correct(request: SignedInRequest, person: Person) -> bool:
    try:
        correct_person(person, by=request.user)
    except HasSignIn:
        messages.error(request, _("This person signs in now and changes their details themselves."))
        return True
    messages.success(request, _("The details are saved."))
    return True
