"""Messages about stories."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from notifications.actions import send
from notifications.letters import Letter, Recipient

from .models import Consent

CONSENT_GIVEN = Letter(
    kind="cms.consent_given",
    subject=_("Your story, and how to take it down"),
    body=_(
        "Hello {name},\n\nThank you for telling your story. You agreed that we may show it as "
        "“{shown_name}” until {until}.\n\n"
        "You can take it down at any time, and you need not say why. "
        "Keep this e-mail: the button below is your private link."
    ),
    action_label=_("See or take down my story"),
)
CONSENT_WITHDRAWN = Letter(
    kind="cms.consent_withdrawn",
    subject=_("Your story is taken down"),
    body=_(
        "Hello {name},\n\nYour story is no longer on our website.\n\n"
        "Nothing else changes for you. If you want to tell it again one day, talk to us."
    ),
)


def send_private_link(consent: Consent) -> None:
    """The link that takes the story down, to the person who agreed; nothing without an e-mail."""
    with override(consent.language):
        path = reverse("consent", args=[consent.token])
    _write(CONSENT_GIVEN, consent, path=path)


def confirm_withdrawal(consent: Consent) -> None:
    _write(CONSENT_WITHDRAWN, consent, once_key=f"consent-withdrawn-{consent.pk}")


def _write(letter: Letter, consent: Consent, **options) -> None:
    send(
        letter,
        to=Recipient(name=consent.name, email=consent.email, language=consent.language),
        about=consent,
        shown_name=consent.shown_name,
        until=f"{consent.until:%d.%m.%Y}",
        **options,
    )
