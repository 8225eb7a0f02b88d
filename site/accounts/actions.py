"""What is done to people and their sign-ins."""

from datetime import datetime

from axes.models import AccessAttempt, AccessLog
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.models import ModelLogEntry

import audit.record

from .models import Person, User, name_from


@transaction.atomic
def join(*, email: str, language: str) -> User:
    """Make an account for somebody who asks for a code at the door.

    They are nobody in particular until they type the code: no role, no record, and
    `forget_unconfirmed` takes the account away again if they never do.
    """
    person = Person.objects.create(
        display_name=name_from(email), email=email.lower(), language=language
    )
    user = User.objects.create_user(email, person=person)
    audit.record.record("accounts.join", user, by=user)
    return user


def forget_unconfirmed(*, before: datetime) -> int:
    """Take away accounts that the door made before a moment and that nobody ever signed in to.

    An account that something hangs on, such as a role, stays. Returns how many went.
    """
    joined = ModelLogEntry.objects.filter(action="accounts.join", timestamp__lt=before)
    pks = [int(pk) for pk in joined.values_list("object_id", flat=True)]
    return sum(_forget(user) for user in User.objects.filter(pk__in=pks, last_login=None))


def _forget(user: User) -> int:
    try:
        with transaction.atomic():
            audit.record.record("accounts.forget", user, by=User.objects.system())
            user.delete()
            user.person.delete()
    except ProtectedError:
        return 0
    return 1


def forget_ended_sessions(*, before: datetime) -> None:
    """Take away sessions that ended before a moment, and older counts of wrong passwords.

    Both name people, the counts also their network address. (Earlier releases logged every
    sign-in that way; what is left of it goes too.)
    """
    Session.objects.filter(expire_date__lt=before).delete()
    for counted in (AccessAttempt, AccessLog):
        counted.objects.filter(attempt_time__lt=before).delete()


@transaction.atomic
def add_user(*, email: str, name: str, language: str, by: User) -> User:
    """Make an account for somebody else, such as a new colleague. They sign in by e-mail code."""
    person = Person.objects.create(display_name=name, email=email.lower(), language=language)
    user = User.objects.create_user(email, person=person)
    audit.record.record("accounts.add_user", user, by=by)
    return user


@transaction.atomic
def change_profile(person: Person, *, by: User) -> Person:
    """Keep the details set on `person`; the record names the fields, not their contents."""
    return _keep(person, action="accounts.change_profile", by=by)


class HasSignIn(Exception):
    """The person signs in, so that they change their details themselves."""


@transaction.atomic
def correct_person(person: Person, *, by: User) -> Person:
    """Keep corrected details of somebody without a sign-in. Raises HasSignIn for all others."""
    if User.objects.filter(person=person).exists():
        raise HasSignIn
    return _keep(person, action="accounts.correct_person", by=by)


@transaction.atomic
def take_person(user: User, person: Person, *, by: User) -> Person:
    """Let the user be `person`, whom somebody wrote down before they could sign in.

    Returns who the user is now. Somebody with records of their own stays who they are: the room
    that calls this hands over what is theirs. Raises HasSignIn when `person` signs in already.
    """
    held = Person.objects.select_for_update().get(pk=person.pk)
    if User.objects.filter(person=held).exists():
        raise HasSignIn
    before = user.person
    if _has_records(before):
        return before
    user.person = held
    user.save(update_fields=["person"])
    held.email = held.email or user.email
    held.save(update_fields=["email"])
    before.delete()
    audit.record.record("accounts.take_person", user, by=by, person=held.pk, before=before.pk)
    return held


def _has_records(person: Person) -> bool:
    """Whether anything but a sign-in hangs on the person."""
    others = [each for each in Person._meta.related_objects if each.related_model is not User]
    return any(
        each.related_model._base_manager.filter(**{each.field.name: person}).exists()
        for each in others
    )


def _keep(person: Person, *, action: str, by: User) -> Person:
    before = Person.objects.select_for_update().get(pk=person.pk)
    changed = [
        field.name
        for field in Person._meta.concrete_fields
        if getattr(before, field.attname) != getattr(person, field.attname)
    ]
    if changed:
        person.save(update_fields=changed)
        audit.record.record(action, person, by=by, fields=changed)
    return person


@transaction.atomic
def refuse_passkey(*, by: User) -> None:
    """Never offer `by` a passkey again; they can still add one among their details."""
    unasked = User.objects.filter(pk=by.pk, refused_passkey_at=None)
    if unasked.update(refused_passkey_at=timezone.now()):
        audit.record.record("accounts.refuse_passkey", by, by=by)


@transaction.atomic
def close_user(user: User, *, by: User) -> User:
    """The user may not sign in any more; open sessions end at their next click."""
    return _switch(user, active=False, action="accounts.close_user", by=by)


@transaction.atomic
def reopen_user(user: User, *, by: User) -> User:
    """The user may sign in again."""
    return _switch(user, active=True, action="accounts.reopen_user", by=by)


def _switch(user: User, *, active: bool, action: str, by: User) -> User:
    changed = User.objects.filter(pk=user.pk, is_active=not active).update(is_active=active)
    user.is_active = active
    if changed:
        audit.record.record(action, user, by=by)
    return user
