"""Who stands close to an application, by what every room's records show of its users.

A room says what it has on record, for many at once:

    @closeness("mentored", _("The judge mentored the applicant"))
    def mentored(asked: Asked) -> Iterable[Pair]: ...

What follows from it is for who asks: a judge keeps out.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Person, User
from programmes.models import RoleAssignment

from .models import (
    Answer,
    AnswerTranslation,
    AnswerVersion,
    Application,
    AssistedStart,
    CoApplicant,
    Helper,
    Screening,
)

Pair: TypeAlias = tuple[int, int]
"""An application and a user, by primary key."""


@dataclass(frozen=True)
class Asked:
    """About whom it is asked: `people` has everybody who applies by the application's key."""

    applications: Sequence[Application]
    people: Mapping[int, Sequence[Person]]
    users: Sequence[User]

    @cached_property
    def applied_with(self) -> dict[int, set[int]]:
        """The applications of each person, by primary key."""
        found: dict[int, set[int]] = defaultdict(set)
        for application, people in self.people.items():
            for person in people:
                found[person.pk].add(application)
        return found

    def of_people(self, pairs: Iterable[Pair]) -> Iterable[Pair]:
        """Pairs of a person and a user as pairs of the person's applications and the user."""
        return (
            (application, user)
            for person, user in pairs
            for application in self.applied_with.get(person, ())
        )


Finder: TypeAlias = Callable[[Asked], Iterable[Pair]]
_finders: dict[str, Finder] = {}
_words: dict[str, str | Promise] = {}
WORK: set[str] = set()
"""Reasons that are what staff do for every applicant alike."""


def closeness(
    reason: str, words: str | Promise, *, work: bool = False
) -> Callable[[Finder], Finder]:
    """Register what finds pairs for `reason`, a fixed key; `work` says that it is staff's work."""

    def register(finder: Finder) -> Finder:
        _finders[reason], _words[reason] = finder, words
        if work:
            WORK.add(reason)
        return finder

    return register


def close_to(asked: Asked) -> dict[Pair, str]:
    """Why each pair is close: the first reason that is found, staff's work last. A query or two for
    each reason, however many there are."""
    found: dict[Pair, str] = {}
    for reason in sorted(_finders, key=WORK.__contains__):
        for pair in _finders[reason](asked):
            found.setdefault(pair, reason)
    return found


def in_words() -> dict[str, str | Promise]:
    """Every reason as people read it."""
    return dict(_words)


def _by(rows: QuerySet, asked: Asked, user_field: str) -> Iterable[Pair]:
    """The application and the user of each row that is about what is asked."""
    here = rows.filter(application__in=asked.people, **{f"{user_field}__in": asked.users})
    return here.order_by().values_list("application_id", f"{user_field}_id").distinct()


def _by_address(rows: QuerySet, asked: Asked) -> Iterable[Pair]:
    """The same for guests, who may not have said yes yet: by the user or by their address."""
    mine = {user.email.lower(): user.pk for user in asked.users}
    here = rows.filter(application__in=asked.people)
    here = here.filter(Q(user__in=asked.users) | Q(email__in=mine))
    for application, user, email in here.values_list("application_id", "user_id", "email"):
        yield application, mine.get(email.lower(), user)


@closeness("team", _("The judge is or was in the applicant's team"))
def team(asked: Asked) -> Iterable[Pair]:
    return _by_address(CoApplicant.objects.all(), asked)


@closeness("wrote_answers", _("The judge wrote answers for the applicant"))
def wrote_answers(asked: Asked) -> Iterable[Pair]:
    yield from _by(Answer.objects.all(), asked, "typed_by")
    yield from _by(AnswerVersion.objects.all(), asked, "typed_by")


@closeness("helped", _("The judge helped the applicant to apply"))
def helped(asked: Asked) -> Iterable[Pair]:
    yield from _by_address(Helper.objects.all(), asked)
    yield from _by(AssistedStart.objects.all(), asked, "started_by")


@closeness("translated", _("The judge translated answers"), work=True)
def translated(asked: Asked) -> Iterable[Pair]:
    return _by(AnswerTranslation.objects.all(), asked, "written_by")


@closeness("screened", _("The judge screened the application"), work=True)
def screened(asked: Asked) -> Iterable[Pair]:
    return _by(Screening.objects.all(), asked, "decided_by")


@closeness("same_organisation", _("Both have a part in the same organisation"))
def same_organisation(asked: Asked) -> Iterable[Pair]:
    """Both hold a role for one organisation now."""
    roles = RoleAssignment.objects.in_force().exclude(organisation=None)
    members: dict[int, set[int]] = defaultdict(set)
    users = {user.pk for user in asked.users}
    for user, organisation in roles.filter(user__in=users).values_list("user", "organisation"):
        members[organisation].add(user)
    theirs = roles.filter(organisation__in=members, user__person__in=asked.applied_with)
    return asked.of_people(
        (person, user)
        for person, organisation in theirs.values_list("user__person", "organisation")
        for user in members[organisation]
    )
