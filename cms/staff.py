"""Consents in Wagtail's admin: which end soon, what was taken down, what is left to do by hand."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import SignedInRequest

from . import actions
from .forms import DoneForm
from .models import Consent, HandTask, Removal, SiteImage, StoryPage, StoryPerson

SOON = timedelta(days=60)
SHOWN = 100


def _need_keeper(request: SignedInRequest) -> None:
    if not request.user.has_perm("cms.view_consent"):
        raise PermissionDenied


@require_safe
def consents(request: SignedInRequest) -> HttpResponse:
    """Consents that end soon, tasks by hand, and what was taken down."""
    _need_keeper(request)
    today = timezone.localdate()
    live = StoryPerson.objects.filter(page__live=True).select_related("page__locale")
    ending = (
        Consent.objects.filter(withdrawn_at=None, until__gte=today, until__lte=today + SOON)
        .prefetch_related(Prefetch("appearances", queryset=live, to_attr="shown_in"))
        .order_by("until", "pk")
    )
    removals = Removal.objects.select_related("consent").annotate(
        places=Count("traces"), left=Count("traces", filter=Q(traces__gone_at=None))
    )
    context = {
        "ending": ending[:SHOWN],
        "tasks": _open_tasks()[:SHOWN],
        "removals": removals[:SHOWN],
    }
    return render(request, "cms/admin/consents.html", context)


def _open_tasks():
    waiting = HandTask.objects.filter(done_at=None)
    return waiting.select_related("removal__consent").order_by("removal__begun_at", "pk")


@require_safe
def removal(request: SignedInRequest, pk: int) -> HttpResponse:
    """The proof: every place, and when it was seen to be gone; what is left by hand."""
    _need_keeper(request)
    found = get_object_or_404(Removal.objects.select_related("consent"), pk=pk)
    context = {
        "removal": found,
        "traces": found.traces.all(),
        "tasks": found.hand_tasks.select_related("done_by__person"),
        "form": DoneForm(),
    }
    return render(request, "cms/admin/removal.html", context)


@require_POST
def hand_task_done(request: SignedInRequest, pk: int) -> HttpResponse:
    _need_keeper(request)
    task = get_object_or_404(HandTask, pk=pk)
    form = DoneForm(request.POST)
    if form.is_valid():
        actions.tick_hand_task(task, by=request.user, note=form.cleaned_data["note"])
        messages.success(request, _("Ticked off."))
    else:
        messages.error(request, _("Say in a few words what you did."))
    return redirect("cms_removal", task.removal_id)


@require_http_methods(["GET", "POST"])
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """A person told us that they take it back: what comes down, and one button."""
    _need_keeper(request)
    consent = get_object_or_404(Consent, pk=pk)
    if request.method == "POST":
        actions.withdraw_consent(consent, by=request.user)
        messages.success(request, _("Taken down. We look now whether everything is gone."))
        return redirect("cms_removal", consent.removals.latest("pk").pk)
    if consent.withdrawn_at:
        return redirect("cms_consents")
    stories = StoryPage.objects.live().about(consent).select_related("locale")
    context = {
        "consent": consent,
        "stories": stories,
        "pictures": SiteImage.objects.filter(consents=consent).count(),
    }
    return render(request, "cms/admin/withdraw.html", context)
