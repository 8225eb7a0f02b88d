"""Applications that may be the same, or from the same person: found, and judged by an officer."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

import audit.record
from accounts.models import Person, User

from .models import Application, NotDuplicate, SearchText
from .workflow import NOT_YOURS, NotPermitted, need

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FIRST = 10
"""How many of each kind are named."""


@dataclass(frozen=True)
class Likeness:
    """Another application, and what is the same in both."""

    application: Application
    reasons: "list[StrOrPromise]"


def likely(application: Application, user: User) -> list[Likeness]:
    """Applications of the same programme that may be duplicates, within the user's reach.

    Those that somebody said are different are left out. One query, and one more for what it found.
    """
    found: dict[int, list[StrOrPromise]] = defaultdict(list)
    for pk, reason in _found(application, _others(application, user)):
        found[pk].append(REASONS[reason])
    if not found:
        return []
    others = Application.objects.filter(pk__in=found).with_road().order_by("-pk")
    return [Likeness(each, found[each.pk]) for each in others]


def _others(application: Application, user: User) -> QuerySet:
    """Any few will do; an order would lead PostgreSQL through the whole table."""
    apart = NotDuplicate.objects.filter(Q(application=application) | Q(other=application))
    return (
        Application.objects.handled_by(user)
        .filter(call__programme=application.call.programme_id)
        .exclude(pk=application.pk)
        .exclude(pk__in=apart.values("application"))
        .exclude(pk__in=apart.values("other"))
        .order_by()
    )


REASONS = {
    "person": _("the same person"),
    "email": _("the same e-mail"),
    "phone": _("the same phone"),
    "title": _("a title that is alike"),
    "text": _("the same text in an answer"),
}
"""In the order in which they are named."""


def _found(application: Application, others: QuerySet) -> list[tuple[int, str]]:
    """The key of each application that is alike, with the reason; at most FIRST for each."""
    person = application.applicant
    people = Person.objects.exclude(pk=person.pk).order_by()
    marks = RawSQL(
        "(SELECT marks FROM journey_searchtext WHERE application_id = %s)",
        [application.pk],
        output_field=SearchText._meta.get_field("marks"),
    )
    alike = RawSQL("SELECT journey_alike(%s)", [application.pk])
    asked = {"person": others.filter(applicant=person)}
    if person.email:
        asked["email"] = others.filter(applicant__in=people.filter(email__iexact=person.email))
    if person.phone:
        asked["phone"] = others.filter(applicant__in=people.filter(phone=person.phone))
    asked["title"] = others.filter(pk__in=alike)
    asked["text"] = others.filter(search_text__marks__overlap=marks)
    rows = [
        found.values_list("pk", Value(reason, TextField()))[:FIRST]
        for reason, found in asked.items()
    ]
    order = list(REASONS)
    return sorted(rows[0].union(*rows[1:], all=True), key=lambda row: (order.index(row[1]), row[0]))


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
