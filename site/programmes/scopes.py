"""Who holds which role where, read once per user object, and turned into filters."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.roles import Role

from .models import Programme, RoleAssignment

HELD = "_assignments_in_force"
"""The attribute that keeps a user object's roles once they were read."""


@dataclass(frozen=True)
class Place:
    """Where a record sits: its programme's, city's and organisation's primary keys."""

    programme_id: int | None = None
    city_id: int | None = None
    organisation_id: int | None = None


EVERYWHERE = Place()
"""A place that only a role without a scope covers."""


def assignments(user: User | None) -> list[RoleAssignment]:
    """The user's roles in force; one query per user object, none for the anonymous."""
    if user is None or not user.is_authenticated or not user.is_active:
        return []
    held: list[RoleAssignment] | None = getattr(user, HELD, None)
    if held is None:
        held = list(RoleAssignment.objects.in_force().filter(user=user))
        setattr(user, HELD, held)
    return held


def roles(user: User | None) -> frozenset[str]:
    """Every role the user holds, anywhere."""
    return frozenset(assignment.role for assignment in assignments(user))


def holds(user: User | None, wanted: Collection[Role], place: Place | None = None) -> bool:
    """Whether the user holds one of `wanted`, at `place` if one is given."""
    return any(
        assignment.role in wanted and (place is None or _covers(assignment, place))
        for assignment in assignments(user)
    )


def _covers(assignment: RoleAssignment, place: Place) -> bool:
    pairs = (
        (assignment.programme_id, place.programme_id),
        (assignment.city_id, place.city_id),
        (assignment.organisation_id, place.organisation_id),
    )
    return all(scope is None or scope == actual for scope, actual in pairs)


def scope_filter(
    user: User | None,
    wanted: Collection[Role],
    *,
    programme: str,
    city: str = "",
    organisation: str = "",
) -> Q:
    """A filter for the rows that the user's `wanted` roles reach.

    `programme`, `city` and `organisation` are lookup paths from the filtered model. A role that
    is narrower than the model can express (no path given) reaches nothing.
    """
    reach = Q(pk__in=[])
    for assignment in assignments(user):
        if assignment.role in wanted:
            reach |= _rows(assignment, programme, city, organisation)
    return reach


def _rows(assignment: RoleAssignment, programme: str, city: str, organisation: str) -> Q:
    rows = ~Q(pk=None)
    for path, value in (
        (programme, assignment.programme_id),
        (city, assignment.city_id),
        (organisation, assignment.organisation_id),
    ):
        if value is None:
            continue
        if not path:
            return Q(pk__in=[])
        rows &= Q(**{path: value})
    return rows


def programmes_of(user: User) -> QuerySet[Programme]:
    """Where the user is an officer of the whole programme; administrators everywhere."""
    staff = (Role.OFFICER, Role.ADMINISTRATOR)
    return Programme.objects.filter(scope_filter(user, staff, programme="pk"))
