"""`kill -9` of the worker before every line it runs: each payment is made exactly once.

The default run dies before every eleventh line that the payments room runs. With KILL_EVERYWHERE=1
it dies before every line, and before every line of the SDK's HTTP client too, that is, in the
middle of a conversation with Stripe.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from django.utils import timezone

from applications.payments import ledger, stripe_api, webhooks
from applications.payments.models import Disbursement, Payee
from tests.factories.awards import decided, issued, officer_of, signed
from tests.factories.calls import CallFactory
from tests.factories.payments import approved, due, released
from tests.factories.programmes import ProgrammeFactory

EVERYWHERE = bool(os.environ.get("KILL_EVERYWHERE"))
STEP = 1 if EVERYWHERE else 11
MOST_LINES = 2_000
PART = 315_000
WHOLE = 450_000


def database_url() -> str:
    there = connection.settings_dict
    host = quote(str(there["HOST"]), safe="")
    password = f":{quote(there['PASSWORD'])}" if there["PASSWORD"] else ""
    return f"postgres://{there['USER']}{password}@{host}:{there['PORT'] or 5432}/{there['NAME']}"


@pytest.fixture
def order(own_database, fake) -> Iterator[Callable[..., str]]:
    """`order("work", die_at=7)`: run the mortal worker once; "killed" or "done"."""
    worker = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("mortal_worker.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=None if os.environ.get("KILL_LOUD") else subprocess.DEVNULL,
        text=True,
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "config.settings.test", "DATABASE_URL": database_url()},
    )
    assert worker.stdout.readline() == "ready\n"

    def give(do: str, **more) -> str:
        worker.stdin.write(json.dumps({"do": do, **more}) + "\n")
        worker.stdin.flush()
        return worker.stdout.readline().strip()

    yield give
    worker.stdin.close()
    worker.wait(timeout=10)


@pytest.fixture
def next_payment(own_database, fake) -> Callable[[], Disbursement]:
    """`next_payment()`: one more released payment of one and the same programme."""
    programme = ProgrammeFactory(budget_minor=WHOLE * MOST_LINES, target_awards=MOST_LINES)
    call = CallFactory(programme=programme, pot_minor=WHOLE * MOST_LINES)
    fake.set_balance(WHOLE * MOST_LINES)
    officer = officer_of(decided(call))
    account = {}

    def make() -> Disbursement:
        award = signed(issued(decided(call), by=officer))
        _onboarded_once(award.payee, account, fake)
        return released(approved(due(award)))

    return make


def _onboarded_once(payee: Payee, account: dict, fake) -> None:
    """All grantees share one account at the fake: onboarding is not what is tried here."""
    if not account:
        account["id"] = stripe_api.open_account(payee)
        fake.finish_onboarding(stripe_api.onboarding_link(account["id"], here="http://x/"))
    payee.stripe_account, payee.can_be_paid = account["id"], True
    payee.save()


def restart(order) -> None:
    """What happens next in real life: minutes pass, a new worker sweeps and works."""
    long_ago = timezone.now() - timedelta(minutes=5)
    Disbursement.objects.filter(state="released").update(released_at=long_ago)
    assert order("sweep") == "done"


def transfers_of(payment: Disbursement) -> int:
    group = str(payment.award.public_id)
    return len(stripe_api.client().v1.transfers.list({"transfer_group": group}).data)


def test_a_worker_killed_before_any_line_pays_exactly_once(order, next_payment):
    payments = []
    for line in range(1, MOST_LINES, STEP):
        payments.append(next_payment())
        end = order("work", die_at=line, with_sdk=EVERYWHERE)
        assert end in ("killed", "done")
        if end == "done":
            break
    restart(order)
    assert line > 80
    for payment in payments:
        payment.refresh_from_db()
        assert (payment.state, transfers_of(payment)) == ("sent", 1)
    balances = ledger.balances(payment.award.programme)
    assert sum(balances.values()) == 0
    assert balances["in_transit"] == PART * len(payments)


def test_a_naive_worker_pays_twice_under_the_same_deaths(order, next_payment):
    paid = []
    for line in range(1, MOST_LINES, STEP):
        payment = next_payment()
        end = order("naive", pk=payment.pk, die_at=line)
        if end == "done":
            break
        order("naive", pk=payment.pk)
        paid.append(transfers_of(payment))
    assert set(paid) == {1, 2}


def test_a_worker_killed_while_it_hears_of_a_payout_records_it_once(order, next_payment, fake):
    payment = next_payment()
    assert order("work") == "done"
    fake.settle()
    account = payment.award.payee.stripe_account
    options = {"stripe_account": account}
    [event] = [
        event
        for event in stripe_api.client().v1.events.list({"limit": 100}, options).data
        if event.type == "payout.paid"
    ]
    for line in range(1, MOST_LINES, STEP):
        stored = webhooks.WebhookEvent.objects.filter(stripe_id=event.id).first()
        if stored and stored.applied_at:
            break
        if stored is None:
            stored = webhooks.WebhookEvent.objects.create(
                stripe_id=event.id,
                kind=event.type,
                stripe_account=account,
                subject=event.data.object["id"],
            )
        webhooks.tasks.queue_event(stored.pk)
        order("work", die_at=line)
    payment.refresh_from_db()
    assert (line > 40, payment.state) == (True, "arrived")
    assert ledger.balances(payment.award.programme)["paid"] == PART
