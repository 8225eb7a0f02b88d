"""Letters about an award."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from applications.journey.emails import write
from notifications.letters import Letter
from programmes.money import spoken

from .models import Agreement, Award

OFFERED = Letter(
    kind="awards.offered",
    subject=_("We would like to fund “{project}”"),
    body=_(
        "Hello {name},\n\nGood news. We offer {amount} for “{project}”.\n\n"
        "Please read the agreement and sign it by {answer_by}. Take your time, and ask us about "
        "anything that is not clear."
    ),
    action_label=_("Read the agreement"),
)
SIGNED = Letter(
    kind="awards.signed",
    subject=_("Your copy of the agreement for “{project}”"),
    body=_(
        "Hello {name},\n\nThank you. You signed the agreement as {signed_name} on {signed_at}. "
        "Keep this e-mail: it is your copy.\n\n{text}\n\n"
        "Fingerprint of the text: {sha256}"
    ),
    action_label=_("Set up where the money goes"),
)
DECLINED = Letter(
    kind="awards.declined",
    subject=_("You turned down the offer for “{project}”"),
    body=_(
        "Hello {name},\n\nYou told us that you do not want the grant for “{project}”. "
        "Thank you for letting us know. If that was a mistake, answer this e-mail today."
    ),
    action_label=_("See my application"),
)
LAPSED = Letter(
    kind="awards.lapsed",
    subject=_("The offer for “{project}” has ended"),
    body=_(
        "Hello {name},\n\nWe did not get your answer in time, so the offer for “{project}” has "
        "ended. If something got in the way, answer this e-mail and we will talk."
    ),
    action_label=_("See my application"),
)
REPORT_SENT_BACK = Letter(
    kind="awards.report_sent_back",
    subject=_("Please add a little to your report"),
    body=_(
        "Hello {name},\n\nThank you for your report on “{project}”. "
        "We need a little more:\n\n{note}\n\nWhat you wrote is still there."
    ),
    action_label=_("Open my report"),
)
REPORT_ACCEPTED = Letter(
    kind="awards.report_accepted",
    subject=_("Thank you for your report"),
    body=_(
        "Hello {name},\n\nWe read your report on “{project}” and accept it. Well done. "
        "If a part of the grant is still to come, it is now on our list to pay."
    ),
    action_label=_("See my payments"),
)
COMPLETED = Letter(
    kind="awards.completed",
    subject=_("“{project}” is complete"),
    body=_(
        "Hello {name},\n\nYour report is accepted and every part of the grant has arrived. "
        "“{project}” is complete. Thank you for what you did."
    ),
    action_label=_("See my application"),
)
ENDED_EARLY = Letter(
    kind="awards.ended_early",
    subject=_("The grant for “{project}” ends early"),
    body=_(
        "Hello {name},\n\nThe grant for “{project}” ends early. Why: {reason}\n\n"
        "What you were paid so far is {paid}. If you think we got it wrong, answer this e-mail."
    ),
    action_label=_("See my application"),
)


spoken_date = lazy(lambda moment, form: date_format(localtime(moment), form), str)
"""A moment written in the language of whoever reads it."""


def tell(letter: Letter, award: Award, *, page: str = "journey:status", **values: str) -> None:
    """Queue `letter` to the grantee, with a button to their `page`."""
    application = award.application
    path = reverse(page, args=[application.public_id])
    write(letter, application, path=path, **values)


def tell_offered(award: Award) -> None:
    language = award.application.applicant.language
    tell(
        OFFERED,
        award,
        page="awards:agreement",
        amount=spoken(award.amount_minor, award.currency, language),
        answer_by=spoken_date(award.answer_by, "j F Y"),
    )


def tell_signed(agreement: Agreement) -> None:
    """The signed text itself, as the grantee's copy."""
    tell(
        SIGNED,
        agreement.award,
        page="payments:mine",
        text="\n\n".join(filter(None, [agreement.body, agreement.translation])),
        signed_name=agreement.signed_name,
        signed_at=spoken_date(agreement.signed_at, "j F Y, H:i"),
        sha256=agreement.sha256,
    )


def tell_ended_early(award: Award) -> None:
    language = award.application.applicant.language
    paid = spoken(award.paid_minor, award.currency, language)
    tell(ENDED_EARLY, award, reason=award.ended_reason, paid=paid)
