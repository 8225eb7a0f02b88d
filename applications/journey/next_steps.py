"""What an applicant reads about each state: what happens next, who does it and by when."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

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
    text = {
        State.SUBMITTED: _("We read your application and write to you."),
        State.ELIGIBLE: _("Your idea fits this call. We plan the next step and tell you."),
        State.IN_TRAINING: _("Come to the course and write your plan. We help you."),
        State.READY_TO_PITCH: _("You are ready. We tell you the next date."),
        State.SCHEDULED: _("Your pitch time is set. Come and tell us about your idea."),
        State.JUDGED: _("The panel met. We write to you when it has decided."),
        State.RESERVE: _(
            "Your idea is good, but the money is promised. If some comes free, we call you."
        ),
        State.AWARDED: _("We offer you a grant. Read the agreement and answer us."),
        State.AGREED: _("The agreement is signed. We prepare your first payment."),
        State.ACTIVE: _("Your project is running. Tell us how it goes."),
    }[State(application.state)]
    return Next(text=text)


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
    text = {
        State.INELIGIBLE: _("This call is not the right one. Below we say why, and where to go."),
        State.NOT_FUNDED: _("There is no grant this time. You are welcome to apply again."),
        State.OFFER_DECLINED: _("You turned down our offer. You are welcome to apply again."),
        State.OFFER_LAPSED: _("The time for our offer ran out. Write to us if you still want it."),
        State.COMPLETED: _("Your project is complete. Thank you for what you did."),
        State.ENDED_EARLY: _("Your project ended early. Write to us if you have questions."),
        State.WITHDRAWN: _("You took back your application. You can undo this for one day."),
    }[State(application.state)]
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
