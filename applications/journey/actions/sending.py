"""Sending an application, and taking it back."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import audit.record
from accounts.models import User

from ..confirming import typed_by_others
from ..models import (
    Application,
    Confirmation,
)
from ..states import State
from ..workflow import NotReady, advance, hold, hold_to_send


@transaction.atomic
def submit_application(
    application: Application,
    *,
    by: User,
    seen: str,
    confirmed: dict[str, int] | None = None,
    how: Confirmation.How = Confirmation.How.THEMSELVES,
) -> Application:
    """Send the draft, or the better answers that were asked for.

    `confirmed` has the versions of the answers that others typed and that the applicant said
    are right, by the question's key; `how` they said so, where a caseworker sends it for them.
    """
    return _send(application, hold(application, seen), by, confirmed or {}, how)


@transaction.atomic
def submit(
    public_id: UUID,
    *,
    by: User,
    seen: str,
    confirmed: dict[str, int] | None = None,
    how: Confirmation.How = Confirmation.How.THEMSELVES,
) -> Application:
    """As `submit_application`, for who pressed the button: found, read and held in one statement,
    since thousands press in the last minute. Raises Application.DoesNotExist too."""
    current = hold_to_send(public_id, seen)
    return _send(current, current, by, confirmed or {}, how)


def _send(
    application: Application,
    current: Application,
    by: User,
    confirmed: dict[str, int],
    how: Confirmation.How,
) -> Application:
    if confirmed:
        confirm(current, versions=confirmed, how=how, by=by)
    if current.state == State.CHANGES_REQUESTED:
        current.change_requests.filter(answered_at=None).update(answered_at=timezone.now())
    return advance(application, "submit", by=by, held=current)


def confirm(
    application: Application, *, versions: dict[str, int], how: Confirmation.How, by: User
) -> None:
    """Keep that the applicant read what others typed; what changed meanwhile is not confirmed.

    Raises NotReady when somebody else than the applicant does not say how they were told.
    """
    themselves = how == Confirmation.How.THEMSELVES
    if themselves != (application.applicant_id == by.person_id):
        raise NotReady(_("Say how the person told you that the answers are right."))
    others = typed_by_others(application)
    read = {each.key: each.version for each in others if versions.get(each.key) == each.version}
    if read:
        application.confirmations.create(versions=read, how=how, recorded_by=by)
        audit.record.record("application.confirm", application, by=by, versions=read, how=how)


def withdraw(application: Application, *, by: User, seen: str) -> Application:
    """Take the application back; undone within a day by `undo_withdrawal`."""
    return advance(application, "withdraw", by=by, seen=seen)


def undo_withdrawal(application: Application, *, by: User, seen: str) -> Application:
    return advance(application, "undo_withdrawal", by=by, seen=seen)
