"""The one door: every change of an application's state goes through `advance`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model, Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransition

import audit.record
from accounts.models import User

from . import emails, follow_ups
from .held import held_to_send
from .models import Application
from .models.application import ApplicationQuerySet
from .states import State


class MoveRefused(Exception):
    """A move that may not happen. `str()` is a plain sentence to show to the person."""


class NotPermitted(MoveRefused):
    """This person may not take this move."""


class ChangedMeanwhile(MoveRefused):
    """Somebody else moved the application after this person's screen was made."""


class NotReady(MoveRefused):
    """A guard stopped the move; the sentence says what is missing."""


CHANGED_BY_MOVES = ("state", "state_since", "submitted_at", "withdrawn_from")
CHANGE = """
UPDATE journey_application
SET state = %s, state_since = %s, submitted_at = %s, withdrawn_from = %s
WHERE id = %s AND state = %s RETURNING id
"""
CHANGE_ALL = """
UPDATE journey_application application
SET state = given.state, state_since = given.state_since, submitted_at = given.submitted_at,
    withdrawn_from = given.withdrawn_from
FROM unnest(
    %s::text[], %s::timestamptz[], %s::timestamptz[], %s::text[], %s::bigint[], %s::text[]
) AS given (state, state_since, submitted_at, withdrawn_from, id, before)
WHERE application.id = given.id AND application.state = given.before
"""
NOT_YOURS = _("You cannot do this. Ask a programme officer for help.")


def need(permission: str, by: User, record: Model | None = None) -> None:
    """Raise NotPermitted unless `by` holds `permission` for `record`."""
    if not by.has_perm(permission, record):
        raise NotPermitted(NOT_YOURS)


def advance(
    application: Application,
    move: str,
    *,
    by: User,
    seen: str | None = None,
    held: Application | None = None,
    **facts: object,
) -> Application:
    """Take `move` for `by`: check permission and guards, change, record and tell, all or nothing.

    `seen` is the state on the person's screen (the given instance's, if not said): when the
    application has left it, ChangedMeanwhile is raised and nothing happens. `facts` go into the
    audit record: ids and amounts, never names or answers. An action that holds the application
    already gives what `hold` returned. Raises NotPermitted, ChangedMeanwhile or NotReady; returns
    the application as it now is (also refreshed in place).
    """
    if held is not None:
        return _take(application, held, move, by, facts, follow_ups.prepare(move, application))
    with transaction.atomic():
        afterwards = follow_ups.prepare(move, application)
        current = hold(application, seen or application.state)
        return _take(application, current, move, by, facts, afterwards)


def _take(
    application: Application,
    current: Application,
    move: str,
    by: User,
    facts: dict[str, object],
    afterwards: list[follow_ups.FollowUp],
) -> Application:
    before = _step(current, move, by)
    _write(current, move, by, {"from": before, "to": current.state, **facts})
    _tell(application, current, move, by, afterwards)
    return current


def _step(current: Application, move: str, by: User) -> str:
    """Ask permission and guards, and move the instance; returns the state it left."""
    step = transition_of(current, move)
    if not step.has_perm(current, by):
        raise NotPermitted(NOT_YOURS)
    _refuse_unready(current, step)
    before, current.state_since = current.state, timezone.now()
    getattr(current, move)()
    return before


def _tell(
    application: Application,
    current: Application,
    move: str,
    by: User,
    afterwards: list[follow_ups.FollowUp],
) -> None:
    emails.tell(move, current)
    for follow_up in afterwards:
        follow_up(current, by)
    application.become(current)


@transaction.atomic
def advance_all(
    applications: Sequence[Application],
    move: str,
    *,
    by: User,
    facts: Mapping[int, Mapping[str, object]],
    reading: Iterable[str] = (),
    lists: Iterable[Prefetch] = (),
) -> None:
    """Take `move` with each of many, or with none.

    Each is asked for its permission and guards and has its own audit record, with its own `facts`
    by primary key, as in `advance`; but all are held, changed and recorded in one statement each.
    So a guard sees the others as they were before. `reading` and `lists` name what guards and
    letters look at, to be read with the applications. Raises as `advance`; the applications are
    refreshed in place.
    """
    afterwards = [follow_ups.prepare(move, each) for each in applications]
    held = _hold_all(applications, reading, lists)
    before = [_step(each, move, by) for each in held]
    _write_all(held, before, move, by, facts)
    for application, current, after in zip(applications, held, afterwards, strict=True):
        current._forget_neighbours()
        _tell(application, current, move, by, after)


