"""The invitation of a person who was referred."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications.actions import send
from notifications.letters import Letter, Recipient
from programmes.thanks import in_letters
from programmes.words import worded

from .models import Referral

INVITED = Letter(
    kind="referrals.invited",
    subject=_("{referrer} asked us to write to you"),
    body=_(
        "Hello {name},\n\n{referrer} of {organisation} told us that you may want to take part in "
        "“{programme}”. They said that you agreed to this letter.\n\n"
        "The button shows what they told us. There you can start, or say no: then we delete it "
        "at once. You need not say why.\n\nIf you do nothing, we delete it on {day}."
    ),
    action_label=_("See what they told us"),
    kept=False,
)


def invite(referral: Referral) -> None:
    """In the person's language. Nothing of the letter is kept here once it is out."""
    language = referral.language
    send(
        INVITED,
        to=Recipient(name=referral.name, email=referral.email, language=language),
        about=referral,
        path=reverse("referred", args=[referral.token]),
        acknowledgement=in_letters(referral.programme, language),
        referrer=referral.referred_by.get_full_name(),
        organisation=referral.organisation.name,
        programme=worded(referral.programme, "name", language),
        day=f"{referral.delete_on:%d.%m.%Y}",
    )
