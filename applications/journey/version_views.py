"""Versions of questions: the applicant's choice, and what staff see of it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import SignedInRequest
from applications.calls.models import Call, QuestionSet

from . import differences, versions
from .answered import in_words
from .complete import given_to
from .models import Application
from .officer_views import officers_only
from .own import own_application
from .questions import every_question
from .states import State
from .workflow import MoveRefused

KEPT = 6_000
"""Bytes of the answers that are shown again; of long ones, how they begin."""


@require_http_methods(["GET", "POST"])
@login_required
def new_questions(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What a newer version of the questions adds, changes and takes away; take it over or stay."""
    application = own_application(request, public_id)
    newer = versions.newer(application)
    if newer is None:
        return redirect("journey:tasks", public_id)
    if request.method == "POST" and _chosen(request, application):
        return redirect("journey:tasks", public_id)
    found = newer.differences(get_language())
    context = {
        "application": application,
        "newer": newer,
        "found": found,
        "kept": _texts(application, newer, found),
    }
    return render(request, "journey/new_questions.html", context)


def _chosen(request: SignedInRequest, application: Application) -> bool:
    seen = request.POST.get("version", "")
    version = int(seen) if seen.isdecimal() else 0
    takes = request.POST.get("do") == "take"
    try:
        if takes:
            versions.take_over(application, version=version, by=request.user)
            messages.success(request, _("You have the new questions now. Your answers are there."))
        else:
            versions.stay(application, version=version, by=request.user)
            messages.success(request, _("You stay with the questions you began with."))
    except MoveRefused as refused:
        messages.error(request, str(refused))
        return False
    return True


def _texts(
    application: Application, newer: versions.Newer, found: differences.Differences
) -> list[dict]:
    """The answers that are to be looked at again, as the applicant wrote them."""
    given, language = given_to(application), get_language()
    before = {each.key: each for each in every_question(application.question_set, language)}
    touched = [each.question for each in found.changed if each.question.key in given]
    unfit = [e for e in touched if not versions.fits(e, before[e.key], given[e.key])]
    gone = [each for each in found.removed if each.key in given]
    currency = application.call.currency
    rows = [
        {
            "label": before[each.key].label,
            "value": in_words(before[each.key], given[each.key].value, currency),
            "lang": application.language,
        }
        for each in [*unfit, *gone]
    ]
    room = max(80, KEPT // (2 * max(1, len(rows))))
    return [row | {"value": Truncator(row["value"]).chars(room)} for row in rows if row["value"]]


@require_safe
@officers_only
def question_changes(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a version changes, as applicants read it, before it is published and after."""
    sets = QuestionSet.objects.filter(call__in=Call.objects.managed_by(request.user))
    new = get_object_or_404(
        sets.select_related("call__programme").prefetch_related("translations"), pk=pk
    )
    earlier = new.call.question_sets.filter(version__lt=new.version, published_at__isnull=False)
    old = earlier.prefetch_related("translations").order_by("-version").first()
    if old is None:
        raise Http404
    context = {
        "title": _("What changes"),
        "call": new.call,
        "old": old,
        "new": new,
        "found": differences.between(old, new, get_language()),
        "drafts": Application.objects.filter(call=new.call, state=State.DRAFT).count(),
    }
    return render(request, "journey/admin/question_changes.html", context)
