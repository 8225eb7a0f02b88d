"""Cohorts in Wagtail's admin: plan, offer, mark, close."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Min, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

import audit.record
from accounts.http import SignedInRequest
from applications.journey.models import Application
from applications.journey.workflow import MoveRefused
from programmes.languages import language_names

from . import actions
from .forms import CohortForm, MeetingFormSet, OverrideForm
from .models import Attendance, Cohort, TrainingPlace
from .progress import everybody
from .waiting import without_a_place

Status = TrainingPlace.Status
SHOWN = 100


def allowed(permission: str):
    """Refuse a member of staff who may not do this anywhere; scope is checked on the record."""

    def guard(view):
        @wraps(view)
        def guarded(request: SignedInRequest, *args, **kwargs) -> HttpResponse:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard


@require_safe
@allowed("training.open")
def cohorts(request: SignedInRequest) -> HttpResponse:
    """Every cohort in reach, running ones first."""
    now = timezone.now()
    rows = (
        Cohort.objects.visible_to(request.user)
        .select_related("course", "city")
        .annotate(
            offered=Count("places", Q(places__status=Status.OFFERED), distinct=True),
            waiting=Count("places", Q(places__status=Status.WAITING), distinct=True),
            next_at=Min("sessions__starts_at", filter=Q(sessions__starts_at__gt=now)),
            first_at=Min("sessions__starts_at"),
        )
        .order_by("-closed_at", "-first_at")[:200]
    )
    context = {
        "cohorts": rows,
        "without_a_place": without_a_place(Application.objects.handled_by(request.user)).count(),
        "may_create": request.user.has_perm("training.create"),
    }
    return render(request, "training/admin/cohorts.html", context)


@require_http_methods(["GET", "POST"])
@allowed("training.create")
def new_cohort(request: SignedInRequest) -> HttpResponse:
    form = CohortForm(request.POST or None, user=request.user)
    meetings = MeetingFormSet(request.POST or None, prefix="meetings")
    if request.method == "POST" and form.is_valid() and meetings.is_valid():
        try:
            cohort = actions.create_cohort(
                **form.cleaned_data,
                meetings=[each.meeting() for each in meetings if each.has_changed()],
                by=request.user,
            )
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The course is planned. Offer places now."))
            return redirect("training_cohort", cohort.public_id)
    return render(request, "training/admin/new_cohort.html", {"form": form, "meetings": meetings})


@require_safe
@allowed("training.open")
def cohort(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Places, waiting list, sessions and who could be offered a place."""
    found = _visible(request, public_id)
    sessions = list(found.sessions.annotate(marked=Count("attendance")))
    people = everybody(found, sessions)
    audit.record.saw(found, by=request.user, screen="cohort")
    may_run = request.user.has_perm("training.run", found)
    may_offer = may_run and not found.closed_at
    context = {
        "cohort": found,
        "sessions": sessions,
        "languages": language_names(found.languages),
        "seated": [each for each in people if each.place.status in TrainingPlace.HOLDS_A_SEAT],
        "offered": [each for each in people if each.place.status == Status.OFFERED],
        "waiting": [each for each in people if each.place.status == Status.WAITING],
        "given_up": [each for each in people if each.place.status == Status.GIVEN_UP],
        "candidates": _candidates(request, found)[:SHOWN] if may_offer else [],
        "may_run": may_run,
        "is_over": all(session.ends_at < timezone.now() for session in sessions),
    }
    return render(request, "training/admin/cohort.html", context)


