"""A running fake of Stripe, and our records brought to it."""

import json
import time

import pytest

from applications.payments import stripe_api, webhooks
from applications.payments.models import Payee, WebhookEvent
from applications.payments.tasks import apply_event, open_account, send_disbursement
from demo.stripe_fake import RunningFake, running_fake
from demo.stripe_fake.webhooks import signature
from tests.factories.awards import signed
from tests.factories.payments import approved, due, released


@pytest.fixture(scope="session")
def one_fake():
    with running_fake() as fake:
        yield fake


@pytest.fixture
def fake(one_fake: RunningFake, monkeypatch) -> RunningFake:
    one_fake.reset()
    monkeypatch.setenv("STRIPE_API_URL", one_fake.url)
    monkeypatch.setenv("STRIPE_SECRET_KEY", one_fake.api_key)
    return one_fake


@pytest.fixture
def onboard(fake):
    """`onboard(award)`: the grantee fills in Stripe's form, and we hear of it."""

    def do(award) -> Payee:
        payee = Payee.objects.get(award=award)
        open_account(payee.pk)
        payee.refresh_from_db()
        fake.finish_onboarding(stripe_api.onboarding_link(payee.stripe_account, here="http://x/"))
        webhooks.refresh_account(payee.stripe_account)
        award.payee.refresh_from_db()
        return payee

    return do


@pytest.fixture
def ready(onboard):
    """A payment that two people let go, and that the worker has not sent yet."""
    award = signed()
    onboard(award)
    payment = due(award)
    approved(payment)
    return released(payment)


@pytest.fixture
def sent(ready):
    send_disbursement(ready.pk)
    ready.refresh_from_db()
    return ready


@pytest.fixture
def knock(client):
    """`knock(event)`: Stripe's server posts this event, signed; returns our answer's status."""

    def do(event, *, secret: str = "whsec_demo", at: int = 0, body: str = "") -> int:
        signed_body = json.dumps(event.to_dict())
        header = signature(signed_body, secret, at or int(time.time()))
        answer = client.post(
            "/webhooks/stripe/",
            body or signed_body,
            content_type="application/json",
            headers={"Stripe-Signature": header},
        )
        return answer.status_code

    return do


@pytest.fixture
def events(fake):
    """`events("payout.paid", ...)`: what Stripe has to tell of these kinds, oldest first."""

    def do(*kinds: str) -> list:
        fake.settle()
        accounts = Payee.objects.exclude(stripe_account="").values_list("stripe_account", flat=True)
        asked = [{}, *({"stripe_account": account} for account in accounts)]
        listings = [
            stripe_api.client().v1.events.list({"limit": 100}, options).data for options in asked
        ]
        found = [event for listing in listings for event in reversed(listing)]
        return [event for event in found if not kinds or event.type in kinds]

    return do


@pytest.fixture
def hear(events, knock):
    """`hear("payout.paid", ...)`: Stripe tells us, and the worker has seen to it."""

    def do(*kinds: str) -> None:
        for event in events(*kinds):
            assert knock(event) == 200
        apply_waiting()

    return do


def apply_waiting() -> None:
    for pk in WebhookEvent.objects.filter(applied_at=None).order_by("pk").values_list("pk"):
        apply_event(*pk)
