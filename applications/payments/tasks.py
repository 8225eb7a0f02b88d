"""The worker's part. Every task takes ids and may run twice without harm.

No execution lock is used: a killed worker would hold it. The tasks lock their own rows.
"""

from datetime import timedelta

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from notifications.queue import queue

STRIPE = RetryStrategy(max_attempts=10, exponential_wait=3)
LOST_AFTER = timedelta(minutes=2)
SWEEP_AT_MOST = 500


@app.task(queue="payments", name="payments.send_disbursement", retry=STRIPE)
def send_disbursement(disbursement_id: int) -> None:
    from .sending import send

    send(disbursement_id)


@app.task(queue="payments", name="payments.apply_event", retry=STRIPE)
def apply_event(event_id: int) -> None:
    from .webhooks import apply

    apply(event_id)


@app.task(queue="payments", name="payments.open_account", retry=STRIPE)
def open_account(payee_id: int) -> None:
    from .payees import open_account as open_it

    open_it(payee_id)


@app.periodic(cron="* * * * *")
@app.task(queue="payments", name="payments.sweep", queueing_lock="payments.sweep")
def sweep(timestamp: int) -> None:
    """Queue again what a lost job left behind: payments, events and accounts not seen to."""
    from .models import Disbursement, Payee, WebhookEvent

    lost = timezone.now() - LOST_AFTER
    released = Disbursement.objects.filter(state=Disbursement.State.RELEASED, released_at__lt=lost)
    events = WebhookEvent.objects.filter(applied_at=None, received_at__lt=lost)
    payees = Payee.objects.filter(stripe_account="", created_at__lt=lost)
    for queue_again, rows in (
        (queue_sending, released),
        (queue_event, events),
        (queue_account, payees),
    ):
        for pk in rows.order_by("pk").values_list("pk", flat=True)[:SWEEP_AT_MOST]:
            queue_again(pk)


@app.periodic(cron="5 3 * * *")
@app.task(queue="payments", name="payments.make_dated_due", queueing_lock="payments.make_dated_due")
def make_dated_due(timestamp: int) -> None:
    """Put the tranches whose day has come on finance's list."""
    from accounts.models import User
    from applications.awards.models import Award

    from .actions import make_due

    dated = Award.objects.filter(
        tranches__due_on__lte=timezone.localdate(),
        tranches__disbursement=None,
        ended_at=None,
        agreement__signed_at__isnull=False,
    )
    for award in dated.distinct().order_by("pk"):
        make_due(award, by=User.objects.system())


@app.periodic(cron="30 4 * * *")
@app.task(queue="payments", name="payments.reconcile", queueing_lock="payments.reconcile")
def reconcile(timestamp: int) -> None:
    """Compare yesterday's ledger with Stripe and keep the result."""
    from .reconciling import reconcile_day

    reconcile_day(timezone.localdate() - timedelta(days=1))


def queue_sending(disbursement_id: int) -> None:
    queue(
        send_disbursement, once=f"disbursement-{disbursement_id}", disbursement_id=disbursement_id
    )


def queue_event(event_id: int) -> None:
    queue(apply_event, once=f"event-{event_id}", event_id=event_id)


def queue_account(payee_id: int) -> None:
    queue(open_account, once=f"payee-{payee_id}", payee_id=payee_id)
