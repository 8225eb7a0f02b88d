"""A new call from an old one, and questions from another call, so that nobody types them twice."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

import audit.record
from accounts.models import User

from . import actions
from .models import Call, QuestionSet
from .texts import own_language

FACTS = (
    "programme",
    "title_words",
    "time_zone",
    "grace_minutes",
    "maximum_minor",
    "minimum_minor",
    "pot_minor",
    "languages",
    "stages",
    "contact_email",
)
"""What a copy has of its call. Dates, code and title are its own; so is the day of the answers."""

Copier = Callable[[Call, Call, User], None]
_copiers: list[Copier] = []


def copied_with_a_call(copier: Copier) -> Copier:
    """Register what a room further up copies too: `(call, copy, by)`. It may copy nothing."""
    _copiers.append(copier)
    return copier


@transaction.atomic
def copy_call(
    call: Call, *, code: str, title: str, opens_at: datetime, closes_at: datetime, by: User
) -> Call:
    """Make an unpublished call like `call`: facts, places, questions with their translations, the
    check before the form, and what other rooms copy. Its questions are a draft of version 1.

    A title of its own drops the old one's words in other languages. Raises actions.Refused.
    """
    facts = {name: getattr(call, name) for name in FACTS}
    if title != call.title:
        facts["title_words"] = {}
    many = {name: list(getattr(call, name).all()) for name in actions.MANY}
    dates = {"opens_at": opens_at, "closes_at": closes_at}
    copy = actions.make_call(by=by, code=code, title=title, **dates, **facts, **many)
    newest = call.question_sets.order_by("-version").first()
    if newest:
        copy_questions(newest, to=copy, by=by)
    actions.ask_eligibility(copy, questions=list(call.eligibility_questions.all()), by=by)
    for copier in _copiers:
        copier(call, copy, by)
    audit.record.record("call.copy", copy, by=by, of=call.code)
    return copy


@transaction.atomic
def copy_questions(source: QuestionSet, *, to: Call, by: User) -> QuestionSet:
    """Put the questions of `source`, with their translations, into `to`'s version in writing.

    What stood there goes; published versions stay. Raises actions.Refused unless `by` manages both
    calls, and when they are not written in the same language.
    """
    if not by.has_perm("calls.manage", source.call):
        raise actions.Refused(_("You cannot copy from calls of this programme."))
    if own_language(source.call) != own_language(to):
        raise actions.Refused(_("The two calls are not written in the same first language."))
    begun = actions.begin_questions(to, by=by)
    actions.write_questions(begun, body=source.body, checks=source.checks, by=by)
    begun.translations.all().delete()
    for each in source.translations.filter(language__in=to.languages):
        actions.translate_questions(begun, language=each.language, texts=each.texts, by=by)
    return begun