@require_POST
@allowed("training.open")
def offer(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Offer places to the ticked projects, in the order in which they applied."""
    found = _visible(request, public_id)
    ticked = [int(pk) for pk in request.POST.getlist("application") if pk.isdecimal()]
    chosen = _candidates(request, found).filter(pk__in=ticked)
    statuses = []
    for application in chosen:
        try:
            place = actions.offer_place(application=application, cohort=found, by=request.user)
        except MoveRefused as refused:
            messages.error(request, f"{application}: {refused}")
        else:
            statuses.append(place.status)
    _say_offered(request, statuses)
    return redirect("training_cohort", public_id)


@require_http_methods(["GET", "POST"])
@allowed("training.open")
def attendance(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One screen: everybody with a seat × every session that has begun."""
    found = _visible(request, public_id)
    if not request.user.has_perm("training.mark", found):
        raise PermissionDenied
    if request.method == "POST":
        return _mark(request, found)
    sessions = list(found.sessions.all())
    seated = [
        each
        for each in everybody(found, sessions)
        if each.place.status in TrainingPlace.HOLDS_A_SEAT
    ]
    audit.record.saw(found, by=request.user, screen="attendance")
    context = {
        "cohort": found,
        "people": seated,
        "registers": _registers(sessions, seated),
        "to_come": [each for each in sessions if each.starts_at > timezone.now()],
        "choices": [*Attendance.Mark.choices, ("", _("Not marked"))],
    }
    return render(request, "training/admin/attendance.html", context)


@require_POST
@allowed("training.open")
def close(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    found = _visible(request, public_id)
    _do(request, _("The course is closed."), actions.close_course, cohort=found)
    return redirect("training_cohort", public_id)


@require_POST
@allowed("training.open")
def give_up(request: SignedInRequest, public_id: UUID, place_id: int) -> HttpResponse:
    """Take a place or an offer back for somebody who cannot come."""
    place = _place(request, public_id, place_id)
    said = _("The place is free again. The first in line gets an offer.")
    _do(request, said, actions.give_up_place, place=place, seen=request.POST.get("seen"))
    return redirect("training_cohort", public_id)


@require_http_methods(["GET", "POST"])
@allowed("training.open")
def override(request: SignedInRequest, public_id: UUID, place_id: int) -> HttpResponse:
    """Let somebody go on who missed the rule, with a reason."""
    place = _place(request, public_id, place_id)
    if not request.user.has_perm("training.override", place.application):
        raise PermissionDenied
    form = OverrideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        said = _("This person can go on.")
        _do(request, said, actions.override_completion, place=place, reason=reason)
        return redirect("training_cohort", public_id)
    return render(
        request,
        "training/admin/override.html",
        {"form": form, "place": place, "cohort": place.cohort},
    )


def _visible(request: SignedInRequest, public_id: UUID) -> Cohort:
    return get_object_or_404(
        Cohort.objects.visible_to(request.user).select_related("course__programme", "city"),
        public_id=public_id,
    )


def _place(request: SignedInRequest, public_id: UUID, place_id: int) -> TrainingPlace:
    return get_object_or_404(
        TrainingPlace.objects.select_related(
            "cohort__course", "cohort__city", "application__call", "application__applicant"
        ),
        cohort=_visible(request, public_id),
        pk=place_id,
    )


def _candidates(request: SignedInRequest, cohort: Cohort):
    """Projects of the cohort's calls and city without a place, first sent first."""
    return (
        without_a_place(Application.objects.handled_by(request.user))
        .filter(call__in=cohort.course.its_calls(), city=cohort.city)
        .select_related("call__programme", "applicant", "city")
        .order_by("submitted_at", "id")
    )


def _say_offered(request: SignedInRequest, statuses: list[str]) -> None:
    offered, waiting = statuses.count(Status.OFFERED), statuses.count(Status.WAITING)
    if offered:
        words = ngettext("%(count)s place is offered.", "%(count)s places are offered.", offered)
        messages.success(request, words % {"count": offered})
    if waiting:
        words = ngettext(
            "%(count)s project is on the waiting list.",
            "%(count)s projects are on the waiting list.",
            waiting,
        )
        messages.warning(request, words % {"count": waiting})
    if not statuses:
        messages.warning(request, _("Nobody new was chosen, so no place was offered."))


def _registers(sessions: list, people: list) -> list[dict]:
    """For each session that has begun, everybody's mark; the latest session first."""
    begun = [session for session in sessions if session.starts_at <= timezone.now()]
    return [
        {
            "session": session,
            "rows": [(each.place, dict(each.marks)[session]) for each in people],
            "is_open": index == 0,
        }
        for index, session in enumerate(reversed(begun))
    ]


def _mark(request: SignedInRequest, cohort: Cohort) -> HttpResponse:
    marks: dict[tuple[int, int], str] = {}
    for name in request.POST:
        kind, _dash, cell = name.partition("-")
        session, _dash, place = cell.partition("-")
        if kind == "mark" and session.isdecimal() and place.isdecimal():
            marks[int(session), int(place)] = request.POST[name]
    try:
        changed = actions.mark_attendance(cohort=cohort, marks=marks, by=request.user)
    except MoveRefused as refused:
        messages.error(request, str(refused))
    else:
        words = ngettext("%(count)s mark saved.", "%(count)s marks saved.", changed)
        messages.success(request, words % {"count": changed})
    return redirect("training_attendance", cohort.public_id)


def _do(request: SignedInRequest, said: str, verb: Callable, /, **what) -> None:
    """Run `verb` and say what came of it."""
    try:
        verb(by=request.user, **what)
    except MoveRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
