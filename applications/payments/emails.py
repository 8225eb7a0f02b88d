"""Letters about payments: to the grantee, and to finance when something needs a person."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import FINANCE
from applications.journey.emails import recipient, write
from notifications.actions import send
from notifications.letters import Letter
from programmes.models import RoleAssignment
from programmes.money import spoken
from programmes.thanks import in_letters

from .models import Disbursement

SENT = Letter(
    kind="payments.sent",
    subject=_("{amount} is on its way to you"),
    body=_(
        "Hello {name},\n\nWe sent {amount} for “{project}”. It goes through Stripe to your bank. "
        "That often takes a few days. We write again when it has arrived."
    ),
    action_label=_("See my payments"),
)
ARRIVED = Letter(
    kind="payments.arrived",
    subject=_("{amount} has arrived"),
    body=_(
        "Hello {name},\n\n{amount} for “{project}” has arrived at your bank. "
        "If you cannot see it tomorrow, answer this e-mail."
    ),
    action_label=_("See my payments"),
)
CAME_BACK = Letter(
    kind="payments.came_back",
    subject=_("Your bank sent the money back"),
    body=_(
        "Hello {name},\n\nWe sent {amount} for “{project}”, but your bank sent it back. "
        "The money is safe. Please check your bank details with Stripe; "
        "then it is sent again by itself."
    ),
    action_label=_("Check my bank details"),
)
FAILED = Letter(
    kind="payments.failed",
    subject=_("A payment needs you: {reference}"),
    body=_(
        "Hello {name},\n\nA payment of {amount} for {reference} did not go through.\n\n{failure}"
    ),
    action_label=_("Open the payment"),
)


def tell_grantee(letter: Letter, disbursement: Disbursement) -> None:
    application = disbursement.award.application
    write(
        letter,
        application,
        path=reverse("payments:mine", args=[application.public_id]),
        amount=_amount(disbursement, application.applicant.language),
    )


def tell_finance(disbursement: Disbursement) -> None:
    """One letter to each person in finance whose scope covers the payment."""
    for assignment in _finance_of(disbursement):
        person = assignment.user.person
        send(
            FAILED,
            to=recipient(person),
            about=disbursement,
            path=reverse("payments_admin:payment", args=[disbursement.public_id]),
            acknowledgement=in_letters(disbursement.award.programme, person.language),
            once_key=f"payments.failed:{disbursement.pk}:{disbursement.attempt}:"
            f"{disbursement.stripe_payout}:{person.pk}",
            amount=_amount(disbursement, person.language),
            reference=disbursement.award.reference,
            failure=disbursement.failure,
        )


def _finance_of(disbursement: Disbursement):
    place = disbursement.place
    return (
        RoleAssignment.objects.in_force()
        .filter(
            Q(programme=None) | Q(programme=place.programme_id),
            Q(city=None) | Q(city=place.city_id),
            role__in=FINANCE,
            user__is_active=True,
        )
        .select_related("user__person")
    )


def _amount(disbursement: Disbursement, language: str) -> str:
    return spoken(disbursement.amount_minor, disbursement.currency, language)
