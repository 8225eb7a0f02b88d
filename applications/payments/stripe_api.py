"""Stripe, through its SDK: accounts, transfers, payouts. Nothing here touches our records."""

from collections.abc import Iterator
from datetime import datetime

import stripe
from django.utils.translation import gettext as _

from config.environment import Environment

from .models import Disbursement, Payee

TIMEOUT_SECONDS = 20
PAGE = 100


class Refused(Exception):
    """Stripe said no and remembers it; the same request would get the same answer.

    `str()` is a plain sentence with what to do.
    """


def client() -> stripe.StripeClient:
    """The SDK without retries of its own: the worker tries again, and looks before it does."""
    env = Environment()
    return stripe.StripeClient(
        env.stripe_secret_key,
        base_addresses={"api": env.stripe_api_url},
        max_network_retries=0,
        http_client=stripe.RequestsClient(timeout=TIMEOUT_SECONDS),
    )


def open_account(payee: Payee) -> str:
    """Make the account that Stripe pays to, and return its id; the same one however often asked."""
    account = client().v1.accounts.create(
        {
            "type": "express",
            "email": payee.person.email,
            "business_type": "individual",
            "capabilities": {"transfers": {"requested": True}},
            "tos_acceptance": {"service_agreement": "recipient"},
            "metadata": {"payee": str(payee.public_id)},
        },
        {"idempotency_key": f"account-{payee.public_id}"},
    )
    return account.id


def can_be_paid(account_id: str) -> bool:
    """Whether Stripe can move money to this account, and on to its bank, now."""
    account = client().v1.accounts.retrieve(account_id)
    ready = getattr(account.capabilities, "transfers", None) == "active"
    return ready and bool(account.payouts_enabled)


def onboarding_link(account_id: str, *, here: str) -> str:
    """A short-lived address of Stripe's own form, where the payee gives the bank details."""
    link = client().v1.account_links.create(
        {
            "account": account_id,
            "type": "account_onboarding",
            "refresh_url": here,
            "return_url": here,
        }
    )
    return link.url


def find_transfer(disbursement: Disbursement) -> stripe.Transfer | None:
    """The transfer that Stripe has for this disbursement, unless it was taken back."""
    group = str(disbursement.award.public_id)
    for transfer in _all(client().v1.transfers.list({"transfer_group": group, "limit": PAGE})):
        if disbursement_id_of(transfer) == str(disbursement.public_id) and not transfer.reversed:
            return transfer
    return None


def create_transfer(disbursement: Disbursement) -> stripe.Transfer:
    """Send the money. Raises Refused for a final no; any other error may be tried again."""
    award = disbursement.award
    try:
        return client().v1.transfers.create(
            {
                "amount": disbursement.amount_minor,
                "currency": disbursement.currency.lower(),
                "destination": award.payee.stripe_account,
                "transfer_group": str(award.public_id),
                "description": f"{award.reference} / {disbursement.tranche.number}",
                "metadata": {"disbursement": str(disbursement.public_id)},
            },
            {"idempotency_key": str(disbursement.idempotency_key)},
        )
    except stripe.StripeError as error:
        if _is_final(error):
            raise Refused(in_plain_words(error)) from error
        raise


def retrieve_transfer(transfer_id: str) -> stripe.Transfer:
    return client().v1.transfers.retrieve(transfer_id)


def transfers_between(start: datetime, end: datetime) -> Iterator[stripe.Transfer]:
    """Every transfer made from `start` to before `end`; Stripe lists the newest first."""
    for transfer in _all(client().v1.transfers.list({"limit": PAGE})):
        if transfer.created < start.timestamp():
            return
        if transfer.created < end.timestamp():
            yield transfer


def retrieve_payout(account_id: str, payout_id: str) -> stripe.Payout:
    return client().v1.payouts.retrieve(payout_id, None, {"stripe_account": account_id})


def payments_in(account_id: str, payout_id: str) -> set[str]:
    """The payments a payout carries to the bank, with those of an earlier payout that came back."""
    listing = client().v1.balance_transactions.list(
        {"payout": payout_id, "limit": PAGE}, {"stripe_account": account_id}
    )
    carried: set[str] = set()
    for item in _all(listing):
        if item.type == "payment":
            carried.add(str(item.source))
        elif item.type == "payout_failure" and item.source != payout_id:
            carried |= payments_in(account_id, str(item.source))
    return carried


def disbursement_id_of(transfer: stripe.Transfer) -> str:
    """Our id in a transfer's metadata; empty for a transfer that is not ours."""
    return str(transfer.metadata["disbursement"]) if "disbursement" in transfer.metadata else ""


def _all(listing) -> Iterator:
    return listing.auto_paging_iter()


def _is_final(error: stripe.StripeError) -> bool:
    """A request that Stripe refused, or an answer it replays because it remembers it."""
    if isinstance(error, (stripe.InvalidRequestError, stripe.CardError, stripe.PermissionError)):
        return True
    replayed = {name.lower() for name in error.headers or {}} & {"idempotent-replayed"}
    return bool(replayed)


def in_plain_words(error: stripe.StripeError) -> str:
    """What went wrong and what to do, for a person in finance."""
    known = {
        "balance_insufficient": _(
            "There is not enough money in our Stripe balance. Add money there, then try again."
        ),
        "insufficient_capabilities_for_transfer": _(
            "The grantee has not finished setting up with Stripe. Ask them to, then try again."
        ),
    }
    return known.get(
        error.code or "",
        _("Stripe did not take the payment (%(code)s). Look at Stripe, then try again.")
        % {"code": error.code or error.http_status},
    )
