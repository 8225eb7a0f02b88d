"""When the letters of this room go out, and to whom."""

from django.utils.translation import gettext_lazy as _

from applications.calls.told import Told, tells

from . import emails

HELPER = _("the helper")
TEAM = _("the team")

tells(
    [
        Told(emails.NEW_QUESTIONS, _("The questions change after a draft was begun")),
        Told(emails.HELP_ASKED, _("The applicant asks somebody to help"), HELPER),
        Told(emails.HELP_ACCEPTED, _("The helper says yes")),
        Told(emails.HELP_DECLINED, _("The helper says no")),
        Told(emails.HANDED_OVER, _("The helper has finished a part")),
        Told(emails.HELP_ENDED, _("The help ends early"), HELPER),
        Told(emails.HELP_TAKEN_OVER, _("A colleague asks the person again"), _("the caseworker")),
        Told(emails.TEAM_ASKED, _("Somebody is asked to apply together"), _("who is asked")),
        Told(emails.TEAM_JOINED, _("Somebody joins the application")),
        Told(emails.CLAIMED, _("A person takes over what a caseworker began for them")),
        Told(emails.EXTENDED, _("A draft gets more time")),
        Told(emails.NO_MORE_TIME, _("Who asked for more time gets none")),
        Told(emails.SUBMITTED, _("An application is sent")),
        Told(emails.CHANGES_REQUESTED, _("The team asks for changes")),
        Told(emails.ELIGIBLE, _("The team finds that it fits")),
        Told(emails.INELIGIBLE, _("The team finds that it does not fit")),
        Told(emails.NOTE, _("The team writes a message")),
        Told(emails.ANSWERED, _("The applicant writes a message"), TEAM),
        Told(emails.TRANSLATION_WANTED, _("The team asks a translator"), _("the translator")),
        Told(emails.TRANSLATED, _("Somebody translated the answers")),
        Told(emails.WITHDRAWN, _("The applicant takes it back")),
    ],
    order=100,
)