def _hold_all(
    applications: Sequence[Application], reading: Iterable[str], lists: Iterable[Prefetch]
) -> list[Application]:
    """Locked in the order of their keys, so that two at once never wait for each other."""
    found = _to_hold().select_related(*reading).filter(pk__in=[each.pk for each in applications])
    by_key = {each.pk: each for each in found.prefetch_related(*lists).order_by("pk")}
    held = [by_key[each.pk] for each in applications]
    for application, current in zip(applications, held, strict=True):
        _refuse_stale(current, application.state)
    return held


def _write_all(
    held: Sequence[Application],
    before: Sequence[str],
    move: str,
    by: User,
    facts: Mapping[int, Mapping[str, object]],
) -> None:
    columns: list[list[Any]] = [[getattr(each, name) for each in held] for name in CHANGED_BY_MOVES]
    with connection.cursor() as cursor:
        cursor.execute(CHANGE_ALL, [*columns, [each.pk for each in held], list(before)])
        if cursor.rowcount != len(held):
            raise ConcurrentTransition(f"{len(held) - cursor.rowcount} have left {set(before)}")
    audit.record.record_many(
        f"application.{move}",
        [
            (each, {"from": left, "to": each.state, **facts[each.pk]})
            for each, left in zip(held, before, strict=True)
        ],
        by=by,
    )
    for each in held:
        each._update_initial_state()


def _write(current: Application, move: str, by: User, facts: dict[str, object]) -> None:
    """The new state and its audit record, in one statement: neither can be there alone."""
    done = audit.record.record_with(
        CHANGE,
        [*(getattr(current, name) for name in CHANGED_BY_MOVES), current.pk, facts["from"]],
        f"application.{move}",
        current,
        by=by,
        **facts,
    )
    if not done:
        raise ConcurrentTransition(f"{current} has left {facts['from']}")
    current._update_initial_state()


def hold(application: Application, seen: str) -> Application:
    """Lock the application until the transaction ends, so that what is written beside it fits.

    Returns it as it now is. Raises ChangedMeanwhile when it has left the state `seen`.
    """
    current = _to_hold().get(pk=application.pk)
    _refuse_stale(current, seen)
    return current


def _to_hold() -> ApplicationQuerySet:
    return (
        Application.with_tests.select_for_update(of=("self",))
        .select_related("call__programme", "applicant", "question_set")
        .defer("question_set__body", "question_set__checks")
    )


def hold_to_send(public_id: UUID, seen: str) -> Application:
    """As `hold`, of one that nobody has read yet, with no more than sending it needs.

    Raises Application.DoesNotExist too.
    """
    current = held_to_send(public_id)
    _refuse_stale(current, seen)
    return current


def transition_of(application: Application, move: str):
    """The transition `move` from the application's present state.

    Raises NotReady when the road has no such move from here, KeyError for an unknown move.
    """
    meta = MOVES[move]._django_fsm
    step = meta.get_transition(application.state)
    if step is None:
        raise NotReady(
            _("This cannot be done while the application is “%(state)s”.")
            % {"state": State(application.state).label}
        )
    return step


def moves_open_to(user: User, application: Application) -> list[str]:
    """The moves this user could take now, guards included; for showing the right buttons."""
    return [
        name
        for name, method in MOVES.items()
        if (step := method._django_fsm.get_transition(application.state))
        and step.has_perm(application, user)
        and all(condition(application) for condition in step.conditions)
    ]


def _refuse_stale(current: Application, seen: str) -> None:
    if current.state != seen:
        raise ChangedMeanwhile(
            _("This application has moved on to “%(state)s”. Look at it again, then decide.")
            % {"state": State(current.state).label}
        )


def _refuse_unready(application: Application, step) -> None:
    reasons = [reason for guard in step.conditions if (reason := guard.why_not(application))]
    if reasons:
        raise NotReady(" ".join(reasons))
    application.guards_passed = frozenset(step.conditions)


def _all_moves() -> dict:
    field = Application._meta.get_field("state")
    return {step.name: step.method for step in field.get_all_transitions(Application)}


MOVES = _all_moves()
"""Every move by name; the name is the transition method on Application."""
