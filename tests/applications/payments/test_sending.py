"""Exactly once, whatever Stripe answers: through the real SDK to the fake."""

from datetime import timedelta

import pytest
import stripe
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.roles import FINANCE, Role
from applications.awards.models import Award
from applications.journey.models import Application
from applications.payments import actions, ledger, stripe_api
from applications.payments.models import Disbursement, Payee
from applications.payments.tasks import open_account, send_disbursement, sweep
from notifications.models import Message
from programmes.models import RoleAssignment
from tests.factories.awards import signed
from tests.factories.payments import approved, due, finance, released
from tests.factories.programmes import user_with

pytestmark = pytest.mark.django_db


def transfers(fake) -> int:
    return fake.state()["counts"]["transfer"]


def balances(payment) -> dict[str, int]:
    return ledger.balances(payment.award.programme)


def try_again(payment) -> Disbursement:
    payment.refresh_from_db()
    return actions.try_again(payment, by=finance(payment.award)[0], seen="failed")


def test_open_account_twice_makes_one(fake):
    payee = Payee.objects.get(award=signed())
    open_account(payee.pk)
    first = Payee.objects.get(pk=payee.pk).stripe_account
    Payee.objects.update(stripe_account="")
    open_account(payee.pk)
    assert Payee.objects.get(pk=payee.pk).stripe_account == first
    assert fake.state()["counts"]["account"] == 1


def test_send_makes_one_transfer_with_group_and_metadata(fake, ready):
    send_disbursement(ready.pk)
    ready.refresh_from_db()
    transfer = stripe_api.retrieve_transfer(ready.stripe_transfer)
    assert (transfer.amount, transfer.currency) == (315_000, "eur")
    assert transfer.transfer_group == str(ready.award.public_id)
    assert stripe_api.disbursement_id_of(transfer) == str(ready.public_id)
    assert ready.state == "sent"
    assert balances(ready) == {
        "budget": -450_000,
        "committed": 135_000,
        "in_transit": 315_000,
        "paid": 0,
    }
    assert Award.objects.get(pk=ready.award.pk).paid_minor == 315_000
    assert Message.objects.filter(kind="payments.sent").count() == 1


def test_send_twice_sends_once(fake, ready):
    send_disbursement(ready.pk)
    send_disbursement(ready.pk)
    assert transfers(fake) == 1
    assert Message.objects.filter(kind="payments.sent").count() == 1


@pytest.mark.parametrize("kind", ["close_before_work", "close_after_work", "rate_limited"])
def test_a_passing_trouble_is_tried_again_and_sends_once(fake, ready, kind):
    fake.fail_next(kind)
    with pytest.raises(stripe.StripeError):
        send_disbursement(ready.pk)
    ready.refresh_from_db()
    assert (ready.state, ready.first_tried_at is not None) == ("released", True)
    send_disbursement(ready.pk)
    ready.refresh_from_db()
    assert (ready.state, transfers(fake)) == ("sent", 1)


def test_a_lost_answer_is_found_after_stripe_forgot_the_key(fake, ready):
    fake.fail_next("close_after_work")
    with pytest.raises(stripe.StripeError):
        send_disbursement(ready.pk)
    fake.forget_keys()
    send_disbursement(ready.pk)
    ready.refresh_from_db()
    assert (ready.state, transfers(fake)) == ("sent", 1)


def test_a_500_after_the_work_is_found_at_stripe(fake, ready):
    fake.fail_next("error_500_after_work")
    with pytest.raises(stripe.StripeError):
        send_disbursement(ready.pk)
    send_disbursement(ready.pk)
    ready.refresh_from_db()
    assert (ready.state, transfers(fake)) == ("sent", 1)


def test_a_500_without_the_work_becomes_a_failure_that_can_be_repaired(fake, ready):
    fake.fail_next("error_500")
    with pytest.raises(stripe.StripeError):
        send_disbursement(ready.pk)
    send_disbursement(ready.pk)
    ready.refresh_from_db()
    assert (ready.state, transfers(fake)) == ("failed", 0)
    try_again(ready)
    send_disbursement(ready.pk)
    ready.refresh_from_db()
    assert (ready.state, ready.attempt, transfers(fake)) == ("sent", 2, 1)


def test_too_little_money_at_stripe_fails_in_plain_words_and_tells_finance(fake, ready):
    fake.set_balance(314_999)
    send_disbursement(ready.pk)
    ready.refresh_from_db()
    assert (ready.state, ready.failure) == (
        "failed",
        "There is not enough money in our Stripe balance. Add money there, then try again.",
    )
    told = Message.objects.filter(kind="payments.failed").values_list("to_email", flat=True)
    everyone = RoleAssignment.objects.filter(role__in=FINANCE, programme=ready.award.programme)
    assert sorted(told) == sorted(everyone.values_list("user__email", flat=True))
    assert balances(ready)["committed"] == 450_000


def test_try_again_repairs_with_a_key_of_its_own(fake, ready):
    fake.set_balance(0)
    send_disbursement(ready.pk)
    before = ready.idempotency_key
    fake.set_balance(1_000_000)
    again = try_again(ready)
    assert (again.attempt, again.failure) == (2, "")
    assert again.idempotency_key != before
    send_disbursement(ready.pk)
    ready.refresh_from_db()
    assert (ready.state, transfers(fake)) == ("sent", 1)


def test_try_again_of_a_payment_that_stripe_holds_is_refused(sent):
    Disbursement.objects.filter(pk=sent.pk).update(state="failed")
    with pytest.raises(actions.NotReady, match="Stripe holds the money already"):
        try_again(sent)


def test_try_again_by_an_officer_without_finance_is_refused(fake, ready):
    fake.set_balance(0)
    send_disbursement(ready.pk)
    ready.refresh_from_db()
    officer = user_with(Role.OFFICER, programme=ready.award.programme)
    with pytest.raises(actions.NotPermitted):
        actions.try_again(ready, by=officer, seen="failed")


def test_sweep_queues_a_lost_payment_once(ready):
    ProcrastinateJob.objects.all()._raw_delete("default")
    long_ago = timezone.now() - timedelta(minutes=5)
    Disbursement.objects.filter(pk=ready.pk).update(released_at=long_ago)
    sweep(0)
    sweep(0)
    jobs = ProcrastinateJob.objects.filter(task_name="payments.send_disbursement")
    assert [job.args for job in jobs] == [{"disbursement_id": ready.pk}]


def test_the_first_arrival_starts_the_project(sent, hear):
    hear("payout.paid")
    sent.refresh_from_db()
    application = Application.objects.get(pk=sent.award.application_id)
    assert (sent.state, application.state) == ("arrived", "active")
    assert balances(sent) == {
        "budget": -450_000,
        "committed": 135_000,
        "in_transit": 0,
        "paid": 315_000,
    }
    assert Message.objects.filter(kind="payments.arrived").count() == 1


def test_a_second_payment_goes_the_same_way(sent, hear, fake):
    from applications.awards import actions as awards

    hear("payout.paid")
    award = Award.objects.get(pk=sent.award.pk)
    report = awards.send_report(award, by=award.application.applicant.user, text="It went well.")
    awards.accept_report(report, by=award.issued_by)
    second = Disbursement.objects.get(tranche__award=award, tranche__number=2)
    released(approved(second))
    send_disbursement(second.pk)
    hear("payout.paid")
    second.refresh_from_db()
    assert (second.state, transfers(fake)) == ("arrived", 2)
    awards.complete(Award.objects.get(pk=award.pk), by=award.issued_by)
    assert Application.objects.get(pk=award.application_id).state == "completed"
    assert due(award).state == "arrived"
