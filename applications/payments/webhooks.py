"""What Stripe tells us. An event is only a hint to look: the worker asks Stripe how things stand
now and brings our records there, so duplicates, delays and disorder change nothing."""

from collections.abc import Callable
from contextlib import suppress

import stripe
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from config.environment import Environment

from . import sending, stripe_api, tasks
from .actions import locked
from .models import Disbursement, Payee, WebhookEvent

State = Disbursement.State


@transaction.atomic
def receive(body: bytes, signature: str) -> WebhookEvent | None:
    """Verify, store once, queue. Returns None for an event that is stored already.

    Raises stripe.SignatureVerificationError or ValueError for what Stripe did not sign.
    """
    event = _verified(body, signature)
    stored, is_new = WebhookEvent.objects.get_or_create(
        stripe_id=event.id,
        defaults={
            "kind": event.type,
            "stripe_account": getattr(event, "account", None) or "",
            "subject": getattr(event.data.object, "id", ""),
        },
    )
    if not is_new:
        return None
    tasks.queue_event(stored.pk)
    return stored


def _verified(body: bytes, signature: str) -> stripe.Event:
    """The event, if any of our endpoints' secrets signed it: platform and connected accounts have
    an endpoint each."""
    *others, last = Environment().stripe_webhook_secret
    for secret in others:
        with suppress(stripe.SignatureVerificationError):
            return stripe.Webhook.construct_event(body, signature, secret)
    return stripe.Webhook.construct_event(body, signature, last)


@transaction.atomic
def apply(event_id: int) -> None:
    """Bring our records to where Stripe stands, unless this event was applied already."""
    event = WebhookEvent.objects.select_for_update().get(pk=event_id)
    if event.applied_at:
        return
    if handler := HANDLERS.get(event.kind):
        handler(event)
    event.applied_at = timezone.now()
    event.save(update_fields=["applied_at"])


def _transfer_changed(event: WebhookEvent) -> None:
    transfer = stripe_api.retrieve_transfer(event.subject)
    public_id = stripe_api.disbursement_id_of(transfer)
    found = Disbursement.objects.filter(public_id=public_id).first() if public_id else None
    if found is None:
        return
    disbursement = locked(found.pk)
    if transfer.reversed:
        if disbursement.stripe_transfer == transfer.id:
            sending.record_reversed(
                disbursement, transfer.id, _("The payment was taken back at Stripe.")
            )
    elif disbursement.state == State.RELEASED:
        sending.record_sent(disbursement, transfer)


def _payout_changed(event: WebhookEvent) -> None:
    payout = stripe_api.retrieve_payout(event.stripe_account, event.subject)
    if payout.status not in ("paid", "failed", "canceled"):
        return
    carried = stripe_api.payments_in(event.stripe_account, payout.id)
    for pk in _open_at(event.stripe_account):
        disbursement = _caught_up(pk)
        if disbursement.stripe_payment in carried:
            _settle(disbursement, payout)


def _open_at(account_id: str) -> list[int]:
    """Payments to this account that Stripe may hold, oldest first, so that locks keep an order."""
    return list(
        Disbursement.objects.filter(
            tranche__award__payee__stripe_account=account_id,
            state__in=(State.RELEASED, State.SENT, State.ARRIVED, State.FAILED),
        )
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def _caught_up(pk: int) -> Disbursement:
    """The payment, locked, with its transfer recorded if Stripe has one we have not heard of."""
    disbursement = locked(pk)
    may_be_sent = disbursement.state == State.RELEASED and disbursement.first_tried_at
    if may_be_sent and (transfer := stripe_api.find_transfer(disbursement)):
        sending.record_sent(disbursement, transfer)
    return disbursement


def _settle(disbursement: Disbursement, payout: stripe.Payout) -> None:
    if payout.status == "paid":
        if disbursement.state != State.ARRIVED:
            sending.record_arrived(disbursement, payout.id)
    elif _was_carried_by(disbursement, payout):
        sending.record_came_back(
            disbursement,
            payout.id,
            _("The bank sent the money back. The grantee must check the bank details at Stripe."),
        )


def _was_carried_by(disbursement: Disbursement, payout: stripe.Payout) -> bool:
    """Whether this payout is the latest news: not one that another payout has made good since."""
    if disbursement.state == State.ARRIVED:
        return disbursement.stripe_payout == payout.id
    return disbursement.state == State.SENT


def _account_changed(event: WebhookEvent) -> None:
    refresh_account(event.subject)


@transaction.atomic
def refresh_account(account_id: str) -> None:
    """Note whether Stripe can pay this account now."""
    ready = stripe_api.can_be_paid(account_id)
    for payee in Payee.objects.select_for_update().filter(stripe_account=account_id):
        if payee.can_be_paid != ready:
            payee.can_be_paid = ready
            payee.save(update_fields=["can_be_paid"])
            system = User.objects.system()
            audit.record.record("payee.account_changed", payee, by=system, can_be_paid=ready)


HANDLERS: dict[str, Callable[[WebhookEvent], None]] = {
    "account.updated": _account_changed,
    "transfer.created": _transfer_changed,
    "transfer.updated": _transfer_changed,
    "transfer.reversed": _transfer_changed,
    "payout.paid": _payout_changed,
    "payout.failed": _payout_changed,
    "payout.canceled": _payout_changed,
}
