"""The team of an application: named by the applicant, taken up, left. Only who said yes counts."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import audit.record
from accounts.actions import change_profile
from accounts.models import Person, User

from . import emails
from .models import Application, CoApplicant
from .states import OPEN
from .workflow import NotPermitted, NotReady, hold, need

MOST = 10
"""How many can be named, so that nobody sends letters in masses."""


def people_of(application: Application) -> QuerySet[Person]:
    """Everybody who applies: the applicant, and those of the team who said yes. One query."""
    team = CoApplicant.objects.accepted().filter(application=application)
    return Person.objects.filter(
        Q(pk=application.applicant_id) | Q(user__in=team.values("user"))
    ).order_by("pk")


def people_of_each(applications: Iterable[Application]) -> dict[int, list[Person]]:
    """The same for many, by the application's key; one query beside the loaded applicants."""
    found = {each.pk: [each.applicant] for each in applications}
    team = CoApplicant.objects.accepted().filter(application__in=found)
    for each in team.select_related("user__person"):
        if each.user:
            found[each.application_id].append(each.user.person)
    return found


@transaction.atomic
def name_co_applicant(
    application: Application, *, name: str, role: str, email: str, language: str, by: User
) -> CoApplicant:
    """Name somebody of the team; with an address they are asked in `language` to sign in.

    The same address again returns the first one. Raises NotPermitted, or NotReady when the
    answers are closed, the team is large, or the address is the applicant's own.
    """
    current = hold(application, application.state)
    need("journey.let_in", by, current)
    email = email.strip().lower()
    there = CoApplicant.objects.there().filter(application=current)
    same = there.filter(email=email, name=name) if not email else there.filter(email=email)
    if found := same.first():
        return found
    if current.state not in OPEN:
        raise NotReady(_("Your answers are closed now, so the team stays as it is."))
    if email and email == by.email.lower():
        raise NotReady(_("This is your own e-mail address. You are part of the team already."))
    if there.count() >= MOST:
        raise NotReady(_("A team can have ten people beside you."))
    member = CoApplicant.objects.create(
        application=current, name=name, role=role, email=email, language=language, invited_by=by
    )
    audit.record.record("application.team_name", current, by=by, member=member.pk)
    if email:
        path = reverse("journey:team", args=[member.public_id])
        emails.write_to_guest(emails.TEAM_ASKED, member, path=path)
    return member


@transaction.atomic
def join_team(member: CoApplicant, *, by: User) -> CoApplicant:
    """Say yes. Raises NotPermitted for others than who was asked, NotReady when taken off."""
    current = _held(member)
    _refuse_other_than_asked(current, by)
    if current.user_id == by.pk:
        return current
    current.user, current.accepted_at = by, timezone.now()
    current.save(update_fields=["user", "accepted_at"])
    if not by.person.has_own_name:
        by.person.display_name = current.name
        change_profile(by.person, by=by)
    audit.record.record("application.team_join", current.application, by=by, member=current.pk)
    path = reverse("journey:people", args=[current.application.public_id])
    emails.write(emails.TEAM_JOINED, current.application, path=path, member=current.name)
    return current


@transaction.atomic
def leave_team(member: CoApplicant, *, by: User) -> CoApplicant:
    """Leave, say no, or be taken off by the applicant. What they typed stays. Twice is harmless."""
    current = _held(member)
    own = by.pk == current.user_id or (
        current.user_id is None and current.email == by.email.lower()
    )
    if not own:
        need("journey.let_in", by, current.application)
    if current.ended_at is None:
        current.ended_at, current.ended_by = timezone.now(), by
        current.save(update_fields=["ended_at", "ended_by"])
        audit.record.record("application.team_leave", current.application, by=by, member=current.pk)
    return current


def _held(member: CoApplicant) -> CoApplicant:
    found = CoApplicant.objects.select_related(
        "application__applicant", "application__call__programme"
    )
    return found.select_for_update(of=("self",)).get(pk=member.pk)


def _refuse_other_than_asked(member: CoApplicant, by: User) -> None:
    if member.email != by.email.lower() or member.application.applicant_id == by.person_id:
        raise NotPermitted(_("Somebody else was asked."))
    if member.ended_at:
        raise NotReady(_("This is over. Ask the person who invited you."))
