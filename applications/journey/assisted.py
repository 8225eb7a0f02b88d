"""Beginning an application for somebody without e-mail, and its claim by that person later.

The caseworker is a helper with an end date like every other. While the person has no sign-in, the
caseworker also sends it, with the person's word, in their presence or on the phone (ADR 14).
"""

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Least
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

import audit.record
from accounts.actions import HasSignIn, take_person
from accounts.models import Person, User
from accounts.roles import Role
from applications.calls.models import Call
from programmes.models import City, RoleAssignment, Strand
from programmes.scopes import assignments

from . import emails
from .access import access_of
from .actions import begin_draft
from .agreed import Agreed, let_in, refuse_later
from .models import Application, AssistedStart, Helper
from .workflow import NotPermitted, NotReady, hold

CODE_LIVES = timedelta(days=30)
DIGITS = 12
"""Digits alone: read the same in every script, and easy to type on any phone."""


@dataclass(frozen=True, kw_only=True)
class AgreedIn(Agreed):
    """And in which language they were read to the person."""

    language: str


def calls_of(user: User) -> QuerySet[Call]:
    """The calls in which the user is a caseworker, for whatever organisation."""
    reach = Q(pk__in=[])
    for each in assignments(user):
        if each.role == Role.CASEWORKER:
            programme = Q(programme=each.programme_id) if each.programme_id else ~Q(pk=None)
            reach |= programme & (Q(cities=each.city_id) if each.city_id else ~Q(pk=None))
    return Call.objects.filter(reach).distinct()


def _latest() -> QuerySet[AssistedStart]:
    """The latest consent to each application."""
    later = AssistedStart.objects.filter(application=OuterRef("application"), pk__gt=OuterRef("pk"))
    latest = AssistedStart.objects.filter(~Exists(later))
    return latest.select_related("application__applicant", "application__call", "helper")


def began_by(user: User) -> QuerySet[AssistedStart]:
    """Whom the user helps or helped last, having begun it or asked the person again."""
    return _latest().filter(started_by=user)


def began_by_colleagues(user: User) -> QuerySet[AssistedStart]:
    """Whom others helped last who are, or were, caseworkers of the same organisation there, and
    who have not taken it over: a colleague may ask them again, when the first one has left."""
    reach = Q(pk__in=[])
    for mine in assignments(user):
        if mine.role == Role.CASEWORKER:
            reach |= _begun_where(mine)
    return _latest().filter(reach, claimed_at=None).exclude(started_by=user)


def _begun_where(mine: RoleAssignment) -> Q:
    """By somebody of this role's organisation, in its programme and its city."""
    theirs = RoleAssignment.objects.filter(
        Q(programme=None) | Q(programme=OuterRef("application__call__programme")),
        user=OuterRef("started_by"),
        role=Role.CASEWORKER,
        organisation=mine.organisation_id,
    )
    rows = Q(Exists(theirs))
    if mine.programme_id:
        rows &= Q(application__call__programme=mine.programme_id)
    return rows & Q(application__city=mine.city_id) if mine.city_id else rows


def renewable_by(user: User) -> QuerySet[AssistedStart]:
    """Whom the user may ask again: their own people, and their colleagues'."""
    keys = [began_by(user).filter(claimed_at=None), began_by_colleagues(user)]
    return _latest().filter(Q(pk__in=keys[0].values("pk")) | Q(pk__in=keys[1].values("pk")))


@transaction.atomic
def start_for(
    *,
    call: Call,
    name: str,
    phone: str,
    title: str,
    strand: Strand,
    city: City,
    eligibility: dict[str, bool],
    ends_at: datetime,
    agreed: AgreedIn,
    by: User,
) -> Application:
    """Begin a draft for a person without e-mail; `by` helps them until `ends_at`.

    Raises NotPermitted unless `by` is a caseworker of the call's programme and of that city, and
    NotReady when the call takes no new applications or the day of the consent is still to come.
    """
    if not by.has_perm("journey.start_for", Application(call=call, city=city)):
        raise NotPermitted(_("Only a caseworker of this programme and city can do this."))
    refuse_later(agreed, call)
    person = Person.objects.create(
        display_name=name,
        phone=phone,
        preferred_channel=Person.Channel.PHONE if phone else Person.Channel.EMAIL,
        language=agreed.language,
    )
    application = begin_draft(
        call=call,
        title=title,
        strand=strand,
        city=city,
        applicant=person,
        by=by,
        language=agreed.language if agreed.language in call.languages else call.languages[0],
        eligibility=eligibility,
    )
    _assist("application.start_for", application, ends_at=ends_at, agreed=agreed, by=by)
    return application


