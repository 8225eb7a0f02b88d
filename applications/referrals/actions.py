"""What is done with a referral: made, answered, called about, ended, forgotten."""

from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import audit.record
from accounts.actions import change_profile
from accounts.models import Organisation, Person, User
from applications.journey.models import Application
from notifications.models import Message
from programmes.models import City, Programme

from . import emails
from .consents import Consent
from .models import KEPT_ANSWERED, Referral
from .rules import refers_for

MOST_A_DAY = 40
"""Referrals that one person makes in a day."""
LETTER_AGAIN = timedelta(days=7)
"""Two partners may refer the same person: one letter is enough for a week."""
TOLD = ("name", "email", "phone", "interpreter_language", "access_needs")


class Refused(Exception):
    """It cannot be done. `str()` is a plain sentence to show."""


@transaction.atomic
def refer(
    *,
    programme: Programme,
    organisation: Organisation,
    city: City,
    name: str,
    email: str,
    phone: str,
    preferred_channel: str,
    language: str,
    interpreter_language: str,
    access_needs: str,
    consent: Consent | None,
    consent_given: Referral.Given,
    consent_on: date,
    by: User,
) -> Referral:
    """Refer somebody who agreed to `consent`; they get a letter, or an officer calls them.

    The same person again by the same partner returns the first referral. Whether the person is
    known to the programme otherwise makes no difference that the referrer could see. Raises
    Refused without consent, for others than partner staff, elsewhere, and beyond a day's number.
    """
    if consent is None:
        raise Refused(_("Ask the person first. Without a yes we may not write down their name."))
    if not refers_for(by, organisation, programme) or not programme.cities.contains(city):
        raise Refused(_("Your organisation does not refer people to this programme there."))
    User.objects.select_for_update().get(pk=by.pk)
    email = email.strip().lower()
    if same := _same(programme, organisation, email, phone):
        return same
    since = timezone.now() - timedelta(days=1)
    if Referral.objects.filter(referred_by=by, referred_at__gt=since).count() >= MOST_A_DAY:
        raise Refused(_("That is a lot for one day. Please go on tomorrow, or write to us."))
    referral = Referral.objects.create(
        programme=programme,
        organisation=organisation,
        city=city,
        name=name,
        email=email,
        phone=phone,
        preferred_channel=preferred_channel,
        language=language,
        interpreter_language=interpreter_language,
        access_needs=access_needs,
        consent_words=consent.words,
        consent_version=consent.version,
        consent_given=consent_given,
        consent_on=consent_on,
        referred_by=by,
    )
    audit.record.record(
        "referral.refer",
        referral,
        by=by,
        organisation=organisation.pk,
        consent=consent.version,
        given=consent_given,
    )
    if not referral.by_call and not _had_a_letter(referral):
        emails.invite(referral)
    return referral


def _same(
    programme: Programme, organisation: Organisation, email: str, phone: str
) -> Referral | None:
    there = Referral.objects.open().filter(programme=programme, organisation=organisation)
    return (there.filter(email=email) if email else there.filter(email="", phone=phone)).first()


def _had_a_letter(referral: Referral) -> bool:
    others = Referral.objects.filter(
        programme=referral.programme_id,
        email=referral.email,
        referred_at__gt=timezone.now() - LETTER_AGAIN,
    )
    return others.exclude(pk=referral.pk).exists()


@transaction.atomic
def accept(referral: Referral, *, by: User) -> Referral:
    """Say yes with one's own sign-in. What was told fills only what the person left empty.

    Raises Refused when it has ended, or somebody else said yes with this link.
    """
    current = _held(referral)
    if current.person_id == by.person_id:
        return current
    if current.ended_at or current.person_id:
        raise Refused(_("This link has ended. You can still apply."))
    _fill_in(by, current)
    _belong_to(current, by.person)
    audit.record.record("referral.accept", current, by=by)
    return current


