"""Who reads what: verbs that hand applications out among the officers, and the flag.

An officer can be given what lies in their reach, and never their own application.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q, QuerySet, Sum, Value
from django.utils.translation import gettext_lazy as _

import audit.record
from accounts.models import User
from accounts.roles import Role
from applications.calls.models import Call
from programmes.models import Programme, RoleAssignment
from programmes.scopes import Place

from .models import Application, SavedFilter, Tally
from .states import State
from .workflow import NOT_YOURS, NotPermitted, NotReady, hold, need

TO_READ = (State.SUBMITTED, State.CHANGES_REQUESTED)
"""What an officer has to read, or to read again."""

AT_ONCE = 1_000
"""How many are shared out in one go."""


@transaction.atomic
def assign(application: Application, *, to: User | None, by: User) -> Application:
    """Say who reads the application; None gives it back. The same again changes nothing.

    Raises NotReady when it is out of that person's reach.
    """
    current = hold(application, application.state)
    need("journey.assign", by, current)
    if to and not to.has_perm("journey.assign", current):
        raise NotReady(_("This person does not work with applications from there."))
    if current.assigned_to_id == (to.pk if to else None):
        return current
    before, current.assigned_to = current.assigned_to_id, to
    current.save(update_fields=["assigned_to"])
    audit.record.record(
        "application.assign", current, by=by, before=before, to=to.pk if to else None
    )
    return current


@transaction.atomic
def take_next(*, by: User) -> Application | None:
    """Give `by` the application in their reach that has waited longest and that nobody reads."""
    waiting = (
        Application.objects.handled_by(by)
        .filter(state=State.SUBMITTED, assigned_to=None)
        .order_by("state_since", "pk")
        .select_for_update(of=("self",), skip_locked=True)
    )
    found = waiting.first()
    return assign(found, to=by, by=by) if found else None


@transaction.atomic
def share_out(applications: Iterable[Application], *, by: User) -> int:
    """Give each to the officer of its city who has least to read; returns how many were given.

    An application without an officer in reach stays with nobody.
    """
    chosen = list(applications)
    officers = {place: officers_at(place) for place in {each.place for each in chosen}}
    load = open_work(one for some in officers.values() for one in some)
    given = 0
    for application in chosen:
        free = [
            each
            for each in officers[application.place]
            if each.person_id != application.applicant_id
        ]
        if free:
            least = min(free, key=lambda each: (load[each.pk], each.pk))
            assign(application, to=least, by=by)
            load[least.pk] += 1
            given += 1
    return given


@transaction.atomic
def flag(application: Application, *, flagged: bool, by: User) -> Application:
    """Mark the application to come back to, for the team alone; or take the mark away."""
    current = hold(application, application.state)
    need("journey.note", by, current)
    if current.flagged != flagged:
        current.flagged = flagged
        current.save(update_fields=["flagged"])
        audit.record.record("application.flag", current, by=by, flagged=flagged)
    return current


@transaction.atomic
def save_filter(*, name: str, query: str, programme: Programme | None, by: User) -> SavedFilter:
    """Keep a filter of the pipeline under a name; the same name again replaces it.

    With a programme its whole team sees it; raises NotPermitted when `by` does not work there.
    """
    need("journey.pipeline", by)
    if programme and not Call.objects.worked_on_by(by).filter(programme=programme).exists():
        raise NotPermitted(NOT_YOURS)
    kept, _made = SavedFilter.objects.update_or_create(
        user=by, name=name, defaults={"query": query, "programme": programme}
    )
    return kept


def forget_filter(saved: SavedFilter, *, by: User) -> None:
    """Take away a filter of one's own. Raises NotPermitted for somebody else's."""
    if saved.user_id != by.pk:
        raise NotPermitted(NOT_YOURS)
    saved.delete()


def officers_at(place: Place) -> list[User]:
    """The officers whose reach covers this place, by name."""
    roles = RoleAssignment.objects.in_force().filter(
        Q(programme=None) | Q(programme=place.programme_id),
        Q(city=None) | Q(city=place.city_id),
        role=Role.OFFICER,
        organisation=None,
        user__is_active=True,
    )
    return by_name({each.user for each in roles.select_related("user__person")})


def by_name(users: Iterable[User]) -> list[User]:
    return sorted(users, key=lambda each: (each.get_full_name(), each.pk))


def officers_for(applications: Iterable[Application]) -> list[User]:
    """The officers who can be given every one of these applications, by name."""
    chosen = list(applications)
    able = [set(officers_at(place)) for place in {each.place for each in chosen}]
    applicants = {each.applicant_id for each in chosen}
    both = set.intersection(*able) if able else set()
    return by_name(each for each in both if each.person_id not in applicants)


def open_work(users: Iterable[User]) -> Counter[int]:
    """How much each of these has to read now, by primary key."""
    rows = (
        Tally.objects.filter(assigned_to__in={each.pk for each in users}, state__in=TO_READ)
        .values_list("assigned_to")
        .annotate(found=Sum("number"))
        .order_by()
    )
    return Counter({pk: found for pk, found in rows if pk is not None})


def to_read(user: User) -> tuple[int, int]:
    """How many applications wait to be read: those given to the user, and all in their reach."""
    there = Tally.objects.reached_by(user).filter(state=State.SUBMITTED).order_by()
    own = Application.objects.reached_by(user).filter(
        state=State.SUBMITTED, applicant=user.person_id
    )
    rows = there.values(kind=Value("all")).annotate(found=Sum("number"))
    rows = rows.union(
        there.filter(assigned_to=user.pk).values(kind=Value("mine")).annotate(found=Sum("number")),
        own.order_by().values(kind=Value("own")).annotate(found=Count("*")),
        all=True,
    )
    found = Counter({row["kind"]: row["found"] or 0 for row in rows})
    return found["mine"], found["all"] - found["own"]


@dataclass(frozen=True)
class Load:
    """What one person, or nobody (None), has to read in the reach of whoever asks."""

    reader: User | None
    to_read: int
    asked_back: int


def workload(user: User) -> list[Load]:
    """Who reads how much in the user's reach: nobody's first, then every officer there, by name."""
    rows = (
        Tally.objects.reached_by(user)
        .filter(state__in=TO_READ)
        .values_list("assigned_to", "state")
        .annotate(found=Sum("number"))
        .order_by()
    )
    found = {(pk, state): number for pk, state, number in rows}
    readers = User.objects.filter(
        Q(pk__in=[pk for pk, _state in found if pk]) | Q(pk__in=_officers_near(user))
    )
    people: list[User | None] = [None, *by_name(readers.select_related("person"))]
    return [_load(each, found) for each in people]


def _load(reader: User | None, found: dict[tuple[int | None, str], int]) -> Load:
    pk = reader.pk if reader else None
    to_read, asked_back = (found.get((pk, state), 0) for state in TO_READ)
    return Load(reader, to_read, asked_back)


def _officers_near(user: User) -> QuerySet:
    """Officers of the programmes that the user works in."""
    programmes = Call.objects.worked_on_by(user).values("programme").order_by()
    return (
        RoleAssignment.objects.in_force()
        .filter(
            Q(programme=None) | Q(programme__in=programmes), role=Role.OFFICER, organisation=None
        )
        .values("user")
    )
