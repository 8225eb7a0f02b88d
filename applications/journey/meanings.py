"""What this room's guards mean. Each returns why the move cannot be taken, or an empty string."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .answer_files import has_virus
from .complete import misfits, unfinished
from .confirming import load_answers, unconfirmed
from .deadlines import takes
from .guards import guard
from .models import Application
from .questions import eligibility_keys
from .states import State
from .versions import must_take_over

UNDO_WITHIN = timedelta(days=1)


@guard("journey.call_takes_it")
def call_takes_it(application: Application) -> str:
    """The call is open by the server's clock, in its grace for a draft begun before, or extended"""
    if application.is_test:
        return _("This is a test. It is never sent.")
    if application.state == State.CHANGES_REQUESTED or takes(application):
        return ""
    return _("This call has closed. Your answers are safe. Ask us if you need more time.")


@guard("journey.questions_taken_over")
def questions_taken_over(application: Application) -> str:
    """A draft on older questions took the new ones over, if staff said that it must"""
    if not must_take_over(application):
        return ""
    return _("The questions have changed, and everybody answers the new ones. Look at them first.")


@guard("journey.eligibility_answered")
def eligibility_answered(application: Application) -> str:
    """Every eligibility question of the call is answered"""
    if eligibility_keys(application.call) <= application.eligibility.keys():
        return ""
    return _("Answer “Is this call for me?” first.")


@guard("journey.answers_complete")
def answers_complete(application: Application) -> str:
    """Every required question has a valid answer, and the answers fit each other"""
    load_answers(application)
    if unfinished(application):
        return _("Some answers are still missing.")
    if has_virus(application):
        return _("One of your files had a virus. Take it away and send another one.")
    return " ".join(check.sentence for check in misfits(application, get_language()))


@guard("journey.others_confirmed")
def others_confirmed(application: Application) -> str:
    """The applicant confirmed what others typed"""
    if not unconfirmed(application):
        return ""
    return _("Other people typed some of your answers. Read them, then tick that they are right.")


@guard("journey.change_request_open")
def change_request_open(application: Application) -> str:
    """A change request names the questions and a deadline"""
    if application.change_requests.filter(answered_at=None).exists():
        return ""
    return _("Say which answers to change, and by when.")


@guard("journey.checklist_ticked")
def checklist_ticked(application: Application) -> str:
    """Every required item of the call's checklist is ticked"""
    ticked = {each.item_id for each in application.ticks.all()}
    open_items = [
        item.text
        for item in application.call.checklist.all()
        if item.required and not item.retired_at and item.pk not in ticked
    ]
    if not open_items:
        return ""
    return _("Tick first: %(items)s") % {"items": "; ".join(open_items)}


@guard("journey.reason_and_way_on_given")
def reason_and_way_on_given(application: Application) -> str:
    """A reason in plain words and where to go instead are written down"""
    screening = getattr(application, "screening", None)
    if screening and not screening.eligible:
        return ""
    return _("Write the reason in plain words, and where to go instead.")


@guard("journey.withdrawn_within_a_day")
def withdrawn_within_a_day(application: Application) -> str:
    """The withdrawal is less than a day old"""
    if timezone.now() - application.state_since < UNDO_WITHIN:
        return ""
    return _("The day for undoing this has passed. Write to us and we will help.")
