"""Messages that a move on the road sends to the applicant, one Letter a move."""

from datetime import datetime

from django.db.models import Model
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from notifications.actions import send
from notifications.letters import Letter, Recipient
from programmes.thanks import in_letters
from programmes.words import worded

from .models import Application, CoApplicant, Helper

SUBMITTED = Letter(
    kind="journey.submit",
    subject=_("We have your application {reference}"),
    body=_(
        "Hello {name},\n\nThank you. Your application “{project}” for “{call}” came in on {when} "
        "({zone}). Its reference is {reference}.\n\nWhat happens next: {next}\n\n"
        "A copy of all your answers waits on your page, as a PDF. If it is ready and not too big, "
        "it also comes with this letter."
    ),
    action_label=_("See my application"),
)
CHANGES_REQUESTED = Letter(
    kind="journey.request_changes",
    subject=_("Please look at your application again"),
    body=_(
        "Hello {name},\n\nWe read “{project}” and need a little more from you. "
        "Your page shows which answers to change, and by when.\n\n"
        "All your other answers stay as they are."
    ),
    action_label=_("See what is asked"),
)
ELIGIBLE = Letter(
    kind="journey.find_eligible",
    subject=_("Good news about your application"),
    body=_(
        "Hello {name},\n\n“{project}” fits the call “{call}” and goes on to the next step. "
        "Your page shows what happens next."
    ),
    action_label=_("See what happens next"),
)
INELIGIBLE = Letter(
    kind="journey.find_ineligible",
    subject=_("About your application {reference}"),
    body=_(
        "Hello {name},\n\nWe read “{project}” with care. It does not fit the call “{call}”. "
        "Your page tells you why, and where you could go instead.\n\n"
        "If you think we got it wrong, answer this e-mail."
    ),
    action_label=_("Read why"),
)
WITHDRAWN = Letter(
    kind="journey.withdraw",
    subject=_("You took back your application"),
    body=_(
        "Hello {name},\n\nYou took back “{project}”. If that was a mistake, "
        "you can undo it for one day."
    ),
    action_label=_("See my application"),
)

EXTENDED = Letter(
    kind="journey.extend",
    subject=_("You have more time"),
    body=_(
        "Hello {name},\n\nYou can work on “{project}” until {until}. "
        "Your answers are as you left them."
    ),
    action_label=_("Go on with my application"),
)
NEW_QUESTIONS = Letter(
    kind="journey.new_questions",
    subject=_("New questions for your draft {reference}"),
    body=_(
        "Hello {name},\n\nWe changed some questions of “{call}”. Your draft “{project}” is as you "
        "left it.\n\nYour page shows what is new, in plain words. You can take the new questions "
        "over, and all your answers stay."
    ),
    action_label=_("See what is new"),
    bulk=True,
)
NO_MORE_TIME = Letter(
    kind="journey.refuse_time",
    subject=_("About your draft {reference}"),
    body=_(
        "Hello {name},\n\nYou asked for more time for “{project}”. We cannot give it this time. "
        "Your page tells you why. Your answers stay safe, and you can read them."
    ),
    action_label=_("Read why"),
)
NOTE = Letter(
    kind="journey.note",
    subject=_("A message waits for you"),
    body=_("Hello {name},\n\nA message waits for you. Sign in to read it and to answer."),
    action_label=_("Read the message"),
)
ANSWERED = Letter(
    kind="journey.message",
    subject=_("A message waits for the team"),
    body=_("Hello {name},\n\nAn applicant wrote to your team. Sign in to read it and to answer."),
    action_label=_("Read the message"),
)
HELP_ASKED = Letter(
    kind="journey.help_asked",
    subject=_("{applicant} asks you for help"),
    body=_(
        "Hello {name},\n\n{applicant} asks you to help with some questions on our site, "
        "until {until}. {applicant} can stop this at any time.\n\n"
        "Sign in with this e-mail address, look at what is asked, and say yes or no. "
        "You need no password.\n\nDo you not know {applicant}? Then do nothing."
    ),
    action_label=_("See what is asked"),
)
HELP_ACCEPTED = Letter(
    kind="journey.help_accepted",
    subject=_("{helper} says yes"),
    body=_(
        "Hello {name},\n\n{helper} can now help you with “{project}”. "
        "You see on your page what they typed. You can end the help at any time."
    ),
    action_label=_("See who helps me"),
)
HELP_DECLINED = Letter(
    kind="journey.help_declined",
    subject=_("{helper} cannot help now"),
    body=_("Hello {name},\n\n{helper} does not help with “{project}”. You can ask somebody else."),
    action_label=_("Ask somebody else"),
)
HELP_ENDED = Letter(
    kind="journey.help_ended",
    subject=_("Your help has ended. Thank you"),
    body=_(
        "Hello {name},\n\n{applicant} needs no more help from you, so you cannot open the answers "
        "any more. What you typed stays.\n\nThank you for your time."
    ),
)
TRANSLATION_WANTED = Letter(
    kind="journey.translation_wanted",
    subject=_("Answers to translate"),
    body=_(
        "Hello {name},\n\nAn applicant wrote in another language. Please put the answers into the "
        "language of the team, until {until}.\n\nKeep what you read to yourself."
    ),
    action_label=_("Translate the answers"),
)
HELP_TAKEN_OVER = Letter(
    kind="journey.help_taken_over",
    subject=_("A colleague helps on from here"),
    body=_(
        "Hello {name},\n\n{colleague} asked {applicant} again and helps them now. So your help "
        "has ended. What you typed stays.\n\nThank you for your time."
    ),
)
TEAM_ASKED = Letter(
    kind="journey.team_asked",
    subject=_("{applicant} asks you to apply together"),
    body=_(
        "Hello {name},\n\n{applicant} named you as part of a team on our site.\n\n"
        "Sign in with this e-mail address, look at what is asked, and say yes or no. "
        "You need no password.\n\nDo you not know {applicant}? Then do nothing."
    ),
    action_label=_("See what is asked"),
)
TEAM_JOINED = Letter(
    kind="journey.team_joined",
    subject=_("{member} applies with you"),
    body=_(
        "Hello {name},\n\n{member} said yes: you apply together with “{project}”. "
        "They can read and fill in the answers. Only you can send it."
    ),
    action_label=_("See my team"),
)
CLAIMED = Letter(
    kind="journey.claimed",
    subject=_("The application is yours now"),
    body=_(
        "Hello {name},\n\n“{project}” is yours now. You sign in with this e-mail address. "
        "Your page shows who helped you, and you can end their help there.\n\n"
        "Was it not you? Then answer this message at once."
    ),
    action_label=_("See who helps me"),
)
HANDED_OVER = Letter(
    kind="journey.handed_over",
    subject=_("Your answers are ready for you"),
    body=_(
        "Hello {name},\n\n{helper} is done with their part of “{project}”. "
        "Please read what they typed. You can change it. Only you can send it."
    ),
    action_label=_("Read my answers"),
)

