"""What a grantee reads next while the first payment is prepared."""

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.journey.models import Application
from applications.journey.road import Next, next_for
from applications.journey.states import State

from .models import Payee


@next_for(State.AGREED)
def first_payment(application: Application) -> Next | None:
    payee = Payee.objects.filter(award__application=application).first()
    if payee is None:
        return None
    url = reverse("payments:mine", args=[application.public_id])
    if payee.can_be_paid:
        return Next(
            text=_("We prepare your first payment. You don't need to do anything."),
            action_label=_("See my payments"),
            action_url=url,
        )
    return Next(
        text=_("Tell Stripe where the money should go. Then we can pay you."),
        yours=True,
        action_label=_("Set up my bank details"),
        action_url=url,
    )