def _fill_in(user: User, referral: Referral) -> None:
    person = user.person
    if not person.has_own_name:
        person.display_name = referral.name
    for field in ("phone", "interpreter_language", "access_needs"):
        if not getattr(person, field):
            setattr(person, field, getattr(referral, field))
    change_profile(person, by=user)


def _belong_to(referral: Referral, person: Person) -> None:
    referral.person, referral.accepted_at = person, timezone.now()
    referral.reached_at = referral.reached_at or referral.accepted_at
    referral.delete_on = timezone.localdate() + KEPT_ANSWERED
    referral.save(update_fields=["person", "accepted_at", "reached_at", "delete_on"])


@transaction.atomic
def say_no(token: str, *, by: User) -> None:
    """The person does not want it, or wants it no longer: everything told is deleted at once.

    The link is the proof; a link that is not known changes nothing.
    """
    found = Referral.objects.select_for_update().filter(token=token, ended_at=None).first()
    if found:
        _end(found, "referral.end", by)


@transaction.atomic
def stop_showing(referral: Referral, *, by: User) -> None:
    """The person takes back their consent: the referrer sees nothing from now on.

    Raises Refused for everybody else.
    """
    current = _held(referral)
    if current.ended_at:
        return
    if current.person_id != by.person_id:
        raise Refused(_("Only the person themselves can do this."))
    _end(current, "referral.end", by)


# What officers do.


@transaction.atomic
def called(referral: Referral, *, by: User) -> Referral:
    """The officer spoke with the person, who wants to think or to start by themselves."""
    current = _to_call(referral, by)
    if current.reached_at is None:
        current.reached_at = timezone.now()
        current.save(update_fields=["reached_at"])
        audit.record.record("referral.called", current, by=by)
    return current


@transaction.atomic
def said_no(referral: Referral, *, by: User) -> None:
    """On the phone the person said no."""
    _end(_to_call(referral, by), "referral.end", by)


@transaction.atomic
def link(referral: Referral, *, reference: str, by: User) -> Referral:
    """On the phone the person said yes, and has the application `reference`.

    Raises Refused when there is no such application of this programme in the officer's reach.
    """
    current = _to_call(referral, by)
    found = (
        Application.objects.reached_by(by)
        .filter(reference=reference.strip().upper(), call__programme=current.programme_id)
        .first()
    )
    if found is None:
        raise Refused(_("No application of this programme has this reference."))
    _belong_to(current, found.applicant)
    audit.record.record("referral.link", current, by=by, application=found.pk)
    return current


def _to_call(referral: Referral, by: User) -> Referral:
    current = _held(referral)
    if not by.has_perm("referrals.call", current):
        raise Refused(_("You cannot do this. Ask a programme officer for help."))
    if current.ended_at or current.person_id:
        raise Refused(_("This referral was answered already."))
    return current


def _held(referral: Referral) -> Referral:
    found = Referral.objects.select_related("programme", "organisation", "person")
    return found.select_for_update(of=("self",)).get(pk=referral.pk)


def _end(referral: Referral, deed: str, by: User) -> None:
    """Wipe what was told, letters that wait included. Why it ended is not kept."""
    for field in TOLD:
        setattr(referral, field, "")
    referral.person, referral.ended_at = None, timezone.now()
    referral.save()
    kind = ContentType.objects.get_for_model(Referral)
    Message.objects.filter(content_type=kind, object_id=referral.pk).delete()
    audit.record.record(deed, referral, by=by)


AT_A_TIME = 500


def forget_due(*, by: User) -> int:
    """Delete referrals whose day has come. Returns how many went."""
    due = Referral.objects.filter(delete_on__lt=timezone.localdate()).order_by("pk")
    gone = 0
    while batch := list(due[:AT_A_TIME]):
        with transaction.atomic():
            for each in batch:
                audit.record.record("referral.forget", each, by=by)
                each.delete()
        gone += len(batch)
    return gone
