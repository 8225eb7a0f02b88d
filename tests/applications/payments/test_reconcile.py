"""Each day's ledger against Stripe."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from applications.payments import stripe_api
from applications.payments.models import Reconciliation
from applications.payments.reconciling import reconcile_day

pytestmark = pytest.mark.django_db


def today() -> date:
    return timezone.localdate()


def test_a_day_that_agrees_has_no_difference(sent, hear):
    hear("payout.paid")
    result = reconcile_day(today())
    assert (result.transfers, result.stripe_minor, result.ledger_minor, result.differences) == (
        1,
        315_000,
        315_000,
        [],
    )


def test_a_transfer_that_the_ledger_does_not_know_is_reported(sent):
    account = sent.award.payee.stripe_account
    stranger = stripe_api.client().v1.transfers.create(
        {"amount": 100, "currency": "eur", "destination": account}
    )
    assert reconcile_day(today()).differences == [
        {
            "kind": "transfer",
            "stripe_id": stranger.id,
            "ledger_minor": 0,
            "stripe_minor": 100,
        }
    ]


def test_a_movement_that_stripe_does_not_know_is_reported(fake, sent):
    fake.reset()
    assert [item["kind"] for item in reconcile_day(today()).differences] == ["missing_at_stripe"]


def test_the_command_fails_loudly_and_keeps_the_result(fake, sent):
    fake.reset()
    out = StringIO()
    with pytest.raises(CommandError, match="1 differences"):
        call_command("reconcile", "--day", today().isoformat(), stdout=out)
    assert "missing_at_stripe" in out.getvalue()
    assert Reconciliation.objects.get().day == today()
