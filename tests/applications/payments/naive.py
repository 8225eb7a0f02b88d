"""How not to send money: the key is made when Stripe is called, what happened is noted after.

The control of the kill test: under the same deaths it pays twice.
"""

import uuid

from django.db import transaction

from applications.payments import sending, stripe_api
from applications.payments.actions import locked
from applications.payments.models import Disbursement


def send(disbursement_id: int) -> None:
    payment = Disbursement.objects.select_related("tranche__award__payee").get(pk=disbursement_id)
    if payment.state != "released":
        return
    payment.idempotency_key = uuid.uuid4()
    transfer = stripe_api.create_transfer(payment)
    with transaction.atomic():
        sending.record_sent(locked(disbursement_id), transfer)
