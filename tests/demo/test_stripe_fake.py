"""The fake of Stripe, spoken to by the real SDK over HTTP."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests
import stripe

from demo.stripe_fake import RunningFake, running_fake
from tests.demo.stripe_description import PATH, Description, JudgedClient

SECRET = "whsec_test"
RECIPIENT: Any = {
    "type": "express",
    "country": "IE",
    "email": "amal@example.org",
    "capabilities": {"transfers": {"requested": True}},
    "tos_acceptance": {"service_agreement": "recipient"},
    "metadata": {"payee": "42"},
}
needs_description = pytest.mark.skipif(
    not PATH.exists(), reason=f"Stripe's description is not beside the checkout: {PATH}"
)


class Receiver:
    """A platform's webhook address: keeps what it got, answers with ``statuses``, then 200."""

    def __init__(self) -> None:
        self.got: list[tuple[bytes, str]] = []
        self.statuses: list[int] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.got.append((body, self.headers["Stripe-Signature"]))
                self.send_response(receiver.statuses.pop(0) if receiver.statuses else 200)
                self.end_headers()

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/webhooks/stripe/"

    def events(self) -> list[stripe.Event]:
        """What arrived, each with its signature verified by the SDK."""
        return [stripe.Webhook.construct_event(body, sig, SECRET) for body, sig in self.got]

    def types(self) -> list[str]:
        return [event.type for event in self.events()]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    threading.Thread(target=receiver.server.serve_forever, args=(0.02,), daemon=True).start()
    yield receiver
    receiver.server.shutdown()
    receiver.server.server_close()


@pytest.fixture
def fake() -> Iterator[RunningFake]:
    """Without webhooks; payouts never come due within a test."""
    with running_fake(payout_delay=3600) as fake:
        yield fake


def connect(fake: RunningFake, **options: Any) -> stripe.StripeClient:
    return stripe.StripeClient(fake.api_key, base_addresses=fake.base_addresses, **options)


def make_link(client: stripe.StripeClient, account: str) -> str:
    return client.v1.account_links.create(
        {
            "account": account,
            "type": "account_onboarding",
            "return_url": "http://127.0.0.1:9/return",
            "refresh_url": "http://127.0.0.1:9/refresh",
        }
    ).url


def make_payee(fake: RunningFake, client: stripe.StripeClient) -> str:
    account = client.v1.accounts.create(RECIPIENT).id
    fake.finish_onboarding(make_link(client, account))
    return account


def transfer(
    client: stripe.StripeClient, account: str, key: str = "disbursement-1", amount: int = 250_000
) -> stripe.Transfer:
    return client.v1.transfers.create(
        {
            "amount": amount,
            "currency": "eur",
            "destination": account,
            "transfer_group": "award-7",
            "metadata": {"disbursement": "1"},
        },
        {"idempotency_key": key},
    )


def test_onboarding_makes_the_account_payable(fake: RunningFake) -> None:
    client = connect(fake)
    account = client.v1.accounts.create(RECIPIENT)
    link = make_link(client, account.id)
    page = requests.get(link, timeout=5)
    done = requests.post(link, {"do": "finish"}, timeout=5, allow_redirects=False)
    after = client.v1.accounts.retrieve(account.id)
    assert (account.details_submitted, account.payouts_enabled) == (False, False)
    assert "This is a fake of Stripe for demo and tests." in page.text
    assert (done.status_code, done.headers["Location"]) == (303, "http://127.0.0.1:9/return")
    assert (after.details_submitted, after.payouts_enabled) == (True, True)
    assert after.requirements.currently_due == []
    assert after.metadata.to_dict() == {"payee": "42"}


def test_onboarding_left_early_returns_without_completing(fake: RunningFake) -> None:
    client = connect(fake)
    account = client.v1.accounts.create(RECIPIENT)
    link = make_link(client, account.id)
    left = requests.post(link, {"do": "leave"}, timeout=5, allow_redirects=False)
    assert left.headers["Location"] == "http://127.0.0.1:9/return"
    assert client.v1.accounts.retrieve(account.id).details_submitted is False


def test_onboarding_link_works_once(fake: RunningFake) -> None:
    client = connect(fake)
    link = make_link(client, client.v1.accounts.create(RECIPIENT).id)
    fake.finish_onboarding(link)
    again = requests.get(link, timeout=5, allow_redirects=False)
    assert (again.status_code, again.headers["Location"]) == (303, "http://127.0.0.1:9/refresh")


