"""What an applicant sees and does about the course and the business plan."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

import audit.record
from accounts.http import SignedInRequest
from applications.calls.models import Stage
from applications.journey import road
from applications.journey.models import Application
from applications.journey.workflow import MoveRefused
from files.fields import here
from files.models import Scan
from files.storage import short_link
from programmes.languages import language_names

from .actions import accept_place, give_up_place, keep_plan
from .actions.plans import takes_plans
from .forms import PlanForm
from .models import BusinessPlan, TrainingPlace
from .progress import place_of, progress_of

ANSWERS = {"accept": accept_place, "give_up": give_up_place}


@require_http_methods(["GET", "POST"])
@login_required
def training(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The offer with its dates; accept it or give it up; later, how far the course is."""
    application = _own(request, public_id)
    place = place_of(application)
    if request.method == "POST":
        _answer(request, place)
        return redirect("training:training", public_id)
    sessions = list(place.cohort.sessions.all()) if place else []
    context = _with_road(application) | {
        "place": place,
        "sessions": sessions,
        "languages": language_names(place.cohort.languages) if place else "",
        "progress": progress_of(place, sessions) if place else None,
        "has_seat": place is not None and place.status in TrainingPlace.HOLDS_A_SEAT,
        "has_plan": application.business_plans.exists(),
    }
    return render(request, "training/training.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def plan(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Every version of the plan, and a place to send the next."""
    application = _own(request, public_id)
    form = PlanForm(request.POST or None, request.FILES or None, by=request.user)
    if request.method == "POST" and form.is_valid() and _upload(request, application, form):
        return redirect("training:plan", public_id)
    context = _with_road(application) | {
        "form": form,
        "plans": application.business_plans.all(),
        "takes_plans": takes_plans(application),
    }
    return render(request, "training/plan.html", context, status=400 if form.errors else 200)


@require_safe
@login_required
def plan_file(request: SignedInRequest, public_id: UUID, version: int) -> HttpResponse:
    """Leads to one version's file by a link that soon ends; staff who open it are recorded."""
    found = get_object_or_404(
        BusinessPlan.objects.visible_to(request.user).select_related("application__call"),
        application__public_id=public_id,
        version=version,
    )
    if not request.user.has_perm("training.read_plan", found.application):
        raise PermissionDenied
    own = found.application.applicant_id == request.user.person_id
    if found.scan == Scan.INFECTED or not (own or found.is_open):
        raise Http404
    if not own:
        audit.record.saw(found.application, by=request.user, screen="business plan")
    return redirect(short_link(found.file, name=found.original_name))


def _own(request: SignedInRequest, public_id: UUID) -> Application:
    """The person's own application in a call with training."""
    application = get_object_or_404(
        Application.objects.filter(applicant__user=request.user).with_road(), public_id=public_id
    )
    if not application.call.uses(Stage.TRAINING):
        raise Http404
    return application


def _with_road(application: Application) -> dict:
    return {
        "application": application,
        "steps": road.steps(application, road.known_dates(application)),
        "next_step": road.next_step(application),
    }


def _answer(request: SignedInRequest, place: TrainingPlace | None) -> None:
    answer = ANSWERS.get(request.POST.get("answer", ""))
    if not (place and answer):
        messages.error(request, _("Choose one of the answers."))
        return
    try:
        place = answer(place=place, by=request.user, seen=request.POST.get("seen"))
    except MoveRefused as refused:
        messages.error(request, str(refused))
        return
    messages.success(request, _said(place))


def _said(place: TrainingPlace) -> str:
    return {
        TrainingPlace.Status.ACCEPTED: _("The place is yours. See you at the course."),
        TrainingPlace.Status.WAITING: _(
            "The last place went a moment ago. You are on the waiting list now."
        ),
        TrainingPlace.Status.GIVEN_UP: _("You gave up the place. Somebody else can have it."),
    }[TrainingPlace.Status(place.status)]


def _upload(request: SignedInRequest, application: Application, form: PlanForm) -> bool:
    """Whether the file was taken; what was wrong goes into the form."""
    [stored] = here(form.cleaned_data["file"])
    try:
        kept = keep_plan(application=application, stored=stored, by=request.user)
    except MoveRefused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(
        request,
        _("We have “%(name)s”. It is version %(version)s.")
        % {"name": kept.original_name, "version": kept.version},
    )
    return True
