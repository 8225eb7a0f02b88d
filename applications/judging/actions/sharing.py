"""Sharing a round out among its judges: a short piece of work at once, a long one by the worker.

Both go the same way. Readings are worked out while nothing is locked, so that judges go on saving;
they are kept only if nothing that they came from has changed meanwhile, else they are worked out
again.
"""

from functools import partial
from typing import cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.journey.workflow import MoveRefused
from notifications.queue import queue

from .. import method, tasks
from ..assigning import sharing_of
from ..models import Assignment, Round, SharingOut
from ..refusals import AlreadyDone, JudgingRefused
from .assignments import open_round
from .panels import keep_found_conflicts

AT_ONCE = 3_000
"""So many pairs of an application and a judge are shared out in a fraction of a second."""
TRIES = 3
"""How often readings are worked out at most, while somebody changes what they come from."""


class Stopped(Exception):
    """An officer stopped it. Nothing is kept."""


@transaction.atomic
def share_out(*, judging_round: Round, by: User, anew: bool = False) -> SharingOut:
    """Give every application its readers: as even and as fitting as can be, never in conflict.

    What somebody fixed or began to score stays. When a judge dropped out or an application came
    late only what must change changes, unless it is shared out `anew`. What the records show by now
    of who is close to whom is looked up first. A large round is given to the worker. Raises
    NotPermitted; AlreadyDone while it is being shared out; JudgingRefused for a round that is
    locked, is not shared out, or has nobody or nothing.
    """
    held = open_round(judging_round, by)
    if held.sharings.filter(ended_at=None).exists():
        raise AlreadyDone(_("It is being shared out now."))
    applications, judges = held.entries.still_in().count(), held.members.count()
    if not (applications and judges):
        raise JudgingRefused(_("Invite judges and bring projects before the panel first."))
    keep_found_conflicts(held, by=by)
    asked = SharingOut.objects.create(
        round=held, anew=anew, asked_by=by, applications=applications, judges=judges
    )
    audit.record.record("judging.ask_sharing", held, by=by, anew=anew)
    if applications * judges > AT_ONCE:
        queue(tasks.share_out, once=f"judging-sharing-{asked.pk}", sharing_id=asked.pk)
    else:
        carry_out_sharing(asked.pk)
        asked.refresh_from_db()
    return asked


@transaction.atomic
def stop_sharing(*, judging_round: Round, by: User) -> SharingOut:
    """Leave everything as it was. Raises NotPermitted; AlreadyDone when it is over."""
    held = open_round(judging_round, by)
    asked = held.sharings.select_for_update().filter(ended_at=None).first()
    if asked is None:
        raise AlreadyDone(_("It is over already."))
    _end(asked, SharingOut.State.STOPPED)
    audit.record.record("judging.stop_sharing", held, by=by)
    return asked


def carry_out_sharing(sharing_id: int) -> None:
    """Work readings out and keep them; why not is kept too. A second time does nothing.

    The system does this for whoever asked, so it raises nothing that they could mend.
    """
    asked = _begun(sharing_id)
    if asked is None:
        return
    try:
        for _try in range(TRIES):
            sharing = sharing_of(asked.round, anew=asked.anew)
            shared = method.share_out(sharing, solving=partial(_solving, asked))
            if _keep(asked, sharing, shared):
                return
        _fail(asked, SharingOut.Why.CHANGED)
    except Stopped:
        return
    except MoveRefused:
        _fail(asked, SharingOut.Why.REFUSED)
    except Exception:
        _fail(asked, SharingOut.Why.BROKEN)
        raise


def _begun(sharing_id: int) -> SharingOut | None:
    """The sharing out, now being worked on; None when it is over."""
    now = timezone.now()
    open_one = SharingOut.objects.filter(pk=sharing_id, ended_at=None)
    if not open_one.update(state=SharingOut.State.WORKING, began_at=now):
        return None
    return open_one.select_related("round", "asked_by").first()


def _solving(asked: SharingOut) -> None:
    """Count that readings are worked out once more. Raises Stopped."""
    asked.solved += 1
    if not SharingOut.objects.filter(pk=asked.pk, ended_at=None).update(solved=asked.solved):
        raise Stopped


@transaction.atomic
def _keep(asked: SharingOut, sharing: method.Sharing, shared: method.Shared) -> bool:
    """Write what came out, if it would come out now too. Raises Stopped, and MoveRefused."""
    held = open_round(asked.round, asked.asked_by)
    current = SharingOut.objects.select_for_update().get(pk=asked.pk)
    if not current.is_open:
        raise Stopped
    if sharing_of(held, anew=asked.anew) != sharing:
        return False
    given, gone = _write(held, shared)
    _end(current, SharingOut.State.DONE, given=given, taken_back=gone)
    audit.record.record(
        "judging.share_out",
        held,
        by=asked.asked_by,
        anew=asked.anew,
        given=given,
        taken_back=gone,
    )
    return True


def _write(judging_round: Round, shared: method.Shared) -> tuple[int, int]:
    """What was there already stays as it is. How many came and went."""
    before = Assignment.objects.filter(member__round=judging_round)
    known = {(each.application_id, each.member_id): each.pk for each in before}
    gone = [pk for pair, pk in known.items() if pair not in shared.readings]
    before.filter(pk__in=gone).delete()
    new = [
        Assignment(
            application_id=cast(int, application),
            member_id=cast(int, member),
            reasons=list(reasons),
        )
        for (application, member), reasons in shared.readings.items()
        if (application, member) not in known
    ]
    Assignment.objects.bulk_create(new)
    return len(new), len(gone)


def _end(asked: SharingOut, state: SharingOut.State, **facts) -> None:
    for name, value in {**facts, "state": state, "ended_at": timezone.now()}.items():
        setattr(asked, name, value)
    asked.save(update_fields=[*facts, "state", "ended_at"])


def _fail(asked: SharingOut, why: SharingOut.Why) -> None:
    """Keep why there is no result, unless somebody stopped it first."""
    with transaction.atomic():
        current = SharingOut.objects.select_for_update().get(pk=asked.pk)
        if current.is_open:
            _end(current, SharingOut.State.FAILED, why=why)