def test_transfer_before_onboarding_is_refused(fake: RunningFake) -> None:
    client = connect(fake)
    account = client.v1.accounts.create(RECIPIENT)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        transfer(client, account.id)
    assert refused.value.code == "insufficient_capabilities_for_transfer"


def test_transfer_replayed_answers_the_same_and_pays_once(fake: RunningFake) -> None:
    client = connect(fake)
    account = make_payee(fake, client)
    first, second = transfer(client, account), transfer(client, account)
    assert first.to_dict() == second.to_dict()
    assert "Idempotent-Replayed" not in first.last_response.headers
    assert second.last_response.headers["Idempotent-Replayed"] == "true"
    assert fake.state()["counts"]["transfer"] == 1
    assert client.v1.balance.retrieve().available[0].amount == 50_000_000 - 250_000


def test_changed_parameters_under_the_same_key_are_refused(fake: RunningFake) -> None:
    client = connect(fake)
    account = make_payee(fake, client)
    transfer(client, account)
    with pytest.raises(stripe.IdempotencyError) as refused:
        transfer(client, account, amount=250_001)
    assert refused.value.http_status == 400
    assert fake.state()["counts"]["transfer"] == 1


def test_same_key_on_another_endpoint_is_refused(fake: RunningFake) -> None:
    client = connect(fake)
    transfer(client, make_payee(fake, client))
    with pytest.raises(stripe.IdempotencyError, match="same endpoint"):
        client.v1.accounts.create(RECIPIENT, {"idempotency_key": "disbursement-1"})


def test_same_key_while_the_first_call_runs_is_a_conflict(fake: RunningFake) -> None:
    client = connect(fake)
    account = make_payee(fake, client)
    fake.fail_next("slow", seconds=0.5)
    with ThreadPoolExecutor() as pool:
        first = pool.submit(transfer, client, account)
        time.sleep(0.2)
        with pytest.raises(stripe.StripeError) as conflict:
            transfer(client, account)
        assert conflict.value.http_status == 409
        assert first.result().id == transfer(client, account).id


def test_many_at_once_under_one_key_pay_once(fake: RunningFake) -> None:
    account = make_payee(fake, connect(fake))
    client = connect(fake, max_network_retries=5)
    fake.fail_next("slow", seconds=0.2)
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: transfer(client, account).id, range(16)))
    assert len(set(made)) == 1
    assert fake.state()["counts"]["transfer"] == 1


def test_connection_closed_after_the_work_then_retry_pays_once(fake: RunningFake) -> None:
    client = connect(fake)
    account = make_payee(fake, client)
    fake.fail_next("close_after_work")
    with pytest.raises(stripe.APIConnectionError):
        transfer(client, account)
    assert fake.state()["counts"]["transfer"] == 1
    assert transfer(client, account).last_response.headers["Idempotent-Replayed"] == "true"
    assert fake.state()["counts"]["transfer"] == 1


def test_connection_closed_before_the_work_then_retry_pays_once(fake: RunningFake) -> None:
    client = connect(fake)
    account = make_payee(fake, client)
    fake.fail_next("close_before_work")
    with pytest.raises(stripe.APIConnectionError):
        transfer(client, account)
    assert fake.state()["counts"]["transfer"] == 0
    transfer(client, account)
    assert fake.state()["counts"]["transfer"] == 1


def test_sdk_retries_a_closed_connection_under_the_same_key(fake: RunningFake) -> None:
    account = make_payee(fake, connect(fake))
    fake.fail_next("close_after_work")
    made = transfer(connect(fake, max_network_retries=1), account)
    assert made.last_response.headers["Idempotent-Replayed"] == "true"
    assert fake.state()["counts"]["transfer"] == 1


def test_server_error_after_the_work_is_replayed_and_the_transfer_is_found(
    fake: RunningFake,
) -> None:
    client = connect(fake, max_network_retries=2)
    account = make_payee(fake, client)
    fake.fail_next("error_500_after_work")
    for _ in range(2):
        with pytest.raises(stripe.APIError) as failed:
            transfer(client, account)
    assert failed.value.headers["Idempotent-Replayed"] == "true"
    found = client.v1.transfers.list({"transfer_group": "award-7"}).data
    assert [item.metadata["disbursement"] for item in found] == ["1"]
    assert client.v1.transfers.list({"transfer_group": "award-8"}).data == []


