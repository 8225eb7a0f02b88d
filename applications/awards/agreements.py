"""The agreement's exact words: filled from the programme's text, and their fingerprint."""

import hashlib

from django.utils.translation import gettext as _

from applications.journey.workflow import NotReady
from programmes.money import spoken
from programmes.words import worded

from .models import Agreement, AgreementText, Award

BETWEEN = "\n\x1e\n"
"""Stands between the two texts in the fingerprint, so that no words can move across."""


def fingerprint(body: str, translation: str) -> str:
    """SHA-256, in hexadecimal, over both texts exactly as they are shown."""
    return hashlib.sha256(f"{body}{BETWEEN}{translation}".encode()).hexdigest()


def freeze(award: Award) -> Agreement:
    """Make the award's agreement from the newest texts of its programme.

    Raises NotReady when the programme has no text that prevails.
    """
    texts = AgreementText.objects.filter(programme=award.programme).order_by("-version")
    prevailing = texts.filter(prevails=True).first()
    if prevailing is None:
        raise NotReady(_("Write the programme's agreement text first."))
    own = texts.filter(
        version=prevailing.version, language=award.application.applicant.language, prevails=False
    ).first()
    body, translation = filled(prevailing, award), filled(own, award) if own else ""
    return Agreement.objects.create(
        award=award,
        body=body,
        language=prevailing.language,
        translation=translation,
        translation_language=own.language if own else "",
        sha256=fingerprint(body, translation),
    )


def filled(text: AgreementText, award: Award) -> str:
    """The text with its {words} replaced; other braces stay as staff wrote them."""
    application = award.application
    words = {
        "recipient": application.applicant.display_name,
        "project": application.title,
        "amount": spoken(award.amount_minor, award.currency, text.language),
        "programme": worded(award.programme, "name", text.language),
    }
    body = text.body.replace("\r\n", "\n").strip()
    for name, value in words.items():
        body = body.replace(f"{{{name}}}", value)
    return body
