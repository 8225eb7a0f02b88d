"""Sending money through Stripe exactly once, whatever fails in between.

The order is the proof. (1) Release commits the intent, the idempotency key and the job. (2) The
first try's time is committed. (3) With the row locked, Stripe is asked for the transfer if there
was a try before, else told to make it with the committed key; what it answers is recorded and
committed. A crash before (3) commits leaves the payment released: it is tried again with the same
key, after a look. Only a final refusal ends an attempt, and only then a new key may be made.
"""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.journey.states import State as Road
from applications.journey.workflow import advance

from . import emails, ledger, stripe_api
from .actions import locked, move
from .ledger import Kind
from .models import Disbursement

State = Disbursement.State


def send(disbursement_id: int) -> None:
    """Send a released payment. Stripe's passing troubles are raised, to be tried again."""
    tried_before = _note_try(disbursement_id)
    with transaction.atomic():
        disbursement = locked(disbursement_id)
        if disbursement.state != State.RELEASED:
            return
        try:
            transfer = stripe_api.find_transfer(disbursement) if tried_before else None
            transfer = transfer or stripe_api.create_transfer(disbursement)
        except stripe_api.Refused as refused:
            record_refused(disbursement, str(refused))
        else:
            record_sent(disbursement, transfer)


@transaction.atomic(durable=True)
def _note_try(disbursement_id: int) -> bool:
    """Commit that Stripe is about to be called; say whether it may have been called before."""
    untried = Disbursement.objects.filter(pk=disbursement_id, first_tried_at=None)
    return not untried.update(first_tried_at=timezone.now())


def record_sent(disbursement: Disbursement, transfer) -> None:
    """Stripe has the transfer: from committed to in transit. The caller holds the lock."""
    disbursement.stripe_transfer = transfer.id
    disbursement.stripe_payment = str(transfer.destination_payment)
    disbursement.sent_at, disbursement.failure = timezone.now(), ""
    _post("sent", disbursement, Kind.COMMITTED, Kind.IN_TRANSIT, transfer.id)
    move(disbursement, State.SENT, "payment.sent", by=_system(), transfer=transfer.id)
    emails.tell_grantee(emails.SENT, disbursement)


def record_refused(disbursement: Disbursement, failure: str) -> None:
    """Stripe said no for good: a person must repair it. The caller holds the lock."""
    disbursement.failure = failure
    move(disbursement, State.FAILED, "payment.failed", by=_system(), attempt=disbursement.attempt)
    emails.tell_finance(disbursement)


def record_arrived(disbursement: Disbursement, payout_id: str) -> None:
    """The bank has it. The first arrival of an award starts the project."""
    disbursement.stripe_payout = payout_id
    disbursement.arrived_at, disbursement.failure = timezone.now(), ""
    _post("arrived", disbursement, Kind.IN_TRANSIT, Kind.PAID, payout_id)
    move(disbursement, State.ARRIVED, "payment.arrived", by=_system(), payout=payout_id)
    emails.tell_grantee(emails.ARRIVED, disbursement)
    application = disbursement.award.application
    if application.state == Road.AGREED:
        advance(application, "activate", by=_system(), payment=disbursement.pk)


def record_came_back(disbursement: Disbursement, payout_id: str, failure: str) -> None:
    """The bank sent it back to the grantee's balance at Stripe, where it waits for new details."""
    if disbursement.state == State.ARRIVED:
        _post("came_back", disbursement, Kind.PAID, Kind.IN_TRANSIT, payout_id)
    disbursement.stripe_payout, disbursement.failure = payout_id, failure
    disbursement.arrived_at = None
    move(disbursement, State.FAILED, "payment.came_back", by=_system(), payout=payout_id)
    emails.tell_grantee(emails.CAME_BACK, disbursement)
    emails.tell_finance(disbursement)


def record_reversed(disbursement: Disbursement, transfer_id: str, failure: str) -> None:
    """The transfer was taken back: the money is ours again, and may be sent anew."""
    source = Kind.PAID if disbursement.state == State.ARRIVED else Kind.IN_TRANSIT
    target = Kind.BUDGET if disbursement.award.ended_at else Kind.COMMITTED
    _post("reversed", disbursement, source, target, transfer_id)
    disbursement.stripe_transfer, disbursement.stripe_payment = None, ""
    disbursement.arrived_at, disbursement.failure = None, failure
    move(disbursement, State.FAILED, "payment.reversed", by=_system(), transfer=transfer_id)
    emails.tell_finance(disbursement)


def _post(
    what: str, disbursement: Disbursement, source: Kind, target: Kind, at_stripe: str
) -> None:
    ledger.post(
        what,
        award=disbursement.award,
        disbursement=disbursement,
        source=source,
        target=target,
        amount_minor=disbursement.amount_minor,
        once_key=f"{what}:{disbursement.stripe_transfer}:{at_stripe}",
        by=_system(),
    )


def _system() -> User:
    return User.objects.system()
