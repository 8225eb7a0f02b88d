"""Stripe's events: forged, doubled, late, in any order. Nothing changes what is true."""

import itertools
import json
import time

import pytest
import stripe
from django.db import transaction

import audit.record
from applications.journey.models import Application
from applications.payments import actions, ledger, stripe_api, webhooks
from applications.payments.models import Disbursement, Payee, WebhookEvent
from applications.payments.tasks import apply_event, send_disbursement
from notifications.models import Message
from tests.factories.payments import finance

pytestmark = pytest.mark.django_db


def apply_waiting() -> None:
    for pk in WebhookEvent.objects.filter(applied_at=None).order_by("pk").values_list("pk"):
        apply_event(*pk)


def balances(payment: Disbursement) -> dict[str, int]:
    return ledger.balances(payment.award.programme)


def test_an_event_is_stored_once_without_its_payload(sent, events, knock):
    [event] = events("transfer.created")
    assert [knock(event), knock(event)] == [200, 200]
    [stored] = WebhookEvent.objects.all()
    assert (stored.kind, stored.subject) == ("transfer.created", sent.stripe_transfer)


@pytest.mark.parametrize(
    "forgery",
    [
        {"secret": "whsec_wrong"},
        {"at": int(time.time()) - 3600},
        {"body": '{"type": "payout.paid"}'},
    ],
)
def test_a_forged_old_or_altered_event_is_refused(sent, events, knock, forgery):
    [event] = events("transfer.created")
    assert knock(event, **forgery) == 400
    assert WebhookEvent.objects.count() == 0


@pytest.mark.parametrize("secret", ["whsec_own", "whsec_connected"])
def test_both_endpoints_are_heard(sent, events, knock, monkeypatch, secret):
    monkeypatch.setenv("STRIPE_WEBHOOK_SECRET", "whsec_own, whsec_connected")
    [event] = events("transfer.created")
    assert (knock(event, secret="whsec_demo"), knock(event, secret=secret)) == (400, 200)


def test_an_event_about_something_without_an_id_is_taken(sent, events, knock):
    """Stripe would send it again for days; the balance is such a thing."""
    [event] = events("transfer.created")
    about = {"object": {"object": "balance", "available": []}}
    told = event.to_dict() | {"type": "balance.available", "data": about}
    assert knock(stripe.Event.construct_from(told, None)) == 200
    apply_waiting()
    assert WebhookEvent.objects.filter(applied_at=None).count() == 0


def test_an_event_without_a_signature_is_refused(client, fake):
    answer = client.post(
        "/webhooks/stripe/", json.dumps({"id": "evt_1"}), content_type="application/json"
    )
    assert answer.status_code == 400


def test_only_posts_are_taken(client):
    assert client.get("/webhooks/stripe/").status_code == 405


def test_an_event_applied_twice_changes_once(sent, hear):
    hear("payout.paid")
    WebhookEvent.objects.update(applied_at=None)
    apply_waiting()
    assert audit.record.history(sent).filter(action="payment.arrived").count() == 1
    assert Message.objects.filter(kind="payments.arrived").count() == 1
    assert balances(sent)["paid"] == 315_000


def test_account_updated_says_whether_the_grantee_can_be_paid(ready, hear):
    Payee.objects.update(can_be_paid=False)
    hear("account.updated")
    assert Payee.objects.get().can_be_paid is True


def test_a_payout_heard_of_before_the_worker_recorded_the_transfer(ready, hear):
    """The worker died after Stripe had made the transfer; the event finds it."""
    Disbursement.objects.filter(pk=ready.pk).update(first_tried_at=ready.released_at)
    stripe_api.create_transfer(ready)
    hear("payout.paid")
    ready.refresh_from_db()
    assert (ready.state, balances(ready)["paid"]) == ("arrived", 315_000)


def test_a_payout_that_came_back_tells_grantee_and_finance(fake, ready, hear):
    fake.fail_next("payout_failed")
    send_disbursement(ready.pk)
    hear("payout.failed", "account.updated")
    ready.refresh_from_db()
    assert (ready.state, ready.failure) == (
        "failed",
        "The bank sent the money back. The grantee must check the bank details at Stripe.",
    )
    assert Payee.objects.get().can_be_paid is False
    assert balances(ready)["in_transit"] == 315_000
    assert Message.objects.filter(kind="payments.came_back").count() == 1
    assert Message.objects.filter(kind="payments.failed").count() == 2


@pytest.mark.parametrize("recorded", [True, False])
def test_every_order_of_events_ends_at_the_truth(fake, ready, events, knock, recorded):
    """Sent, sent back by the bank, new details, paid out: 24 orders, each event twice."""
    fake.fail_next("payout_failed")
    if recorded:
        send_disbursement(ready.pk)
    else:
        Disbursement.objects.filter(pk=ready.pk).update(first_tried_at=ready.released_at)
        stripe_api.create_transfer(ready)
    fake.settle()
    account = Payee.objects.get().stripe_account
    fake.finish_onboarding(stripe_api.onboarding_link(account, here="http://x/"))
    told = events("transfer.created", "payout.failed", "payout.paid")
    told += events("account.updated")[-1:]
    assert len(told) == 4
    for order in itertools.permutations(told):
        with transaction.atomic():
            for event in order:
                knock(event)
                knock(event)
                apply_waiting()
            payment = Disbursement.objects.get(pk=ready.pk)
            application = Application.objects.get(pk=payment.award.application_id)
            assert (payment.state, application.state) == ("arrived", "active")
            assert (balances(payment)["in_transit"], balances(payment)["paid"]) == (0, 315_000)
            assert Payee.objects.get().can_be_paid is True
            transaction.set_rollback(True)


def test_a_reversed_transfer_gives_the_money_back_and_can_be_sent_anew(fake, ready, hear):
    fake.fail_next("payout_failed")
    send_disbursement(ready.pk)
    fake.settle()
    ready.refresh_from_db()
    first = ready.stripe_transfer
    stripe_api.client().v1.transfers.reversals.create(first)
    hear("transfer.reversed", "payout.failed")
    ready.refresh_from_db()
    assert (ready.state, ready.stripe_transfer) == ("failed", None)
    assert (balances(ready)["committed"], balances(ready)["in_transit"]) == (450_000, 0)
    Payee.objects.update(can_be_paid=True)
    ready = Disbursement.objects.get(pk=ready.pk)
    actions.try_again(ready, by=finance(ready.award)[0], seen="failed")
    send_disbursement(ready.pk)
    ready.refresh_from_db()
    assert ready.state == "sent"
    assert ready.stripe_transfer != first


def test_events_of_other_things_are_kept_and_left_alone(sent, hear, events):
    hear("payout.created")
    assert WebhookEvent.objects.filter(kind="payout.created", applied_at=None).count() == 0
    sent.refresh_from_db()
    assert sent.state == "sent"


def test_refresh_account_of_nobody_we_know_changes_nothing(fake, ready):
    stranger = stripe_api.client().v1.accounts.create({"type": "express"})
    webhooks.refresh_account(stranger.id)
    assert Payee.objects.get().can_be_paid is True
