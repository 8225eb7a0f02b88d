"""Finance's screens in Wagtail's admin: the queue, one payment, reconciliation."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

import audit.record
from accounts.http import SignedInRequest
from applications.journey.workflow import MoveRefused

from . import actions, ledger
from .models import Disbursement, Reconciliation

State = Disbursement.State
PAGE = 50
TONES = {
    State.DUE: "waiting",
    State.APPROVED: "waiting",
    State.RELEASED: "going",
    State.SENT: "going",
    State.ARRIVED: "done",
    State.FAILED: "wrong",
    State.STOPPED: "ended",
}


@dataclass(frozen=True)
class Row:
    """A payment with the one thing this person can do now, or why they can't."""

    payment: Disbursement
    tone: str
    move: str = ""
    label: str = ""
    why_not: str = ""


def row(user, payment: Disbursement) -> Row:
    tone = TONES[State(payment.state)]
    if payment.state == State.DUE:
        if user.has_perm("payments.approve", payment):
            return Row(payment, tone, "approve", _("Approve"))
        return Row(payment, tone, why_not=_("A finance approver must approve it."))
    if payment.state == State.APPROVED:
        why_not = actions.why_no_release(user, payment) or actions.why_not_payable(payment)
        if why_not:
            return Row(payment, tone, why_not=why_not)
        return Row(payment, tone, "release", _("Release"))
    if payment.state == State.FAILED and not payment.stripe_transfer:
        if user.has_perm("payments.try_again", payment):
            return Row(payment, tone, "try_again", _("Try again"))
        return Row(payment, tone, why_not=_("Finance can try it again."))
    if payment.state == State.FAILED:
        return Row(payment, tone, why_not=_("The grantee must correct the bank details at Stripe."))
    return Row(payment, tone)


def _require_finance(request: SignedInRequest) -> None:
    if not request.user.has_perm("payments.list"):
        raise PermissionDenied


@require_safe
def queue(request: SignedInRequest) -> HttpResponse:
    """Payments by what they need next; what has arrived comes last, newest first."""
    _require_finance(request)
    visible = Disbursement.objects.visible_to(request.user).with_case()
    open_now = visible.exclude(state__in=(State.ARRIVED, State.STOPPED)).order_by(
        "created_at", "pk"
    )
    rows = [row(request.user, payment) for payment in open_now]
    settled = visible.filter(state__in=(State.ARRIVED, State.STOPPED))
    if (before := request.GET.get("before", "")).isdecimal():
        settled = settled.filter(pk__lt=int(before))
    page = list(settled.order_by("-pk")[: PAGE + 1])
    return render(
        request,
        "payments/admin/queue.html",
        {
            "sections": _sections(rows),
            "settled": [row(request.user, payment) for payment in page[:PAGE]],
            "older": page[PAGE - 1].pk if len(page) > PAGE else None,
        },
    )


def _sections(rows: list[Row]) -> list[dict]:
    named = (
        ("failed", _("Failed: to repair"), (State.FAILED,)),
        ("due", _("Due: to approve"), (State.DUE,)),
        ("approved", _("Approved: to release by another person"), (State.APPROVED,)),
        ("moving", _("On its way"), (State.RELEASED, State.SENT)),
    )
    return [
        {
            "key": key,
            "title": title,
            "rows": [each for each in rows if each.payment.state in states],
        }
        for key, title, states in named
    ]


def _payment(request: SignedInRequest, public_id: UUID) -> Disbursement:
    _require_finance(request)
    visible = Disbursement.objects.visible_to(request.user).with_case()
    return get_object_or_404(visible, public_id=public_id)


@require_safe
def payment(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One payment: what it is for, its history, its entries in the ledger."""
    payment = _payment(request, public_id)
    audit.record.saw(payment, by=request.user, screen="payment")
    return render(
        request,
        "payments/admin/payment.html",
        {
            "payment": payment,
            "award": payment.award,
            "row": row(request.user, payment),
            "history": audit.record.history(payment).select_related("user__person"),
            "entries": ledger.entries_of(payment),
        },
    )


@require_POST
def approve(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    said = _("Approved. Another person must release it.")
    return _act(request, public_id, actions.approve, said)


@require_POST
def release(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    said = _("Released. It is on its way to Stripe.")
    return _act(request, public_id, actions.release, said)


@require_POST
def try_again(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    said = _("It is on its way to Stripe again.")
    return _act(request, public_id, actions.try_again, said)


def _act(request: SignedInRequest, public_id: UUID, action: Callable, said: str) -> HttpResponse:
    payment = _payment(request, public_id)
    try:
        action(payment, by=request.user, seen=request.POST.get("seen", ""))
    except MoveRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    if request.POST.get("back") == "payment":
        return redirect("payments_admin:payment", public_id)
    return redirect("payments_admin:queue")


@require_safe
def reconciliation(request: SignedInRequest) -> HttpResponse:
    """The latest comparisons of the ledger with Stripe."""
    _require_finance(request)
    results = Reconciliation.objects.all()[:PAGE]
    return render(request, "payments/admin/reconciliation.html", {"results": results})