TRANSLATED = Letter(
    kind="journey.translated",
    subject=_("Please read the translation of your answers"),
    body=_(
        "Hello {name},\n\nSomebody put your answers into the language of our team. Please read "
        "the translation, and tell us if something is wrong. Your own words stay as they are."
    ),
    action_label=_("Read the translation"),
)

LETTERS = {
    letter.kind.removeprefix("journey."): letter
    for letter in (CHANGES_REQUESTED, ELIGIBLE, INELIGIBLE, WITHDRAWN)
}
"""Moves of upper rooms (training, judging, awards, payments) send their own, with their facts; so
does the receipt of what was sent."""


def recipient(person: Person) -> Recipient:
    """How to write to a person; without a sign-in or an address nothing is sent."""
    user = getattr(person, "user", None)
    return Recipient(
        name=person.display_name,
        email=person.email or (user.email if user else ""),
        language=person.language,
        user_id=user.pk if user else None,
        plain=person.plain_subjects,
    )


def moment(when: datetime, application: Application) -> str:
    """A time in the call's own zone and the applicant's language."""
    with translation.override(application.applicant.language):
        return date_format(when.astimezone(application.call.zone), "j F Y, H:i")


def tell(move: str, application: Application) -> None:
    """Queue the letter of `move`, if this room has one."""
    if letter := LETTERS.get(move):
        write(letter, application)


def write(
    letter: Letter,
    application: Application,
    about: Model | None = None,
    /,
    *,
    path: str = "",
    once_key: str = "",
    **values: str,
) -> None:
    """Queue any letter to the applicant, with the words every letter may use filled in.

    It is `about` the application, or about a record of its own; one `once_key` goes out once.
    A test of staff's writes to nobody.
    """
    if application.is_test:
        return
    language = application.applicant.language
    send(
        letter,
        to=recipient(application.applicant),
        about=about or application,
        path=path or status_path(application),
        acknowledgement=in_letters(application.call.programme, language),
        once_key=once_key or None,
        **of_every_letter(application),
        **values,
    )


def status_path(application: Application) -> str:
    return reverse("journey:status", args=[application.public_id])


def of_every_letter(application: Application) -> dict[str, str]:
    """The words that every letter to an applicant may use."""
    return {
        "reference": application.reference,
        "project": application.title,
        "call": worded(application.call, "title", application.applicant.language),
    }


def write_to_helper(letter: Letter, helper: Helper, *, path: str = "", **values: str) -> None:
    """Queue a letter to a helper, in the helper's language. It tells nothing of the project."""
    with translation.override(helper.language):
        until = date_format(helper.ends_at.astimezone(helper.application.call.zone), "j F Y")
    write_to_guest(letter, helper, path=path, until=until, **values)


def write_to_guest(
    letter: Letter, guest: Helper | CoApplicant, *, path: str = "", **values: str
) -> None:
    """Queue a letter to somebody whom the applicant asked, in that person's language."""
    send(
        letter,
        to=Recipient(
            name=guest.name,
            email=guest.email,
            language=guest.language,
            user_id=guest.user_id,
        ),
        about=guest.application,
        path=path,
        acknowledgement=in_letters(guest.application.call.programme, guest.language),
        applicant=guest.application.applicant.display_name,
        **values,
    )
