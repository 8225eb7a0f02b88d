"""The receipt: written when an application is sent, with a copy of every answer as a PDF."""

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import cast
from unicodedata import bidirectional
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from accounts.models import User
from database import planned
from files.printing import CannotPrint, as_pdf
from notifications.actions import BULK
from notifications.letters import Attachment
from notifications.queue import is_queued, queue
from programmes.languages import zone_name

from . import emails, road
from .answered import Answered, answered
from .follow_ups import FollowUp, after
from .models import Answer, AnswerVersion, Application, Receipt
from .questions import Section
from .search_words import index_words
from .tasklist import typed_by
from .tasks import ACKNOWLEDGE, acknowledge_receipts, print_receipt

AT_ONCE = 50
"""Letters that are written before others that wait get their turn."""
MOST_TO_PRINT = 50
"""Copies not made yet, at a tenth of a second each. With fewer, a letter brings its own."""
LARGEST_IN_A_LETTER = 2_000_000
"""In bytes. What is larger waits on the application's page."""
RECEIPT = """
INSERT INTO journey_receipt (
    public_id, application_id, number, language, answers, next_words, sent_by_id, sent_at,
    file, sha256, letter_waits
)
SELECT %s, %s, count(*) + 1, %s, %s::jsonb, %s, %s, %s, '', '', true
FROM journey_receipt WHERE application_id = %s
"""
"""Written out for the last minute before a deadline, as what sending reads is (held.py)."""


@after("submit")
def receipt_for(application: Application) -> FollowUp:
    return write_receipt


def write_receipt(application: Application, by: User) -> None:
    """Write down what was sent, once for each sending.

    The row is the queue of the letter that says so: it commits or vanishes with what was sent. The
    worker looks every minute, and at once when it is told to (ADR 17).
    """
    language = application.applicant.language
    with translation.override(language):
        then = road.in_one_line(road.next_step(application))
    answers = {each.key: each.version for each in application.answers.all()}
    of = application.pk
    with planned() as cursor:
        cursor.execute(
            RECEIPT,
            [uuid4(), of, language, json.dumps(answers), then, by.pk, timezone.now(), of],
        )
    if not getattr(application, "letters_wait", False):
        transaction.on_commit(wake_worker, robust=True)


def wake_worker() -> None:
    """Queue the writing of letters, unless it waits already: one that waits sees this receipt too.

    After the commit, so that thousands who send at once neither wait for one another's place in
    the queue nor fill it. Who heard while reading (held.py) that it waits need not even ask: what
    begins meanwhile looks again when it has written its letters, and the worker every minute.
    """
    if not is_queued(ACKNOWLEDGE):
        queue(acknowledge_receipts, once=ACKNOWLEDGE)


class LettersFailed(Exception):
    """Some letters could not be written; the others were."""


def acknowledge_waiting() -> None:
    """Write the letters of those who sent first; who came meanwhile is queued behind what waits.

    One that fails keeps none of the others back; it is tried again within a minute. Raises
    LettersFailed then.
    """
    waiting = Receipt.objects.filter(letter_waits=True).order_by("pk")
    ids, failed = list(waiting.values_list("pk", flat=True)[:AT_ONCE]), {}
    for pk in ids:
        try:
            acknowledge(pk)
        except Exception as reason:
            failed[pk] = reason
    if len(failed) < len(ids) and waiting.exclude(pk__in=failed).exists():
        queue(acknowledge_receipts, once=ACKNOWLEDGE)
    if failed:
        raise LettersFailed(f"receipts without a letter: {sorted(failed)}") from failed.popitem()[1]


@transaction.atomic
def acknowledge(receipt_id: int) -> None:
    """Let officers find its words and write the letter that says what was sent; a second call
    writes no other. Where nobody can be written to, the copy is made all the same."""
    receipt = Receipt.objects.select_for_update(of=("self",)).get(pk=receipt_id)
    if not receipt.letter_waits:
        return
    receipt.letter_waits = False
    receipt.save(update_fields=["letter_waits"])
    application = receipt.application
    index_words([application.pk])
    with translation.override(receipt.language):
        zone = zone_name(application.call.time_zone)
    emails.write(
        emails.SUBMITTED,
        application,
        receipt,
        once_key=f"journey.submit:{receipt.pk}",
        when=emails.moment(receipt.sent_at, application),
        zone=zone,
        next=receipt.next_words,
    )
    queue(print_receipt, priority=BULK, receipt_id=receipt.pk)


