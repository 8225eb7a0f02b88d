"""The step from training to pitching."""

from accounts.models import User
from applications.calls.models import Stage
from applications.journey import workflow
from applications.journey.models import Application
from applications.journey.states import State

from .. import emails


def try_ready(application: Application, *, by: User) -> bool:
    """Move the application on if course and plan are both done; say whether it moved.

    Tried after every upload, mark, override and closing, so whichever comes last opens the way.
    """
    current = Application.objects.select_related("call").get(pk=application.pk)
    if current.state != State.IN_TRAINING or not current.call.uses(Stage.TRAINING):
        return False
    if "become_ready" not in workflow.moves_open_to(by, current):
        return False
    workflow.advance(current, "become_ready", by=by)
    emails.tell_ready(current)
    application.refresh_from_db()
    return True
