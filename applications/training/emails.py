"""Messages about places, completion and being ready."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from applications.journey import emails
from applications.journey.models import Application
from notifications.letters import Letter
from programmes.words import worded

OFFERED = Letter(
    kind="training.offered",
    subject=_("A place on our course for you"),
    body=_(
        "Hello {name},\n\nWe have a place for you on “{course}” in {city}. It is free.\n\n"
        "Look at the dates and tell us if you want the place."
    ),
    action_label=_("See the dates and answer"),
)
WAITING = Letter(
    kind="training.waiting",
    subject=_("You are on the waiting list for our course"),
    body=_(
        "Hello {name},\n\nThe course “{course}” in {city} is full now. You are on the waiting "
        "list.\n\nWhen a place becomes free, we write to you at once. You need to do nothing."
    ),
    action_label=_("See where you are"),
)
PLACE_FREE = Letter(
    kind="training.place_free",
    subject=_("A place is free for you now"),
    body=_(
        "Hello {name},\n\nSomebody could not come, so there is a place for you on “{course}” "
        "in {city}.\n\nLook at the dates and tell us if you want the place."
    ),
    action_label=_("See the dates and answer"),
)
NOT_COMPLETED = Letter(
    kind="training.not_completed",
    subject=_("About your course"),
    body=_(
        "Hello {name},\n\nThe course “{course}” is over. You could not be at enough of it to "
        "go on to the pitch yet.\n\nPlease answer this e-mail: we want to find a way with you."
    ),
    action_label=_("See your course"),
)
READY = Letter(
    kind="training.ready",
    subject=_("You are ready to pitch"),
    body=_(
        "Hello {name},\n\nWell done. You finished the course and your business plan is in, so "
        "“{project}” can go to the judges.\n\nWe write to you with a day and a time."
    ),
    action_label=_("See what happens next"),
)


def tell_place(letter: Letter, place) -> None:
    """Queue a letter about a training place; its button leads to the training page."""
    language = place.application.applicant.language
    emails.write(
        letter,
        place.application,
        path=reverse("training:training", args=[place.application.public_id]),
        course=worded(place.cohort.course, "name", language),
        city=worded(place.cohort.city, "name", language),
    )


def tell_ready(application: Application) -> None:
    emails.write(READY, application)