def test_failed_transfer_is_remembered_by_its_key(fake: RunningFake) -> None:
    client = connect(fake)
    account = make_payee(fake, client)
    fake.set_balance(100)
    for _ in range(2):
        with pytest.raises(stripe.InvalidRequestError) as refused:
            transfer(client, account)
        fake.set_balance(1_000_000)
    assert refused.value.code == "balance_insufficient"
    assert transfer(client, account, key="disbursement-1-again").amount == 250_000


@pytest.mark.parametrize(
    ("kind", "error", "status"),
    [
        ("card_declined", stripe.CardError, 402),
        ("balance_insufficient", stripe.InvalidRequestError, 400),
        ("rate_limited", stripe.RateLimitError, 429),
        ("error_500", stripe.APIError, 500),
    ],
)
def test_failure_on_demand_happens_as_often_as_asked(
    fake: RunningFake, kind: str, error: type[stripe.StripeError], status: int
) -> None:
    client = connect(fake)
    account = make_payee(fake, client)
    fake.fail_next(kind, times=2)
    for key in ("a", "b"):
        with pytest.raises(error) as failed:
            transfer(client, account, key=key)
        assert failed.value.http_status == status
    transfer(client, account, key="c")
    assert fake.state()["counts"]["transfer"] == 1


def test_forgotten_key_pays_a_second_time(fake: RunningFake) -> None:
    """Stripe may forget a key after 24 hours: why an old disbursement is looked up first."""
    client = connect(fake)
    account = make_payee(fake, client)
    first = transfer(client, account)
    fake.forget_keys()
    second = transfer(client, account)
    assert first.id != second.id
    assert fake.state()["counts"]["transfer"] == 2


@pytest.mark.parametrize("key", ["sk_live_123", "nonsense"])
def test_other_than_test_keys_are_refused(fake: RunningFake, key: str) -> None:
    client = stripe.StripeClient(key, base_addresses=fake.base_addresses)
    with pytest.raises(stripe.AuthenticationError):
        client.v1.balance.retrieve()


@pytest.mark.parametrize(
    ("change", "code", "param"),
    [
        ({"amount": "ten"}, "parameter_invalid_integer", "amount"),
        ({"amount": None}, "parameter_missing", "amount"),
        ({"colour": "red"}, "parameter_unknown", "colour"),
        ({"destination": "acct_nobody"}, "resource_missing", "destination"),
    ],
)
def test_wrong_parameters_are_named_and_not_remembered(
    fake: RunningFake, change: Any, code: str, param: str
) -> None:
    client = connect(fake)
    given = {"amount": 100, "currency": "eur", "destination": make_payee(fake, client)}
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.transfers.create({**given, **change}, {"idempotency_key": "k"})
    assert (refused.value.code, refused.value.param) == (code, param)
    assert client.v1.transfers.create(given, {"idempotency_key": "k"}).amount == 100


def test_list_pages_through_everything_newest_first(fake: RunningFake) -> None:
    client = connect(fake)
    account = make_payee(fake, client)
    made = [
        transfer(client, account, key=f"k{number}", amount=1 + number).id for number in range(5)
    ]
    listed = client.v1.transfers.list({"limit": 2})
    assert (len(listed.data), listed.has_more) == (2, True)
    assert [item.id for item in listed.auto_paging_iter()] == made[::-1]


def test_reversal_in_part_then_whole_then_refused(fake: RunningFake) -> None:
    client = connect(fake)
    account = make_payee(fake, client)
    made = transfer(client, account, amount=1_000)
    client.v1.transfers.reversals.create(made.id, {"amount": 400})
    part = client.v1.transfers.retrieve(made.id)
    client.v1.transfers.reversals.create(made.id)
    whole = client.v1.transfers.retrieve(made.id)
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.transfers.reversals.create(made.id)
    assert (part.amount_reversed, part.reversed) == (400, False)
    assert (whole.amount_reversed, whole.reversed) == (1_000, True)
    assert [item.amount for item in client.v1.transfers.reversals.list(made.id).data] == [600, 400]
    assert client.v1.balance.retrieve().available[0].amount == 50_000_000


