"""Programmes kept; roles given and given up."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import Organisation, User
from accounts.roles import Role

from . import groups
from .models import City, Programme, RoleAssignment, Theme
from .rules import is_system
from .scopes import programmes_of

GRANT = "programmes.grant_role"


class HeldAlready(Exception):
    """The user holds this very role there. `str()` is a sentence to show."""


@transaction.atomic
def keep_programme(
    programme: Programme, *, cities: Iterable[City], themes: Iterable[Theme], by: User
) -> Programme:
    """Keep a programme, new or changed, with the strands, partners and funders that hang on it.

    Raises PermissionDenied unless `by` works on this programme; a new one takes an administrator.
    """
    new = programme.pk is None
    _refuse_unless_kept_by(by, programme)
    programme.save()
    programme.cities.set(cities)
    programme.themes.set(themes)
    verb = "programmes.make" if new else "programmes.change"
    audit.record.record(verb, programme, by=by, state=programme.state)
    return programme


def _refuse_unless_kept_by(by: User, programme: Programme) -> None:
    if is_system(by):
        return
    if programme.pk is None:
        allowed = by.has_perm("programmes.add_programme")
    else:
        allowed = programmes_of(by).filter(pk=programme.pk).exists()
    if not allowed:
        raise PermissionDenied


@transaction.atomic
def grant_role(
    user: User,
    role: Role,
    *,
    by: User,
    programme: Programme | None = None,
    city: City | None = None,
    organisation: Organisation | None = None,
    title: str = "",
    until: datetime | None = None,
) -> RoleAssignment:
    """Give `user` a role in a scope; an empty scope means everywhere.

    Raises PermissionDenied when `by` is no administrator or gives to themselves, HeldAlready when
    the user has it, and the database's IntegrityError for a scope the role cannot have.
    """
    _refuse_unless_administrator(by, user)
    scope = {"programme": programme, "city": city, "organisation": organisation}
    User.objects.select_for_update().get(pk=user.pk)
    if RoleAssignment.objects.in_force().filter(user=user, role=role, **scope).exists():
        raise HeldAlready(_("This person has this role there already."))
    assignment = RoleAssignment.objects.create(
        user=user, role=role, title=title, ends_at=until, **scope
    )
    audit.record.record("programmes.grant_role", assignment, by=by, **_facts(assignment))
    _refresh(user)
    return assignment


@transaction.atomic
def end_role(assignment: RoleAssignment, *, by: User) -> RoleAssignment:
    """End a role now. One that has ended stays as it is.

    Raises PermissionDenied as granting does.
    """
    _refuse_unless_administrator(by, assignment.user)
    now = timezone.now()
    current = RoleAssignment.objects.select_for_update().get(pk=assignment.pk)
    if current.ends_at is None or current.ends_at > now:
        current.ends_at = max(now, current.starts_at)
        current.save(update_fields=["ends_at"])
        audit.record.record("programmes.end_role", current, by=by, **_facts(current))
        _refresh(assignment.user)
    assignment.ends_at = current.ends_at
    return current


def _refuse_unless_administrator(by: User, user: User) -> None:
    if is_system(by):
        return
    if by == user or not by.has_perm(GRANT):
        raise PermissionDenied


def _facts(assignment: RoleAssignment) -> dict:
    return {
        "user": assignment.user_id,
        "role": assignment.role,
        "programme": assignment.programme_id,
        "city": assignment.city_id,
        "organisation": assignment.organisation_id,
        "until": assignment.ends_at,
    }


def _refresh(user: User) -> None:
    groups.keep_in_step([user])
    for cached in ("_assignments_in_force", "_perm_cache", "_group_perm_cache"):
        user.__dict__.pop(cached, None)
