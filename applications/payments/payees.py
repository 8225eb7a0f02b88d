"""Where an award's money goes: the payee and the account that Stripe keeps for them."""

from django.db import transaction
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.awards import follow_ups
from applications.awards.follow_ups import Moment
from applications.awards.models import Award
from applications.journey.workflow import NotReady

from . import ledger, stripe_api, tasks
from .actions import make_due, require, stop_unsent
from .ledger import Kind
from .models import Payee


def open_account(payee_id: int) -> None:
    """Have Stripe make the payee's account, once; a repeat gets the same account."""
    with transaction.atomic():
        payee = Payee.objects.select_for_update().select_related("person").get(pk=payee_id)
        if payee.stripe_account:
            return
        payee.stripe_account = stripe_api.open_account(payee)
        payee.save(update_fields=["stripe_account"])
        audit.record.record("payee.account_opened", payee, by=User.objects.system())


def onboarding_address(payee: Payee, *, by: User, here: str) -> str:
    """Stripe's form for this payee, for a few minutes. NotReady while the account is being made."""
    require(by, "payments.set_up", payee)
    if not payee.stripe_account:
        raise NotReady(_("We are opening your page at Stripe. Try again in a minute."))
    return stripe_api.onboarding_link(payee.stripe_account, here=here)


@follow_ups.on(Moment.ISSUED)
def commit_money(award: Award, by: User) -> None:
    ledger.post(
        "commit",
        award=award,
        source=Kind.BUDGET,
        target=Kind.COMMITTED,
        amount_minor=award.amount_minor,
        once_key=f"commit:{award.public_id}",
        by=by,
    )


@follow_ups.on(Moment.SIGNED)
def prepare_payment(award: Award, by: User) -> None:
    """The grantee becomes the payee, and what is paid on signing falls due."""
    payee, is_new = Payee.objects.get_or_create(
        award=award, defaults={"person": award.application.applicant}
    )
    if is_new:
        tasks.queue_account(payee.pk)
    make_due(award, by=by)


@follow_ups.on(Moment.REPORT_ACCEPTED)
def pay_on_report(award: Award, by: User) -> None:
    make_due(award, by=by)


@follow_ups.on(Moment.GIVEN_BACK)
def free_the_rest(award: Award, by: User) -> None:
    """What was promised and not sent goes back to the budget."""
    stop_unsent(award, by=by)
    award.refresh_from_db(fields=["paid_minor"])
    rest = award.amount_minor - award.paid_minor
    if rest:
        ledger.post(
            "give_back",
            award=award,
            source=Kind.COMMITTED,
            target=Kind.BUDGET,
            amount_minor=rest,
            once_key=f"give_back:{award.public_id}",
            by=by,
        )
