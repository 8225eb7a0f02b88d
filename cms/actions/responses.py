"""Somebody answers a need of ours; we answer them; after a year we forget them.

People who answer have no account, so the platform acts for them (`by`). Audit records hold no
name, address or word of theirs.
"""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

import audit.record
from accounts.models import User
from cms import need_emails
from cms.models import NeedResponse, Statement
from notifications.models import Message

KEEP_RESPONSES = timedelta(days=365)
"""How long an answer to a need is kept, from the day it came."""
AT_A_TIME = 500


class NeedIsOver(Exception):
    """The need is met, or its programme has ended: it takes no more answers."""


class AlreadySettled(Exception):
    """Somebody answered or closed it before."""


@transaction.atomic
def respond_to_need(
    need: Statement, *, name: str, email: str, language: str, message: str, by: User
) -> NeedResponse:
    """Store the answer, tell the inbox of the need, and thank the person. Raises NeedIsOver."""
    need = Statement.objects.select_related("programme").get(pk=need.pk)
    if not need.takes_answers:
        raise NeedIsOver
    response = NeedResponse.objects.create(
        need=need, name=name, email=email.strip().lower(), language=language, message=message
    )
    audit.record.record("cms.respond", response, by=by, need=need.pk)
    need_emails.tell_inbox(response)
    need_emails.thank(response)
    return response


@transaction.atomic
def answer_response(response: NeedResponse, *, answer: str, by: User) -> NeedResponse:
    """Send `answer` to the person by e-mail. Raises PermissionDenied, AlreadySettled."""
    settled = _settle(response, NeedResponse.Status.ANSWERED, by=by, answer=answer)
    need_emails.answer(settled)
    return settled


@transaction.atomic
def close_response(response: NeedResponse, *, by: User) -> NeedResponse:
    """Nothing to answer (any more), no e-mail. Raises PermissionDenied, AlreadySettled."""
    return _settle(response, NeedResponse.Status.CLOSED, by=by)


def _settle(
    response: NeedResponse, status: NeedResponse.Status, *, by: User, answer: str = ""
) -> NeedResponse:
    if not by.has_perm("cms.answer_response", response):
        raise PermissionDenied
    rows = NeedResponse.objects.select_for_update(of=("self",)).select_related("need__programme")
    response = rows.get(pk=response.pk)
    if response.status == status or response.status == NeedResponse.Status.CLOSED:
        raise AlreadySettled
    response.status, response.settled_at, response.settled_by = status, timezone.now(), by
    response.answer = answer or response.answer
    response.save(update_fields=["status", "settled_at", "settled_by", "answer"])
    audit.record.record(f"cms.{status}_response", response, by=by, need=response.need_id)
    return response


def forget_responses(*, by: User) -> int:
    """Delete answers that are older than we promised to keep them; how many went."""
    old = NeedResponse.objects.filter(received_at__lt=timezone.now() - KEEP_RESPONSES)
    gone = 0
    while found := _forget(list(old.order_by("pk")[:AT_A_TIME]), by=by):
        gone += found
    return gone


@transaction.atomic
def _forget(responses: list[NeedResponse], *, by: User) -> int:
    for each in responses:
        audit.record.record("cms.forget_response", each, by=by, need=each.need_id)
    pks = [each.pk for each in responses]
    kind = ContentType.objects.get_for_model(NeedResponse)
    Message.objects.filter(content_type=kind, object_id__in=pks).delete()
    NeedResponse.objects.filter(pk__in=pks).delete()
    return len(pks)
