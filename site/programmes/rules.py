"""Predicates about roles, for every room's table of rules. Each refuses None."""

from collections.abc import Callable
from typing import Any

import rules

from accounts.models import User
from accounts.roles import ADMIN_ROOMS, PAGE_ROLES, SECOND_FACTOR, Role

from . import scopes


def has_role(*wanted: Role, at: Callable[[Any], scopes.Place] | None = None) -> rules.Predicate:
    """A predicate: the user holds one of `wanted`, and at the object's place when `at` is given.

    With `at`, asking without an object is refused.
    """

    def check(user: User | None, record: object | None = None) -> bool:
        if at is None:
            return scopes.holds(user, wanted)
        return record is not None and scopes.holds(user, wanted, at(record))

    return rules.predicate(check, name="has_role_" + "_or_".join(wanted))


def has_role_everywhere(*wanted: Role) -> rules.Predicate:
    """A predicate: the user holds one of `wanted` in the whole installation."""

    def check(user: User | None) -> bool:
        return scopes.holds(user, wanted, scopes.EVERYWHERE)

    return rules.predicate(check, name="has_role_everywhere_" + "_or_".join(wanted))


@rules.predicate
def is_system(user: User | None) -> bool:
    return user is not None and user.is_authenticated and user.is_system


@rules.predicate
def works_in_admin(user: User | None) -> bool:
    """A translator of one programme has nothing to do there: their work is on the site."""
    rooms = ADMIN_ROOMS - {Role.TRANSLATOR}
    return scopes.holds(user, rooms) or scopes.holds(user, PAGE_ROLES, scopes.EVERYWHERE)


@rules.predicate
def needs_second_factor(user: User | None) -> bool:
    return scopes.holds(user, SECOND_FACTOR) or bool(user and user.is_superuser)


is_administrator = has_role(Role.ADMINISTRATOR)

rules.add_perm("wagtailadmin.access_admin", works_in_admin)
rules.add_perm("programmes.grant_role", is_administrator)
rules.add_perm("programmes.view_programme", has_role(Role.OFFICER, Role.ADMINISTRATOR))
rules.add_perm("programmes.change_programme", has_role(Role.OFFICER, Role.ADMINISTRATOR))
rules.add_perm("programmes.end_programme", is_administrator)
rules.add_perm("accounts.manage_people", is_administrator)
rules.add_perm("audit.read", is_administrator)
rules.add_rule("needs_second_factor", needs_second_factor)