def attached(receipt: Model) -> list[Attachment]:
    """The PDF for the letter, made now if the worker has not yet; nothing when it is too large,
    or when so many people sent at once that the letters would wait for the printing."""
    if _is_rush():
        return []
    try:
        made = make(cast(Receipt, receipt).pk)
    except CannotPrint:
        return []
    if (made.size or 0) > LARGEST_IN_A_LETTER:
        return []
    with made.file.open("rb") as stream:
        return [Attachment(made.file_name, stream.read(), "application/pdf")]


def _is_rush() -> bool:
    """Older copies that could not be made keep nobody's PDF out of their letter."""
    since = timezone.now() - timedelta(hours=1)
    to_print = Receipt.objects.filter(made_at=None, sent_at__gte=since)
    return to_print[:MOST_TO_PRINT].count() == MOST_TO_PRINT


emails.SUBMITTED.attach_with(attached)


@transaction.atomic
def make(receipt_id: int) -> Receipt:
    """Write the PDF, once: a second call returns what is there. Raises CannotPrint."""
    receipt = Receipt.objects.select_for_update(of=("self",)).get(pk=receipt_id)
    if receipt.made_at:
        return receipt
    content = as_pdf(as_html(receipt))
    if name := receipt.file.field.generate_filename(receipt, ""):
        receipt.file.storage.delete(name)  # a worker that died may have left half of it
    receipt.file.save("", ContentFile(content), save=False)
    receipt.size, receipt.sha256 = len(content), hashlib.sha256(content).hexdigest()
    receipt.made_at = timezone.now()
    receipt.save(update_fields=["file", "size", "sha256", "made_at"])
    return receipt


# What the copy says.


@dataclass(frozen=True)
class Line:
    """A question with its answer, the direction in which that is written, and who else typed it."""

    label: str
    text: str
    language: str
    direction: str
    note: str = ""


def as_html(receipt: Receipt) -> str:
    """The copy in the applicant's language; the answers as they were typed."""
    application = receipt.application
    with translation.override(receipt.language):
        context = {
            "application": application,
            "receipt": receipt,
            "zone": zone_name(application.call.time_zone),
            "sent": emails.moment(receipt.sent_at, application),
            "title_direction": direction(application.title),
            "eligibility": _eligibility(application),
            "parts": [
                (section.title, [_line(each, application) for each in pairs])
                for section, pairs in sent_answers(receipt)
            ],
            "lang": receipt.language,
            "dir": "rtl" if get_language_info(receipt.language)["bidi"] else "ltr",
        }
        return render_to_string("journey/receipt.html", context)


def sent_answers(receipt: Receipt) -> list[tuple[Section, list[Answered]]]:
    """Every section as it was sent, whatever was changed since. In the language of the receipt."""
    application = receipt.application
    given = {
        each.key: each
        for each in application.answers.select_related("typed_by__person")
        if receipt.answers.get(each.key) == each.version
    }
    older = receipt.answers.keys() - given.keys()
    versions = AnswerVersion.objects.filter(application=application, key__in=older)
    for each in versions.select_related("typed_by__person"):
        if each.version == receipt.answers[each.key]:
            given[each.key] = Answer(
                application=application,
                key=each.key,
                value=each.value,
                language=each.language,
                typed_by=each.typed_by,
            )
    return answered(application, receipt.language, given=given)


def _line(each: Answered, application: Application) -> Line:
    note = typed_by(application, each.answer)
    return Line(each.question.label, each.text, each.language, direction(each.text), note)


def _eligibility(application: Application) -> list[Line]:
    given = application.eligibility
    said = {True: _("Yes"), False: _("No")}
    return [
        Line(str(each), said[given[each.key]], "", "")
        for each in application.call.eligibility_questions.all()
        if each.key in given
    ]


def direction(text: str) -> str:
    """How a text runs, by its first letter that has a direction; the page's own for none."""
    for letter in text:
        if (kind := bidirectional(letter)) in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return ""
