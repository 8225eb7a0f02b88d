"""Asking for news by e-mail, agreeing to it, stopping it, and telling the news.

People here have no account, so the platform acts for them (`by`). Audit records name the topic,
never the address.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.translation import override

import audit.record
from accounts.models import User
from notifications.actions import written
from notifications.letters import Letter
from notifications.models import Message
from notifications.queue import queue

from . import emails, kinds, tasks
from .models import Follow, Notice

LETTERS_A_DAY = 5
"""First letters that one address gets in a day, whoever asks for them."""
KEEP_UNCONFIRMED = timedelta(days=7)
AT_A_TIME = 1000
"""Addresses deleted in one transaction."""


class NothingToFollow(Exception):
    """The topic does not exist, or no more news will come of it."""


@transaction.atomic
def follow(topic: str, *, email: str, language: str, by: User) -> None:
    """Ask the address whether it wants this topic's news.

    Says nothing about what happened, so that nobody learns who follows what: an address that
    follows already, or had its letters for today, gets none. Raises NothingToFollow.
    """
    with override(language):
        thing = kinds.find(topic)
        if thing is None or thing.ended:
            raise NothingToFollow(topic)
        found, _made = Follow.objects.select_for_update().get_or_create(
            topic=topic,
            email=email.strip().lower(),
            defaults={"language": language, "purpose": thing.promise},
        )
        if found.confirmed_at or _had_enough(found.email):
            return
        found.language, found.purpose = language, thing.promise
        found.letters += 1
        found.asked_at = timezone.now()
        found.save(update_fields=["language", "purpose", "letters", "asked_at"])
        audit.record.record("following.ask", found, by=by, topic=topic)
        emails.ask(found, thing)


def _had_enough(email: str) -> bool:
    today = Follow.objects.unconfirmed().filter(
        email=email, asked_at__gt=timezone.now() - timedelta(days=1)
    )
    return (today.aggregate(letters=Sum("letters"))["letters"] or 0) >= LETTERS_A_DAY


@transaction.atomic
def confirm(token: str, *, by: User) -> Follow | None:
    """The person pressed the button in the first letter. None when the link is not known."""
    found = Follow.objects.select_for_update().filter(token=token).first()
    if found and not found.confirmed_at:
        found.confirmed_at = timezone.now()
        found.save(update_fields=["confirmed_at"])
        audit.record.record("following.confirm", found, by=by, topic=found.topic)
    return found


@transaction.atomic
def stop(token: str, *, by: User, everything: bool = False) -> int:
    """Delete the address, and letters to it that wait; with `everything`, all that it follows.

    Returns how many follows ended; a link that is not known (any more) ends none.
    """
    found = Follow.objects.filter(token=token)
    if everything:
        found = Follow.objects.filter(email__in=found.values("email"))
    return _forget(found, action="following.stop", by=by)


def stop_for(email: str, *, by: User) -> int:
    """Somebody asked staff, by telephone or in person, to write no more: delete the address.

    Everything that it follows ends, and letters that wait. Returns how many follows ended.
    Raises PermissionDenied.
    """
    if not by.has_perm("following.stop_for_others"):
        raise PermissionDenied
    asked = Follow.objects.filter(email=email.strip().lower())
    return _forget(asked, action="following.stop_for", by=by)


def forget(*, by: User) -> int:
    """Delete addresses without a purpose: unconfirmed for a week, or of a topic that ended.

    A topic with news still on the way is left until that is told. Returns how many went.
    """
    old = Follow.objects.unconfirmed().filter(asked_at__lt=timezone.now() - KEEP_UNCONFIRMED)
    over = Follow.objects.filter(topic__in=_topics_that_ended())
    return sum(_forget_all(each, by=by) for each in (old, over))


def _topics_that_ended() -> list[str]:
    telling = Notice.objects.filter(finished_at=None).values_list("topics", flat=True)
    busy = {topic for topics in telling for topic in topics}
    followed = Follow.objects.order_by("topic").values_list("topic", flat=True).distinct()
    return [topic for topic in followed if topic not in busy and _is_over(topic)]


def _is_over(topic: str) -> bool:
    thing = kinds.find(topic)
    return thing is None or thing.ended


def _forget_all(follows: QuerySet[Follow], *, by: User) -> int:
    """A thousand at a time, so that no transaction grows with the number of followers."""
    gone = 0
    while found := _forget(follows[:AT_A_TIME], action="following.forget", by=by):
        gone += found
    return gone


@transaction.atomic
def _forget(follows: QuerySet[Follow], *, action: str, by: User) -> int:
    ended = list(follows)
    for each in ended:
        audit.record.record(action, each, by=by, topic=each.topic)
    pks = [each.pk for each in ended]
    kind = ContentType.objects.get_for_model(Follow)
    Message.objects.filter(content_type=kind, object_id__in=pks).delete()
    Follow.objects.filter(pk__in=pks).delete()
    return len(ended)


@transaction.atomic
def tell_followers(
    *topics: str,
    letter: Letter,
    once_key: str,
    by: User,
    values: Callable[[], Mapping[str, object]] = dict,
) -> Notice | None:
    """Write `letter` to everybody who follows one of `topics`, each address once.

    The button leads to the first topic's thing, whose name is `{title}` in the letter. `values`
    is called in every language for the other words in braces. The worker sends it in batches.
    Returns None when the first topic is gone or `once_key` was used before.
    """
    if kinds.find(topics[0]) is None or Notice.objects.filter(once_key=once_key).exists():
        return None
    words = {code: _in_language(code, topics[0], letter, values) for code, _ in settings.LANGUAGES}
    notice = Notice.objects.create(
        topics=list(topics), kind=letter.kind, words=words, once_key=once_key
    )
    audit.record.record("following.tell", notice, by=by, topics=list(topics))
    queue(tasks.tell_next, priority=tasks.AFTER_THE_LETTERS, notice_id=notice.pk)
    return notice


def _in_language(
    language: str, topic: str, letter: Letter, values: Callable[[], Mapping[str, object]]
) -> dict[str, object]:
    with override(language):
        thing = kinds.find(topic)
        if thing is None:  # gone between two languages: nobody holds the room's rows
            raise NothingToFollow(topic)
        subject, paragraphs = written(letter, language, title=thing.name, **values())
        return {
            "subject": subject,
            "paragraphs": paragraphs,
            "action_label": str(letter.action_label),
            "url": settings.BASE_URL + thing.url,
            "acknowledgement": thing.thanks(),
        }