@transaction.atomic
def renew(start: AssistedStart, *, ends_at: datetime, agreed: AgreedIn, by: User) -> AssistedStart:
    """Help on until `ends_at`, because the person agreed once more. A code made for the old sheet
    works no more, and the help of a colleague who helped until now ends; they are told.

    Raises NotPermitted for others than caseworkers of the organisation that began it, and NotReady
    when the person has taken it over or the day of the consent is still to come.
    """
    application = hold(start.application, start.application.state)
    latest = application.assisted_starts.select_for_update(of=("self",)).first()
    if not by.has_perm("journey.start_for", application):
        raise NotPermitted(_("Only a caseworker of this programme and city can do this."))
    if latest is None or latest.claimed_at:
        raise NotReady(_("The person has taken it over. They can ask you to help."))
    if not renewable_by(by).filter(application=application).exists():
        raise NotPermitted(_("Only caseworkers of the organisation that began it can do this."))
    refuse_later(agreed, application.call)
    _end_help(application, by)
    application.assisted_starts.update(code_hash="", code_ends_at=None)
    return _assist("application.renew_for", application, ends_at=ends_at, agreed=agreed, by=by)


def _end_help(application: Application, by: User) -> None:
    """One caseworker helps at a time: `by`'s own help begins anew, a colleague's ends."""
    mine = Q(email=by.email.lower())
    old = application.helpers.filter(mine | Q(assisted_start__isnull=False), ended_at=None)
    for helper in old:
        if helper.user_id != by.pk and helper.lasts:
            colleague = by.person.display_name
            emails.write_to_helper(emails.HELP_TAKEN_OVER, helper, colleague=colleague)
    ids = [helper.pk for helper in old]
    ended = Least(Value(timezone.now()), "ends_at")
    Helper.objects.filter(pk__in=ids).update(ended_at=ended, ended_by=by)


def _assist(
    deed: str, application: Application, *, ends_at: datetime, agreed: AgreedIn, by: User
) -> AssistedStart:
    helper = let_in(
        by,
        application,
        relation=Helper.Relation.CASEWORKER,
        may_type=True,
        agreed=agreed,
        ends_at=ends_at,
        by=by,
    )
    start = AssistedStart.objects.create(
        application=application,
        helper=helper,
        consent_how=agreed.how,
        consent_on=agreed.on,
        consent_language=agreed.language,
        consent_words=agreed.consent.words,
        consent_version=agreed.consent.version,
        started_by=by,
    )
    audit.record.record(
        deed,
        application,
        by=by,
        helper=helper.pk,
        how=agreed.how,
        consent=agreed.consent.version,
        until=ends_at.isoformat(),
    )
    return start


@transaction.atomic
def make_code(application: Application, *, by: User) -> str:
    """A new code for the printed sheet, in groups of four digits; the one before is dead.

    It is returned once and kept as a hash. Raises NotPermitted for others than the caseworker.
    """
    current = hold(application, application.state)
    access = access_of(by, current)
    if access is None or access.helper is None or not access.assists:
        raise NotPermitted(_("Only the caseworker who began it can print the sheet."))
    code = "".join(secrets.choice("0123456789") for _digit in range(DIGITS))
    start = access.helper.assisted_start
    start.code_hash, start.code_ends_at = hash_of(code), timezone.now() + CODE_LIVES
    start.save(update_fields=["code_hash", "code_ends_at"])
    audit.record.record("application.claim_code", current, by=by)
    return " ".join(code[at : at + 4] for at in range(0, DIGITS, 4))


def hash_of(code: str) -> str:
    """The hash of a code as somebody typed it: in any digits, with or without spaces."""
    digits = "".join(str(unicodedata.digit(each)) for each in code if each.isdigit())
    return salted_hmac("journey.claim", digits, algorithm="sha256").hexdigest()


@transaction.atomic
def claim(code: str, *, by: User) -> Application:
    """The application becomes `by`'s own; the code is used up. Help goes on until its date.

    Raises NotReady when the code does not work, without saying why: used, over or never made.
    """
    live = AssistedStart.objects.filter(code_hash=hash_of(code), code_ends_at__gt=timezone.now())
    start = live.select_for_update(of=("self",)).select_related("application").first()
    if start is None:
        raise NotReady(_("This code does not work. Look at the sheet again, or ask for a new one."))
    application = hold(start.application, start.application.state)
    if access_of(by, application):
        raise NotReady(_("This code is for the person whom you help. They sign in themselves."))
    _hand_to(application, by)
    start.code_hash, start.code_ends_at = "", None
    start.save(update_fields=["code_hash", "code_ends_at"])
    application.assisted_starts.update(claimed_by=by, claimed_at=timezone.now())
    audit.record.record("application.claim", application, by=by)
    path = reverse("journey:people", args=[application.public_id])
    emails.write(emails.CLAIMED, Application.objects.get(pk=application.pk), path=path)
    return application


def _hand_to(application: Application, user: User) -> None:
    try:
        person = take_person(user, application.applicant, by=user)
        application.applicant = person
        with transaction.atomic():
            application.save(update_fields=["applicant"])
    except HasSignIn as taken:
        raise NotReady(_("Somebody signs in for this application already.")) from taken
    except IntegrityError as twice:
        raise NotReady(_("You have another application with this name.")) from twice
