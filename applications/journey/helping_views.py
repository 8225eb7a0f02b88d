"""Who helps with an application: asked, seen and ended by the applicant, answered by the helper."""

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import SignedInRequest

from . import helping
from .access import as_helper
from .door import let_in, to_let_in
from .helping_forms import TYPE, HandOverForm, HelperForm
from .models import Application, Helper
from .officer_forms import end_of
from .pages import bytes_of, in_pages, page_number
from .questions import sections
from .states import OPEN
from .workflow import MoveRefused


@require_safe
@login_required
def people(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Who helps, with what and until when; who helped before."""
    application = to_let_in(request, public_id)
    titles = _titles(application)
    helpers = [(each, _parts(each, titles)) for each in application.helpers.all()]
    everybody: list[tuple[str, tuple]] = [("now", pair) for pair in helpers if pair[0].lasts]
    everybody += [("before", pair) for pair in helpers if not pair[0].lasts]
    everybody += [("team", (each, [])) for each in application.co_applicants.filter(ended_at=None)]
    pages, number = in_pages(everybody, _size), page_number(request)
    if number > len(pages):
        raise Http404
    here: dict[str, list] = {"now": [], "before": [], "team": []}
    for group, pair in pages[number - 1]:
        here[group].append(pair)
    context = {
        "application": application,
        "is_open": application.state in OPEN,
        "now": here["now"],
        "before": here["before"],
        "team": [member for member, _none in here["team"]],
        "nobody": not any(group == "now" for group, _pair in everybody),
        "page": number,
        "pages": len(pages),
    }
    return render(request, "journey/people.html", context)


HELPER, MEMBER = 2_100, 1_150
"""Bytes of a helper's card, and of somebody of the team, without their own words."""


def _size(each: tuple[str, tuple]) -> int:
    group, (person, parts) = each
    if group == "team":
        return MEMBER + 2 * bytes_of(person.name) + bytes_of(person.role)
    words = sum(bytes_of(part) for part in parts) + bytes_of(person.consent_words)
    return HELPER + 2 * bytes_of(person.name) + words


def _titles(application: Application) -> dict[str, str]:
    return {each.key: each.title for each in sections(application.question_set, get_language())}


def _parts(helper: Helper, titles: dict[str, str]) -> list[str]:
    """The titles of the parts that the helper sees; none for all of them."""
    return [titles.get(key, key) for key in helper.sections]


@require_http_methods(["GET", "POST"])
@login_required
def invite(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Ask somebody for help, with what, and until when."""
    application = to_let_in(request, public_id)
    if application.state not in OPEN:
        return redirect("journey:people", public_id)
    form = HelperForm(application, request.POST or None)
    if form.is_valid() and _invite(request, application, form):
        return redirect("journey:people", public_id)
    context = {"application": application, "form": form}
    return render(request, "journey/invite_helper.html", context)


def _invite(request: SignedInRequest, application: Application, form: HelperForm) -> bool:
    given = form.cleaned_data
    if not ratelimit.consume(request, action="invite", user=request.user):
        form.add_error(None, _("You asked many people in a short time. Try again in an hour."))
        return False
    try:
        helping.invite_helper(
            application,
            **{key: given[key] for key in ("name", "email", "language", "relation")},
            may_type=given["scope"] == TYPE,
            sections=given["parts"],
            ends_at=end_of(given["until"], application),
            consent=form.consent,
            by=request.user,
        )
    except MoveRefused as refused:
        form.add_error("email", str(refused))
        return False
    messages.success(request, _("We wrote to %(name)s.") % {"name": given["name"]})
    return True


@require_http_methods(["GET", "POST"])
@login_required
def help_asked(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What somebody is asked to help with: say yes or no; later, what was agreed."""
    helper = _theirs(request, public_id)
    if request.method == "POST":
        return _answer(request, helper)
    application = helper.application
    if helper.only_translates:
        return redirect("journey:translate", application.public_id)
    here = as_helper(helper).of(sections(application.question_set, get_language()))
    context = {
        "helper": helper,
        "applicant": application.applicant.display_name,
        "parts": [each.title for each in here],
    }
    return render(request, "journey/help.html", context)


def _theirs(request: SignedInRequest, public_id: UUID) -> Helper:
    """The invitation of the person who is signed in: accepted by them, or sent to their address."""
    found = Helper.objects.select_related(
        "application__call__programme", "application__applicant", "application__question_set"
    ).prefetch_related("application__question_set__translations")
    helper = get_object_or_404(found, public_id=public_id)
    asked = helper.user_id is None and helper.email == request.user.email.lower()
    if helper.user_id != request.user.pk and not asked:
        raise Http404
    return helper


def _answer(request: SignedInRequest, helper: Helper) -> HttpResponse:
    yes = request.POST.get("say") == "yes"
    try:
        if yes:
            helping.accept_help(helper, by=request.user)
        else:
            helping.decline_help(helper, by=request.user)
    except MoveRefused as refused:
        messages.error(request, str(refused))
        return redirect("journey:help", helper.public_id)
    if yes:
        messages.success(request, _("Thank you for helping."))
        return redirect("journey:tasks", helper.application.public_id)
    messages.success(request, _("You said no. We told the person who asked."))
    return redirect("my_page")


@require_POST
@login_required
def end(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """End the help at once: the applicant, or the helper themselves."""
    helper = get_object_or_404(Helper.objects.select_related("application"), public_id=public_id)
    own = helper.user_id == request.user.pk
    if not own and not request.user.has_perm("journey.let_in", helper.application):
        raise Http404
    helping.end_help(helper, by=request.user)
    messages.success(request, _("The help has ended."))
    return redirect("my_page") if own else redirect("journey:people", helper.application.public_id)


@require_http_methods(["GET", "POST"])
@login_required
def hand_over(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A helper says that they are done. The words are typed on the list of parts."""
    application, access = let_in(request, public_id)
    if request.method != "POST":
        return redirect("journey:tasks", public_id)
    if access.helper is None:
        raise PermissionDenied
    form = HandOverForm(request.POST)
    try:
        note = form.cleaned_data["note"] if form.is_valid() else ""
        helping.hand_over(access.helper, note=note, by=request.user)
        messages.success(request, _("We told the applicant. Thank you."))
    except MoveRefused as refused:
        messages.error(request, str(refused))
    return redirect("journey:tasks", application.public_id)
