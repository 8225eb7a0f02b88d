"""What an applicant reads about each state: what happens next, who does it and by when."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .deadlines import due
from .meanings import UNDO_WITHIN
from .models import Application
from .road import Next, next_for
from .states import State


def page_of(application: Application, name: str = "status") -> str:
    return reverse(f"journey:{name}", args=[application.public_id])


@next_for(State.DRAFT)
def draft(application: Application) -> Next:
    return Next(
        text=_("Fill in each part, check your answers and send them to us."),
        by=due(application).astimezone(application.call.zone),
        yours=True,
        action_label=_("Go on with my application"),
        action_url=page_of(application, "tasks"),
    )


@next_for(State.CHANGES_REQUESTED)
def changes_requested(application: Application) -> Next:
    request = application.change_requests.filter(answered_at=None).first()
    return Next(
        text=_("We need a little more from you. Only a few answers are open to change."),
        by=request.due_at.astimezone(application.call.zone) if request else None,
        yours=True,
        action_label=_("See what is asked"),
        action_url=page_of(application, "tasks"),
    )


UNDER_WAY = {
    State.SUBMITTED: gettext_lazy("We read your application and write to you."),
    State.ELIGIBLE: gettext_lazy("Your idea fits this call. We plan the next step and tell you."),
    State.IN_TRAINING: gettext_lazy("Come to the course and write your plan. We help you."),
    State.READY_TO_PITCH: gettext_lazy("You are ready. We tell you the next date."),
    State.SCHEDULED: gettext_lazy("Your pitch time is set. Come and tell us about your idea."),
    State.JUDGED: gettext_lazy("The panel met. We write to you when it has decided."),
    State.RESERVE: gettext_lazy(
        "Your idea is good, but the money is promised. If some comes free, we call you."
    ),
    State.AWARDED: gettext_lazy("We offer you a grant. Read the agreement and answer us."),
    State.AGREED: gettext_lazy("The agreement is signed. We prepare your first payment."),
    State.ACTIVE: gettext_lazy("Your project is running. Tell us how it goes."),
}


@next_for(
    State.SUBMITTED,
    State.ELIGIBLE,
    State.IN_TRAINING,
    State.READY_TO_PITCH,
    State.SCHEDULED,
    State.JUDGED,
    State.RESERVE,
    State.AWARDED,
    State.AGREED,
    State.ACTIVE,
)
def under_way(application: Application) -> Next:
    return Next(text=str(UNDER_WAY[State(application.state)]))


ENDED = {
    State.INELIGIBLE: gettext_lazy(
        "This call is not the right one. Below we say why, and where to go."
    ),
    State.NOT_FUNDED: gettext_lazy("There is no grant this time. You are welcome to apply again."),
    State.OFFER_DECLINED: gettext_lazy(
        "You turned down our offer. You are welcome to apply again."
    ),
    State.OFFER_LAPSED: gettext_lazy(
        "The time for our offer ran out. Write to us if you still want it."
    ),
    State.COMPLETED: gettext_lazy("Your project is complete. Thank you for what you did."),
    State.ENDED_EARLY: gettext_lazy("Your project ended early. Write to us if you have questions."),
    State.WITHDRAWN: gettext_lazy("You took back your application. You can undo this for one day."),
}


@next_for(
    State.INELIGIBLE,
    State.NOT_FUNDED,
    State.OFFER_DECLINED,
    State.OFFER_LAPSED,
    State.COMPLETED,
    State.ENDED_EARLY,
    State.WITHDRAWN,
)
def ended(application: Application) -> Next:
    text = str(ENDED[State(application.state)])
    until = application.state_since.astimezone(application.call.zone) + UNDO_WITHIN
    if application.state != State.WITHDRAWN:
        return Next(title=_("Where this stands"), text=text)
    if until <= timezone.now():
        return Next(title=_("Where this stands"), text=_("You took back your application."))
    return Next(
        title=_("Where this stands"),
        text=text,
        by_words=_("until %(moment)s") % {"moment": date_format(until, "j F Y, H:i")},
    )