def test_payout_carries_the_transfer_to_the_bank() -> None:
    with running_fake() as fake:
        client = connect(fake)
        account = make_payee(fake, client)
        made = transfer(client, account)
        fake.settle()
        own: Any = {"stripe_account": account}
        [payout] = client.v1.payouts.list({}, own).data
        carried = client.v1.balance_transactions.list({"payout": payout.id, "type": "payment"}, own)
        with pytest.raises(stripe.InvalidRequestError) as too_late:
            client.v1.transfers.reversals.create(made.id)
        page = requests.get(fake.url, timeout=5).text
    assert (payout.amount, payout.status) == (250_000, "paid")
    assert [item.source for item in carried.data] == [made.destination_payment]
    assert too_late.value.code == "balance_insufficient"
    assert page.count(made.id) == page.count(payout.id) == 1
    assert "This is a fake of Stripe for demo and tests." in page


def test_failed_payout_is_repaired_by_onboarding_again(receiver: Receiver) -> None:
    with running_fake(webhook_url=receiver.url, webhook_secret=SECRET) as fake:
        client = connect(fake)
        account = make_payee(fake, client)
        fake.fail_next("payout_failed")
        transfer(client, account)
        fake.settle()
        broken = client.v1.accounts.retrieve(account)
        fake.finish_onboarding(make_link(client, account))
        fake.settle()
        payouts = client.v1.payouts.list({}, {"stripe_account": account}).data
    assert broken.requirements.currently_due == ["external_account"]
    assert [(item.status, item.amount) for item in payouts] == [
        ("paid", 250_000),
        ("failed", 250_000),
    ]
    assert receiver.types() == [
        "account.updated", "transfer.created", "payout.created", "payout.failed",
        "account.updated", "account.updated", "payout.created", "payout.paid",
    ]  # fmt: skip


def test_webhooks_are_signed_and_tell_the_account(receiver: Receiver) -> None:
    with running_fake(webhook_url=receiver.url, webhook_secret=SECRET) as fake:
        client = connect(fake)
        account = make_payee(fake, client)
        made = transfer(client, account)
        fake.settle()
        kept = client.v1.events.list({"type": "transfer.created"}).data
    updated, created, _, paid = receiver.events()
    assert receiver.types() == [
        "account.updated",
        "transfer.created",
        "payout.created",
        "payout.paid",
    ]
    assert (updated.account, paid.account) == (account, account)
    assert created.data.object.to_dict() == made.to_dict()
    assert created.request.idempotency_key == "disbursement-1"
    assert [(event.id, event.pending_webhooks) for event in kept] == [(created.id, 0)]


def test_forged_webhook_is_refused(receiver: Receiver) -> None:
    with running_fake(webhook_url=receiver.url, webhook_secret="whsec_other") as fake:
        make_payee(fake, connect(fake))
        fake.settle()
    body, signature = receiver.got[0]
    genuine = stripe.Webhook.construct_event(body, signature, "whsec_other")
    assert genuine.type == "account.updated"
    for text, secret in [(body, SECRET), (body.replace(b"true", b"false"), "whsec_other")]:
        with pytest.raises(stripe.SignatureVerificationError):
            stripe.Webhook.construct_event(text, signature, secret)


def test_refused_webhook_is_sent_again_until_accepted(receiver: Receiver) -> None:
    receiver.statuses = [500, 302]
    with running_fake(webhook_url=receiver.url, webhook_secret=SECRET) as fake:
        make_payee(fake, connect(fake))
        [delivery] = fake.settle()["deliveries"]
    assert (delivery["attempts"], delivery["status"]) == (3, "delivered")
    assert len({event.id for event in receiver.events()}) == 1
    assert len(receiver.got) == 3


def test_webhooks_are_duplicated_on_demand(receiver: Receiver) -> None:
    with running_fake(webhook_url=receiver.url, webhook_secret=SECRET) as fake:
        fake.webhooks(duplicate=2)
        make_payee(fake, connect(fake))
        fake.settle()
    assert len(receiver.got) == 3
    assert len({event.id for event in receiver.events()}) == 1


def test_webhooks_are_reordered_on_demand(receiver: Receiver) -> None:
    with running_fake(webhook_url=receiver.url, webhook_secret=SECRET) as fake:
        fake.webhooks(paused=True, reorder=True)
        client = connect(fake)
        transfer(client, make_payee(fake, client))
        while fake.state()["counts"]["payout"] == 0:
            time.sleep(0.01)
        assert receiver.got == []
        fake.webhooks(paused=False)
        fake.settle()
    assert receiver.types() == [
        "payout.paid",
        "payout.created",
        "transfer.created",
        "account.updated",
    ]


