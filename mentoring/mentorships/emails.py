"""Messages of mentoring."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from applications.journey import emails
from notifications.actions import send
from notifications.letters import Letter
from programmes.thanks import in_letters

from .models import CheckIn, Mentorship

MATCHED_GRANTEE = Letter(
    kind="mentorships.matched_grantee",
    subject=_("Your mentor is {mentor}"),
    body=_(
        "Hello {name},\n\n{mentor} is your mentor for “{project}”. Your mentor listens, asks and "
        "helps you find your way.\n\n{mentor} gets in touch with you soon."
    ),
    action_label=_("Meet your mentor"),
)
MATCHED_MENTOR = Letter(
    kind="mentorships.matched_mentor",
    subject=_("A new mentee for you"),
    body=_(
        "Hello {name},\n\nYou are the mentor of {mentee} and “{project}”.\n\n"
        "Please get in touch and meet before {next}."
    ),
    action_label=_("See your mentee"),
)
LOGGED = Letter(
    kind="mentorships.check_in_logged",
    subject=_("Please look at what you and {mentor} talked about"),
    body=_(
        "Hello {name},\n\n{mentor} wrote down what you talked about on {day}. "
        "Is it right? One press is enough to say so."
    ),
    action_label=_("Read and confirm"),
)
OVERDUE = Letter(
    kind="mentorships.overdue",
    subject=_("Time to meet {mentee}"),
    body=_(
        "Hello {name},\n\nYou planned to meet {mentee} by {day}. Nothing is written down yet.\n\n"
        "If you met, log it: it takes a minute. If not, set a new day together."
    ),
    action_label=_("Log a check-in"),
)


def tell_matched(mentorship: Mentorship) -> None:
    """One letter to each of the two."""
    emails.write(
        MATCHED_GRANTEE,
        mentorship.award.application,
        path=mine(mentorship),
        mentor=str(mentorship.mentor),
    )
    _tell_mentor(MATCHED_MENTOR, mentorship, next=_day(mentorship.next_on, _language(mentorship)))


def tell_logged(check_in: CheckIn) -> None:
    application = check_in.mentorship.award.application
    emails.write(
        LOGGED,
        application,
        path=mine(check_in.mentorship),
        mentor=str(check_in.mentorship.mentor),
        day=_day(check_in.held_on, application.applicant.language),
    )


def tell_overdue(mentorship: Mentorship) -> None:
    """Once for each date that passed, however often it is called."""
    _tell_mentor(
        OVERDUE,
        mentorship,
        once_key=f"mentorships.overdue:{mentorship.pk}:{mentorship.next_on}",
        day=_day(mentorship.next_on, _language(mentorship)),
    )


def mine(mentorship: Mentorship) -> str:
    """The grantee's page of the mentorship."""
    return reverse("mentorships:mine", args=[mentorship.award.application.public_id])


def _tell_mentor(letter: Letter, mentorship: Mentorship, **values: str) -> None:
    application = mentorship.award.application
    send(
        letter,
        to=emails.recipient(mentorship.mentor.user.person),
        about=mentorship,
        path=reverse("mentorships:mentorship", args=[mentorship.public_id]),
        acknowledgement=in_letters(application.call.programme, _language(mentorship)),
        mentee=application.applicant.display_name,
        project=application.title,
        **values,
    )


def _language(mentorship: Mentorship) -> str:
    return mentorship.mentor.user.person.language or settings.LANGUAGE_CODE


def _day(day, language: str) -> str:
    if day is None:
        return ""
    with translation.override(language):
        return date_format(day, "j F Y")
