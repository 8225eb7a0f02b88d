"""What mentors and grantees see and do."""

from collections.abc import Callable
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

import audit.record
from accounts.http import SignedInRequest
from applications.journey import road
from applications.journey.models import Application
from applications.journey.workflow import MoveRefused
from programmes.languages import language_names

from . import actions
from .forms import CheckInForm, ProfileForm, PromiseFormSet, first_answers
from .models import Action, CheckIn, Mentor, Mentorship


@require_safe
@login_required
def my_mentees(request: SignedInRequest) -> HttpResponse:
    """A mentor's mentees, whom to meet next in front."""
    mentor = _mentor(request)
    if mentor is None:
        return redirect("mentorships:profile")
    running = (
        Mentorship.objects.running().filter(mentor=mentor).with_people().order_by("next_on", "id")
    )
    rows = [
        {"mentorship": each, "steps": road.steps(each.award.application)} for each in running[:50]
    ]
    ended = (
        Mentorship.objects.filter(mentor=mentor, ended_on__isnull=False)
        .with_people()
        .order_by("-ended_on")[:50]
    )
    context = {"mentor": mentor, "rows": rows, "ended": ended}
    return render(request, "mentorships/my_mentees.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def profile(request: SignedInRequest) -> HttpResponse:
    """Where, in which languages and with what the mentor can help."""
    mentor = _mentor(request)
    fields = ("city", "languages", "skills", "capacity")
    initial = {name: getattr(mentor, name) for name in fields} if mentor else {"capacity": 3}
    form = ProfileForm(request.POST or None, initial=initial, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_profile(user=request.user, **form.cleaned_data)
        except MoveRefused as refused:
            form.add_error("capacity", str(refused))
        else:
            messages.success(request, _("Your profile is saved."))
            return redirect("mentorships:my_mentees")
    return render(request, "mentorships/profile.html", {"form": form, "mentor": mentor})


@require_safe
@login_required
def mentorship(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One mentee: check-ins, what was promised, the next date."""
    found = _mentored(request, public_id)
    audit.record.saw(found.award.application, by=request.user, screen="mentorship")
    context = {
        "mentorship": found,
        "application": found.award.application,
        "person": found.award.application.applicant,
        "languages": language_names(found.award.application.applicant.spoken_languages),
        "steps": road.steps(found.award.application),
        "check_ins": found.check_ins.prefetch_related("actions"),
        "to_do": _to_do(found),
    }
    return render(request, "mentorships/mentorship.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def log(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Write down a meeting in a minute."""
    found = _mentored(request, public_id)
    if found.ended_on and request.method == "GET":
        messages.info(request, _("This mentorship has ended."))
        return redirect("mentorships:mentorship", public_id)
    form = CheckInForm(request.POST or None, initial=first_answers(found, uuid4()))
    promises = PromiseFormSet(request.POST or None, prefix="promises")
    if request.method == "POST":
        if form.is_valid() and promises.is_valid() and _log(request, found, form, promises):
            return redirect("mentorships:mentorship", public_id)
    else:
        audit.record.saw(found.award.application, by=request.user, screen="check-in")
    context = {
        "mentorship": found,
        "person": found.award.application.applicant,
        "form": form,
        "promises": promises,
        "to_do": _to_do(found),
    }
    return render(request, "mentorships/log.html", context, status=400 if form.errors else 200)


@require_safe
@login_required
def mine(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The grantee's mentor, every check-in to read and confirm, and what was promised."""
    application = get_object_or_404(
        Application.objects.filter(applicant__user=request.user).with_road(), public_id=public_id
    )
    mentorships = list(
        Mentorship.objects.filter(award__application=application)
        .select_related("mentor__user__person", "mentor__city")
        .order_by("-starts_on", "-id")
    )
    check_ins = (
        CheckIn.objects.filter(mentorship__award__application=application)
        .select_related("mentorship__mentor__user__person")
        .prefetch_related("actions")
        .defer("private_note")
    )
    now = next((each for each in mentorships if not each.ended_on), None)
    context = {
        "application": application,
        "now": now,
        "languages": language_names(now.mentor.languages) if now else "",
        "steps": road.steps(application),
        "check_ins": check_ins,
    }
    return render(request, "mentorships/mine.html", context)


@require_POST
@login_required
def confirm(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The grantee says that a check-in is right."""
    check_in = get_object_or_404(
        CheckIn.objects.filter(
            mentorship__award__application__applicant__user=request.user
        ).select_related("mentorship__award__application"),
        public_id=public_id,
    )
    _do(request, _("Thank you. It is confirmed."), actions.confirm_check_in, check_in=check_in)
    return redirect("mentorships:mine", check_in.mentorship.award.application.public_id)


@require_POST
@login_required
def finish(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tick off what was promised."""
    found = get_object_or_404(
        Action.objects.filter(
            check_in__mentorship__in=Mentorship.objects.of_either(request.user)
        ).select_related(
            "check_in__mentorship__award__application", "check_in__mentorship__mentor"
        ),
        pk=pk,
    )
    _do(request, _("Well done. It is ticked off."), actions.finish_action, action=found)
    pair = found.check_in.mentorship
    if pair.mentor.user_id == request.user.pk:
        return redirect("mentorships:mentorship", pair.public_id)
    return redirect("mentorships:mine", pair.award.application.public_id)


def _mentor(request: SignedInRequest) -> Mentor | None:
    """The person's profile as a mentor; None when a mentor has not filled it in yet."""
    if not request.user.has_perm("mentorships.be_mentor"):
        raise PermissionDenied
    return Mentor.objects.filter(user=request.user).select_related("city").first()


def _mentored(request: SignedInRequest, public_id: UUID) -> Mentorship:
    """One of the mentor's own, for as long as they are a mentor."""
    own = Mentorship.objects.mentored_by(request.user).with_people()
    return get_object_or_404(own, public_id=public_id)


def _to_do(mentorship: Mentorship):
    """What was promised and is not done yet."""
    return Action.objects.filter(check_in__mentorship=mentorship, done_on=None).order_by(
        "due_on", "id"
    )


def _log(request: SignedInRequest, mentorship: Mentorship, form, promises) -> bool:
    """Keep the talk and tick off what is done, both or neither."""
    given = [promise for each in promises if (promise := each.promise())]
    ticked = [int(pk) for pk in request.POST.getlist("done") if pk.isdecimal()]
    done = _to_do(mentorship).filter(pk__in=ticked)
    try:
        with transaction.atomic():
            actions.log_check_in(mentorship=mentorship, talk=form.talk(given), by=request.user)
            for action in done:
                actions.finish_action(action=action, by=request.user)
    except MoveRefused as refused:
        form.add_error(None, str(refused))
        return False
    name = mentorship.award.application.applicant.display_name
    messages.success(request, _("Logged. We ask %(name)s to confirm it.") % {"name": name})
    return True


def _do(request: SignedInRequest, said: str, verb: Callable, /, **what) -> None:
    """Run `verb` and say what came of it."""
    try:
        verb(by=request.user, **what)
    except MoveRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