def test_restart_keeps_state_keys_and_waiting_webhooks(tmp_path: Path, receiver: Receiver) -> None:
    path = str(tmp_path / "var" / "stripe.sqlite3")
    with running_fake(state=path, webhook_url="http://127.0.0.1:9/", webhook_retry=0.2) as fake:
        client = connect(fake)
        account = make_payee(fake, client)
        first = transfer(client, account)
    with running_fake(state=path, webhook_url=receiver.url, webhook_secret=SECRET) as fake:
        client = connect(fake)
        again = transfer(client, account)
        fake.settle()
        left = client.v1.balance.retrieve().available[0].amount
    assert again.to_dict() == first.to_dict()
    assert left == 50_000_000 - 250_000
    assert sorted(set(receiver.types())) == [
        "account.updated",
        "payout.created",
        "payout.paid",
        "transfer.created",
    ]


def test_reset_forgets_everything_but_the_opening_balance(fake: RunningFake) -> None:
    client = connect(fake)
    transfer(client, make_payee(fake, client))
    fake.reset()
    state = fake.state()
    assert (state["counts"]["transfer"], state["keys"]) == (0, 0)
    assert state["balances"] == {"eur": 50_000_000}


def test_unknown_setting_is_refused(fake: RunningFake) -> None:
    for path, given in [
        ("failures", {"kind": "flood"}),
        ("webhooks", {"color": 1}),
        ("nothing", {}),
    ]:
        assert requests.post(f"{fake.url}/_fake/{path}", json=given, timeout=5).status_code in {
            400,
            404,
        }


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_command_serves_and_stops_cleanly(tmp_path: Path, sign: signal.Signals) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    state = tmp_path / "stripe.sqlite3"
    command = [sys.executable, "-m", "demo.stripe_fake", "--port", str(port), "--state", str(state)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        command,
        cwd=root,
        env=os.environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        client = connect(RunningFake(f"http://127.0.0.1:{port}"))
        client.v1.accounts.create(RECIPIENT)
        process.send_signal(sign)
        assert process.wait(timeout=5) == 0
    assert said.startswith("This is a fake of Stripe for demo and tests.")
    assert state.stat().st_size > 0


@needs_description
def test_requests_and_answers_are_as_stripe_describes_them() -> None:
    judge = JudgedClient(Description())
    with running_fake() as fake:
        client = connect(fake, http_client=judge)
        account = make_payee(fake, client)
        own: Any = {"stripe_account": account}
        client.v1.accounts.retrieve(account)
        client.v1.accounts.list()
        fake.fail_next("payout_failed")
        made = transfer(client, account)
        fake.settle()
        client.v1.transfers.retrieve(made.id)
        client.v1.transfers.list({"transfer_group": "award-7", "limit": 1})
        reversal = client.v1.transfers.reversals.create(
            made.id, {"amount": 100, "metadata": {"why": "x"}}
        )
        client.v1.transfers.reversals.list(made.id)
        [payout] = client.v1.payouts.list({"status": "failed"}, own).data
        client.v1.payouts.retrieve(payout.id, {}, own)
        client.v1.balance.retrieve({}, own)
        client.v1.balance_transactions.list({"payout": payout.id}, own)
        client.v1.balance_transactions.list({"source": reversal.id})
        subjects = []
        for options in ({}, own):
            for event in client.v1.events.list({"limit": 100}, options).data:
                retrieved = client.v1.events.retrieve(event.id, {}, options)
                subjects.append(json.loads(str(retrieved.data.object)))
        with pytest.raises(stripe.InvalidRequestError):
            make_link(client, "acct_nobody")
    assert judge.errors == []
    assert {item["object"] for item in subjects} == {"account", "transfer", "payout"}
    assert [judge.description.object_errors(item) for item in subjects] == [[]] * len(subjects)
    assert judge.exchanges >= 20


@needs_description
@pytest.mark.parametrize(
    "change", [{"amount": "ten"}, {"reversed": None}, {"invented": 1}, {"description": 5}]
)
def test_description_refuses_an_answer_that_is_not_stripes(change: dict[str, Any]) -> None:
    with running_fake(payout_delay=3600) as fake:
        client = connect(fake)
        made = json.loads(str(transfer(client, make_payee(fake, client))))
    description = Description()
    assert description.object_errors(made) == []
    assert len(description.object_errors({**made, **change})) == 1
