"""What people do with payments: fall due, approve, release, try again. Sending is in sending.py."""

import uuid

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.awards.models import Award, Tranche
from applications.journey.states import State as Road
from applications.journey.workflow import ChangedMeanwhile, NotPermitted, NotReady

from . import tasks
from .models import NEXT, Disbursement, Payee

State = Disbursement.State
PAYABLE = (Road.AGREED, Road.ACTIVE)


@transaction.atomic
def make_due(award: Award, *, by: User) -> list[Disbursement]:
    """Put every tranche whose condition is met on finance's list, once."""
    award = (
        Award.objects.select_for_update(of=("self",))
        .select_related("application__applicant__user")
        .get(pk=award.pk)
    )
    if award.application.state not in PAYABLE or award.ended_at:
        return []
    waiting = award.tranches.filter(disbursement=None)
    return [_fall_due(tranche, award, by) for tranche in waiting if _condition_met(tranche, award)]


def _condition_met(tranche: Tranche, award: Award) -> bool:
    match tranche.condition:
        case Tranche.Condition.AGREEMENT_SIGNED:
            return award.agreement.signed_at is not None
        case Tranche.Condition.DATE:
            return tranche.due_on is not None and tranche.due_on <= timezone.localdate()
        case _:
            report = getattr(award, "final_report", None)
            return bool(report and report.accepted_at)


def _fall_due(tranche: Tranche, award: Award, by: User) -> Disbursement:
    disbursement = Disbursement.objects.create(
        tranche=tranche,
        payee_user=getattr(award.application.applicant, "user", None),
        amount_minor=tranche.amount_minor,
        currency=award.currency,
    )
    audit.record.record(
        "payment.due", disbursement, by=by, to=State.DUE, amount_minor=tranche.amount_minor
    )
    return disbursement


@transaction.atomic
def approve(disbursement: Disbursement, *, by: User, seen: str) -> Disbursement:
    """Finance agrees that this is owed. Another person must release it."""
    disbursement = locked(disbursement.pk, seen=seen)
    require(by, "payments.approve", disbursement)
    disbursement.approved_by, disbursement.approved_at = by, timezone.now()
    return move(disbursement, State.APPROVED, "payment.approved", by=by)


@transaction.atomic
def release(disbursement: Disbursement, *, by: User, seen: str) -> Disbursement:
    """A second person lets the money go. The intent is committed with a job that sends it."""
    _hold_award(disbursement)
    disbursement = locked(disbursement.pk, seen=seen)
    if why_not := why_no_release(by, disbursement):
        raise NotPermitted(why_not)
    _refuse_unpayable(disbursement)
    disbursement.released_by, disbursement.released_at = by, timezone.now()
    move(disbursement, State.RELEASED, "payment.released", by=by)
    tasks.queue_sending(disbursement.pk)
    return disbursement


def why_no_release(user: User, disbursement: Disbursement) -> str:
    """Why this person may not release this payment, in a sentence; empty when they may."""
    if user.has_perm("payments.release", disbursement):
        return ""
    if disbursement.approved_by_id == user.pk:
        return _("You approved this one. Another person must release it.")
    if disbursement.payee_user_id == user.pk:
        return _("This money goes to you, so other people must approve and release it.")
    return _("Only a finance payer can release it.")


@transaction.atomic
def try_again(disbursement: Disbursement, *, by: User, seen: str) -> Disbursement:
    """Repair: send a refused payment once more, as a new attempt with a key of its own.

    The worker looks at Stripe before it sends, so an earlier attempt that did arrive is found.
    A payment that Stripe already holds is never sent again: its bank details must be put right.
    """
    _hold_award(disbursement)
    disbursement = locked(disbursement.pk, seen=seen)
    require(by, "payments.try_again", disbursement)
    if disbursement.state != State.FAILED or disbursement.stripe_transfer:
        raise NotReady(_("There is nothing to send again. Stripe holds the money already."))
    _refuse_unpayable(disbursement)
    disbursement.idempotency_key = uuid.uuid4()
    disbursement.attempt += 1
    disbursement.failure = ""
    move(disbursement, State.RELEASED, "payment.tried_again", by=by, attempt=disbursement.attempt)
    tasks.queue_sending(disbursement.pk)
    return disbursement


@transaction.atomic
def stop_unsent(award: Award, *, by: User) -> None:
    """The award ended: what was not sent will not be."""
    unsent = Disbursement.objects.filter(
        tranche__award=award,
        state__in=(State.DUE, State.APPROVED, State.FAILED),
        stripe_transfer=None,
    )
    for pk in unsent.values_list("pk", flat=True):
        move(locked(pk), State.STOPPED, "payment.stopped", by=by)


def why_not_payable(disbursement: Disbursement) -> str:
    """Why no money can go to this grantee now, in a sentence; empty when it can."""
    payee = disbursement.award.payee
    if disbursement.award.application.state not in PAYABLE:
        return _("The agreement is not in force, so nothing can be paid.")
    if payee.route == Payee.Route.HOLD:
        return _("Payments to this grantee are on hold.")
    if not payee.can_be_paid:
        return _("The grantee has not finished setting up with Stripe. Ask them to.")
    return ""


def _refuse_unpayable(disbursement: Disbursement) -> None:
    if why_not := why_not_payable(disbursement):
        raise NotReady(why_not)


def _hold_award(disbursement: Disbursement) -> None:
    """Lock the award as its early end does: the money goes first, or never."""
    Award.objects.select_for_update().get(tranches=disbursement.tranche_id)


def locked(pk: int, *, seen: str | None = None) -> Disbursement:
    """The disbursement, locked. ChangedMeanwhile when it left the state on the screen."""
    disbursement = (
        Disbursement.objects.select_for_update(of=("self",))
        .select_related(
            "tranche__award__application__call__programme",
            "tranche__award__application__applicant__user",
            "tranche__award__payee",
        )
        .get(pk=pk)
    )
    if seen is not None and disbursement.state != seen:
        raise ChangedMeanwhile(
            _("This payment has moved on to “%(state)s”. Look at it again, then decide.")
            % {"state": disbursement.get_state_display()}
        )
    return disbursement


def move(disbursement: Disbursement, to: State, action: str, *, by: User, **facts) -> Disbursement:
    """Change the state by one of the moves of NEXT and write it down. The caller holds the lock."""
    before = disbursement.state
    if to not in NEXT.get(before, ()):
        raise NotReady(
            _("This cannot be done while the payment is “%(state)s”.")
            % {"state": disbursement.get_state_display()}
        )
    disbursement.state = to
    disbursement.save()
    audit.record.record(action, disbursement, by=by, **{"from": before, "to": to}, **facts)
    return disbursement


def require(by: User, permission: str, record: Model) -> None:
    if not by.has_perm(permission, record):
        raise NotPermitted(_("You cannot do this. Ask your programme's finance team."))
