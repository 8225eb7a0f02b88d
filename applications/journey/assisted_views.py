"""A caseworker begins an application for somebody without e-mail, and prints their sheet."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import SignedInRequest
from applications.calls.models import Call

from . import assisted
from .apply_views import eligibility_of, forget_eligibility, published
from .assisted_forms import ConsentForm, LanguageForm, StartForForm
from .deadlines import can_begin, end_of_day
from .door import let_in
from .models import Application, AssistedStart
from .workflow import MoveRefused

PAGE = 8
"""People on one page of a caseworker's lists: each is light, also on a slow phone."""


@require_safe
@login_required
def for_somebody(request: SignedInRequest) -> HttpResponse:
    """Whom the caseworker began for, and the calls in which they can begin."""
    if not request.user.has_perm("journey.be_caseworker"):
        raise PermissionDenied
    calls = assisted.calls_of(request.user).select_related("programme").order_by("closes_at")
    began, began_next = _page(request, assisted.began_by(request.user), "before")
    colleagues, colleagues_next = _page(
        request, assisted.began_by_colleagues(request.user), "colleagues_before"
    )
    context = {
        "began": began,
        "began_next": began_next,
        "colleagues": colleagues,
        "colleagues_next": colleagues_next,
        "calls": [each for each in calls if can_begin(each)],
    }
    return render(request, "journey/for_somebody.html", context)


def _page(
    request: SignedInRequest, found: QuerySet[AssistedStart], name: str
) -> tuple[list[AssistedStart], str]:
    """The newest, or those before the key in the address; and where those before them are."""
    if request.GET.get(name, "").isdecimal():
        found = found.filter(pk__lt=int(request.GET[name]))
    rows = list(found[: PAGE + 1])
    return rows[:PAGE], f"?{name}={rows[PAGE - 1].pk}" if len(rows) > PAGE else ""


@require_http_methods(["GET", "POST"])
@login_required
def start_for(request: SignedInRequest, code: str) -> HttpResponse:
    """First the language, then the person, the project and the consent in that language."""
    call = published(code)
    if not request.user.has_perm("journey.be_caseworker"):
        raise PermissionDenied
    answers = eligibility_of(request, call)
    if answers is None:
        messages.info(request, _("First answer a few questions with the person."))
        return redirect("apply:check", code=call.code)
    language = LanguageForm(request.GET or None)
    if not language.is_valid():
        return render(request, "journey/start_for.html", {"call": call, "language": language})
    chosen = language.cleaned_data["language"]
    form = StartForForm(call, chosen, request.POST or None)
    if form.is_valid():
        try:
            application = _start(request, call, form, chosen, answers)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            forget_eligibility(request, call)
            return redirect("journey:sheet", application.public_id)
    context = {"call": call, "form": form, "chosen": chosen, "consent": form.consent}
    return render(request, "journey/start_for.html", context)


def _start(
    request: SignedInRequest, call: Call, form: StartForForm, language: str, answers: dict
) -> Application:
    given = form.cleaned_data
    return assisted.start_for(
        call=call,
        **{key: given[key] for key in ("name", "phone", "title", "strand", "city")},
        eligibility=answers,
        ends_at=end_of_day(given["until"], call),
        agreed=_agreed(form, language),
        by=request.user,
    )


def _agreed(form: ConsentForm, language: str) -> assisted.AgreedIn:
    given = form.cleaned_data
    return assisted.AgreedIn(
        how=given["how"], on=given["agreed_on"], language=language, consent=form.consent
    )


@require_http_methods(["GET", "POST"])
@login_required
def renew(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The help is over, or will be soon: ask the person again, and go on."""
    start = get_object_or_404(assisted.renewable_by(request.user), application__public_id=public_id)
    application, language = start.application, start.consent_language
    form = ConsentForm(application.call, language, request.POST or None)
    if form.is_valid():
        until = end_of_day(form.cleaned_data["until"], application.call)
        try:
            agreed = _agreed(form, language)
            assisted.renew(start, ends_at=until, agreed=agreed, by=request.user)
            messages.success(request, _("You can go on helping."))
            return redirect("journey:tasks", public_id)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
    context = {
        "start": start,
        "form": form,
        "chosen": language,
        "consent": form.consent,
        "is_own": start.started_by_id == request.user.pk,
    }
    return render(request, "journey/renew_for.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def sheet(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The sheet for the person to take home. A POST makes a code, which is shown this once."""
    application, access = let_in(request, public_id)
    if not access.assists:
        raise PermissionDenied
    start = get_object_or_404(AssistedStart, helper=access.helper)
    context = {"application": application, "is_guest": True, "start": start}
    if request.method != "POST":
        return render(request, "journey/sheet.html", context)
    context["code"] = assisted.make_code(application, by=request.user)
    start.refresh_from_db()
    with translation.override(application.applicant.language):
        context["address"] = f"{settings.BASE_URL}{reverse('claim')}"
        return render(request, "journey/sheet.html", context)
