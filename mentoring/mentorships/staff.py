"""Mentoring in Wagtail's admin: who is late, who needs a mentor, and matching."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

import audit.record
from accounts.http import SignedInRequest
from applications.awards.models import Award
from applications.journey import road
from applications.journey.workflow import MoveRefused
from programmes.languages import language_name, language_names
from programmes.scopes import scope_filter

from . import actions
from .forms import EndForm, MatchForm
from .models import STAFF, Mentor, Mentorship
from .suggestions import suggest
from .waiting import without_a_mentor

SHOWN = 200


@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """Late check-ins first, then awards without a mentor, then everybody else."""
    _need_office(request)
    running = Mentorship.objects.handled_by(request.user).running().with_people()
    mentorships = list(running.order_by("next_on", "id")[:SHOWN])
    context = {
        "late": [each for each in mentorships if each.is_overdue],
        "on_time": [each for each in mentorships if not each.is_overdue],
        "unmatched": without_a_mentor(request.user)
        .select_related("application__applicant", "application__city")
        .order_by("issued_at")[:SHOWN],
    }
    return render(request, "mentorships/admin/overview.html", context)


@require_http_methods(["GET", "POST"])
def match(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Mentors with room, best fit first; the officer chooses."""
    _need_office(request)
    award = get_object_or_404(
        Award.objects.filter(
            scope_filter(request.user, STAFF, programme="programme", city="application__city")
        ).select_related(
            "application__call__programme", "application__applicant", "application__city"
        ),
        public_id=public_id,
    )
    if request.method == "POST":
        return _match(request, award)
    form = MatchForm(request.GET or None)
    wanted = form.cleaned_data["skills"] if form.is_bound and form.is_valid() else []
    person = award.application.applicant
    audit.record.saw(award.application, by=request.user, screen="match")
    context = {
        "award": award,
        "application": award.application,
        "spoken": language_names({*person.spoken_languages, person.language}),
        "form": form,
        "suggestions": [
            {
                "suggestion": each,
                "languages": language_names(each.mentor.languages),
                "shared": _(", ").join(language_name(code) for code in each.languages),
            }
            for each in suggest(award, wanted)
        ],
    }
    return render(request, "mentorships/admin/match.html", context)


@require_http_methods(["GET", "POST"])
def mentorship(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Everything about one mentorship, private notes included; end it here."""
    _need_office(request)
    found = get_object_or_404(
        Mentorship.objects.handled_by(request.user).with_people(), public_id=public_id
    )
    if not request.user.has_perm("mentorships.oversee", found):
        raise PermissionDenied
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _end(request, found, form.cleaned_data["reason"])
        return redirect("mentoring_mentorship", public_id)
    audit.record.saw(found.award.application, by=request.user, screen="mentorship")
    context = {
        "mentorship": found,
        "application": found.award.application,
        "steps": road.steps(found.award.application),
        "check_ins": found.check_ins.prefetch_related("actions"),
        "form": form,
    }
    return render(request, "mentorships/admin/mentorship.html", context)


def _need_office(request: SignedInRequest) -> None:
    if not request.user.has_perm("mentorships.open"):
        raise PermissionDenied


def _match(request: SignedInRequest, award: Award) -> HttpResponse:
    chosen = request.POST.get("mentor", "")
    mentor = get_object_or_404(
        Mentor.objects.of_programme(award.programme_id),
        pk=int(chosen) if chosen.isdecimal() else 0,
    )
    try:
        made = actions.match(award=award, mentor=mentor, by=request.user)
    except MoveRefused as refused:
        messages.error(request, str(refused))
        return redirect("mentoring_match", award.public_id)
    messages.success(request, _("Matched. Both of them get an e-mail."))
    return redirect("mentoring_mentorship", made.public_id)


def _end(request: SignedInRequest, found: Mentorship, reason: str) -> None:
    try:
        actions.end_mentorship(mentorship=found, reason=reason, by=request.user)
    except MoveRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The mentorship has ended. You can find another mentor."))
