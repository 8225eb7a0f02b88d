"""Queue a message in the same transaction as the change it tells of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.urls import translate_url
from django.utils import translation
from django.utils.translation import gettext
from procrastinate.types import JSONDict

from .letters import Letter, Recipient
from .models import Message, Wording
from .queue import queue, queue_many
from .tasks import deliver

OwnWords = Mapping[tuple[str, str], tuple[str, str]]
"""Staff's own subject and body, by the letter's kind and the language."""
LONGEST_SUBJECT = 200
FIRST = 100
"""Priority in the queue of a letter that somebody waits for in front of a screen."""
BULK = -10
"""Of letters to many people: after everything that one person waits for."""


@transaction.atomic(savepoint=False)
def send(
    letter: Letter,
    *,
    to: Recipient,
    about: Model | None = None,
    path: str = "",
    stop_path: str = "",
    acknowledgement: str = "",
    calendar: str = "",
    once_key: str | None = None,
    **values: object,
) -> Message | None:
    """Store `letter` to `to` in their language and queue its delivery; return the message.

    `path` is the site-relative address of the button, `stop_path` of the link (and of the mail
    program's own button) that ends such letters; in any language, both lead to theirs.
    `calendar` (RFC 5545) is attached. With
    `once_key`, a second message with the same key is not made. Returns None when there is nobody
    to write to or the key was used.
    """
    message = prepared(
        letter,
        to=to,
        about=about,
        path=path,
        stop_path=stop_path,
        acknowledgement=acknowledgement,
        calendar=calendar,
        own=None,
        **values,
    )
    if message is None or not _stored(message, once_key):
        return None
    queue(deliver, priority=_priority(letter), message_id=message.pk)
    return message


def _stored(message: Message, once_key: str | None) -> bool:
    """Store it, unless a message has the key: the database decides, also between two at once."""
    if once_key is None:
        message.save(force_insert=True)
        return True
    message.once_key = once_key
    Message.objects.bulk_create([message], ignore_conflicts=True)
    there = Message.objects.filter(public_id=message.public_id)
    message.pk = there.values_list("pk", flat=True).first()
    return message.pk is not None


@transaction.atomic(savepoint=False)
def send_all(messages: Iterable[Message]) -> list[Message]:
    """Store many `prepared` messages and queue their delivery, in a few statements."""
    written = Message.objects.bulk_create(messages)
    waiting: dict[int, list[JSONDict]] = defaultdict(list)
    for each in written:
        waiting[_priority(Letter.registry[each.kind])].append({"message_id": each.pk})
    for priority, ids in waiting.items():
        queue_many(deliver, ids, priority=priority)
    return written


def prepared(
    letter: Letter,
    *,
    to: Recipient,
    about: Model | None = None,
    path: str = "",
    stop_path: str = "",
    acknowledgement: str = "",
    calendar: str = "",
    own: OwnWords | None = None,
    **values: object,
) -> Message | None:
    """The message that `send` would store, for rooms that store many at once.

    `own` are staff's words where they were read already (`own_words`). None when there is nobody to
    write to.
    """
    if not to.email:
        return None
    button, stop = (_address(each, to.language) for each in (path, stop_path))
    with translation.override(to.language):
        words = _words(letter, to.language) if own is None else _of(own, letter, to.language)
        subject, paragraphs = _filled(words, name=to.name, **values)
        if to.plain and not letter.passing:
            subject = gettext("A message for you")
        return Message(
            kind=letter.kind,
            language=to.language,
            to_name=to.name,
            to_email=to.email,
            user_id=to.user_id,
            subject=subject,
            paragraphs=paragraphs,
            action_label=str(letter.action_label) if path else "",
            action_url=button,
            stop_url=stop,
            acknowledgement=acknowledgement,
            calendar=calendar,
            content_type=ContentType.objects.get_for_model(about) if about else None,
            object_id=about.pk if about else None,
        )


def _priority(letter: Letter) -> int:
    return FIRST if letter.passing else BULK if letter.bulk else 0


def _address(path: str, language: str) -> str:
    """The whole address of `path`, written in any language, in that one; empty for none."""
    if not path:
        return ""
    with translation.override(translation.get_language_from_path(path) or settings.LANGUAGE_CODE):
        return f"{settings.BASE_URL}{translate_url(path, language)}"


def written(letter: Letter, language: str, **values: object) -> tuple[str, list[str]]:
    """Subject and paragraphs, staff's own words or ours; call it with `language` in use."""
    return _filled(_words(letter, language), **values)


def _filled(words: tuple[str, str], **values: object) -> tuple[str, list[str]]:
    subject, body = words
    filled = {key: str(value) for key, value in values.items()}
    paragraphs = [part.strip() for part in body.format(**filled).split("\n\n")]
    return subject.format(**filled)[:LONGEST_SUBJECT], paragraphs


def _words(letter: Letter, language: str) -> tuple[str, str]:
    return _of(own_words(kind=letter.kind, language=language), letter, language)


def own_words(**narrowed: str) -> OwnWords:
    """Staff's own words of every letter, or of those `narrowed` to; one query."""
    found = Wording.objects.filter(**narrowed)
    return {(each.kind, each.language): (each.subject, each.body) for each in found}


def _of(own: OwnWords, letter: Letter, language: str) -> tuple[str, str]:
    """Staff's words, or ours; call it with `language` in use."""
    return own.get((letter.kind, language)) or (str(letter.subject), str(letter.body))
