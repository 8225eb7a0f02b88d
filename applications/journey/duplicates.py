"""Applications that may be the same, or from the same person: found, and judged by an officer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

import audit.record
from accounts.models import Person, User

from .models import Application, NotDuplicate, SearchText
from .workflow import NOT_YOURS, NotPermitted, need

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FIRST = 10
"""How many of each kind are named."""

ALIKE = 0.6
"""How alike two titles are (pg_trgm's measure, from 0 to 1) to be named."""


@dataclass(frozen=True)
class Likeness:
    """Another application, and what is the same in both."""

    application: Application
    reasons: "list[StrOrPromise]"


def likely(application: Application, user: User) -> list[Likeness]:
    """Applications of the same programme that may be duplicates, within the user's reach.

    Those that somebody said are different are left out.
    """
    found: dict[int, list[StrOrPromise]] = defaultdict(list)
    for reason, keys in _found(application, _others(application, user)):
        for pk in keys:
            found[pk].append(reason)
    others = Application.objects.filter(pk__in=found).with_road().order_by("-pk")
    return [Likeness(each, found[each.pk]) for each in others]


def _others(application: Application, user: User) -> QuerySet:
    apart = NotDuplicate.objects.filter(Q(application=application) | Q(other=application))
    judged = {pk for pair in apart.values_list("application", "other") for pk in pair}
    return (
        Application.objects.handled_by(user)
        .filter(call__programme=application.call.programme_id)
        .exclude(pk__in=judged | {application.pk})
        .order_by()  # any few will do; an order would lead PostgreSQL through the whole table
        .values_list("pk", flat=True)
    )


def _found(
    application: Application, others: QuerySet
) -> "Iterator[tuple[StrOrPromise, Iterable[int]]]":
    person = application.applicant
    yield _("the same person"), others.filter(applicant=person)[:FIRST]
    people = Person.objects.exclude(pk=person.pk).order_by()
    if person.email:
        same = people.filter(email__iexact=person.email)
        yield _("the same e-mail"), others.filter(applicant__in=same)[:FIRST]
    if person.phone:
        same = people.filter(phone=person.phone)
        yield _("the same phone"), others.filter(applicant__in=same)[:FIRST]
    text = SearchText.objects.filter(pk=application.pk).first()
    if text:
        yield _("a title that is alike"), _alike(text, others)
    if text and text.marks:
        yield (
            _("the same text in an answer"),
            others.filter(search_text__marks__overlap=text.marks)[:FIRST],
        )


def _alike(text: SearchText, others: QuerySet) -> list[int]:
    """Titles that share most of their letter groups; the index needs the limit said first."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(ALIKE)])
        return list(others.filter(search_text__title__trigram_similar=text.title)[:FIRST])


@transaction.atomic
def keep_apart(application: Application, other: Application, *, by: User) -> None:
    """Say that the two are not the same; they are not shown together again."""
    need("journey.note", by, application)
    if not Application.objects.handled_by(by).filter(pk=other.pk).exists():
        raise NotPermitted(NOT_YOURS)
    first, second = sorted((application, other), key=lambda each: each.pk)
    _kept, made = NotDuplicate.objects.get_or_create(
        application=first, other=second, defaults={"decided_by": by}
    )
    if made:
        audit.record.record("application.not_duplicate", application, by=by, other=other.pk)
