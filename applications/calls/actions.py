"""Everything that makes and changes a call: verbs, with `by` the actor.

Each writes one audit record about the call. Refused raises when the call's promise to applicants
would be broken.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import audit.record
from accounts.models import User

from . import emails, follow_ups, problems
from .models import Call, EligibilityQuestion, QuestionSet, QuestionSetTranslation

MANY = ("strands", "cities", "themes")


class Refused(Exception):
    """What cannot be done; `str()` is a plain sentence, or several."""


@transaction.atomic
def make_call(*, by: User, **given: object) -> Call:
    """Make an unpublished call from its fields, amounts in minor units."""
    many = {name: given.pop(name, []) for name in MANY}
    call = Call(**given)
    _refuse_without_permission(call, by)
    call.save()
    for name, chosen in many.items():
        getattr(call, name).set(chosen)
    audit.record.record("call.make", call, by=by, code=call.code)
    return call


@transaction.atomic
def change_call(call: Call, *, by: User, **given: object) -> Call:
    """Change a call's fields. A published call keeps its promises.

    Once published: the deadline may only move later, the most that one project can get may not
    shrink nor the least grow, and cities, strands and languages may only be added. New dates reach
    its followers.
    """
    current = _held(call, by)
    before = (current.opens_at, current.closes_at)
    if current.published_at:
        _refuse_broken_promises(current, given)
    many = {name: given.pop(name) for name in MANY if name in given}
    for name, value in given.items():
        setattr(current, name, value)
    _refuse_without_permission(current, by)
    current.save()
    for name, chosen in many.items():
        getattr(current, name).set(chosen)
    audit.record.record("call.change", current, by=by, fields=sorted([*given, *many]))
    if current.published_at and (current.opens_at, current.closes_at) != before:
        emails.tell_dates_moved(current, by=by)
    return current


def _refuse_broken_promises(call: Call, given: dict) -> None:
    if given.get("closes_at", call.closes_at) < call.closes_at:
        raise Refused(_("People count on this deadline. It can only move later."))
    if given.get("maximum_minor", call.maximum_minor) < call.maximum_minor:
        raise Refused(_("People count on this amount. It can only grow."))
    if (given.get("minimum_minor", call.minimum_minor) or 0) > (call.minimum_minor or 0):
        raise Refused(_("People count on this amount. The least can only shrink."))
    if set(call.languages) - set(given.get("languages", call.languages)):
        raise Refused(_("People write in these languages. You can only add one."))
    for name in ("cities", "strands"):
        if set(getattr(call, name).all()) - set(given.get(name, getattr(call, name).all())):
            raise Refused(_("People chose these cities and strands. You can only add some."))
    if given.get("programme", call.programme) != call.programme:
        raise Refused(_("A published call stays in its programme."))
    if given.get("code", call.code) != call.code:
        raise Refused(_("A published call keeps its address."))


@transaction.atomic
def publish_call(call: Call, *, by: User) -> Call:
    """Show the call to the public; it opens by its own clock. A second time changes nothing."""
    current = _held(call, by)
    if current.published_at:
        return current
    _refuse_problems(problems.of_call(current))
    current.published_at = timezone.now()
    current.save(update_fields=["published_at"])
    audit.record.record("call.publish", current, by=by)
    return current


@transaction.atomic
def cancel_call(call: Call, *, by: User) -> Call:
    """Call it off: nobody can start or send any more. What was sent stays. Cannot be undone."""
    current = _held(call, by)
    if current.cancelled_at:
        return current
    current.cancelled_at = timezone.now()
    current.save(update_fields=["cancelled_at"])
    audit.record.record("call.cancel", current, by=by)
    emails.tell_cancelled(current, by=by)
    return current


@transaction.atomic
def begin_questions(call: Call, *, by: User) -> QuestionSet:
    """The call's unpublished question set; a new one starts as a copy of the newest."""
    current = _held(call, by)
    newest = current.question_sets.order_by("-version").first()
    if newest and not newest.published_at:
        return newest
    begun = QuestionSet.objects.create(
        call=current,
        version=newest.version + 1 if newest else 1,
        body=newest.body if newest else [],
        checks=newest.checks if newest else [],
    )
    for translation in newest.translations.all() if newest else ():
        begun.translations.create(language=translation.language, texts=translation.texts)
    audit.record.record("call.begin_questions", current, by=by, version=begun.version)
    return begun


@transaction.atomic
def write_questions(question_set: QuestionSet, *, body, checks=(), by: User) -> QuestionSet:
    """Replace the sections of an unpublished question set, and what must fit in its answers."""
    call = _held(question_set.call, by)
    _refuse_published(question_set)
    question_set.body, question_set.checks = body, checks or []
    question_set.save(update_fields=["body", "checks"])
    audit.record.record("call.write_questions", call, by=by, version=question_set.version)
    return question_set


@transaction.atomic
def publish_questions(
    question_set: QuestionSet, *, by: User, must_because: str = ""
) -> QuestionSet:
    """From now on new applications begin with these questions, which never change again.

    Drafts on older ones may stay with them, unless `must_because` says why they can't. Where people
    read the call already, its other languages must be there first.
    """
    call = _held(question_set.call, by)
    question_set.refresh_from_db()
    if question_set.published_at:
        return question_set
    found = problems.of_questions(question_set)
    if call.published_at:
        found += problems.of_translations(question_set)
    _refuse_problems(found)
    question_set.published_at, question_set.must_because = timezone.now(), must_because
    question_set.save(update_fields=["published_at", "must_because"])
    audit.record.record(
        "call.publish_questions",
        call,
        by=by,
        version=question_set.version,
        must=bool(must_because),
    )
    follow_ups.follow_up(question_set, by)
    return question_set


@transaction.atomic
def translate_questions(
    question_set: QuestionSet, *, language: str, texts: dict[str, str], by: User
) -> QuestionSetTranslation:
    """Keep the words of a question set in another language, and who gave them."""
    call = _held(question_set.call, by)
    translation, _made = QuestionSetTranslation.objects.update_or_create(
        question_set=question_set,
        language=language,
        defaults={"texts": texts, "reviewed_by": by.get_full_name()},
    )
    audit.record.record(
        "call.translate", call, by=by, version=question_set.version, language=language
    )
    return translation


@transaction.atomic
def ask_eligibility(call: Call, *, questions: list[EligibilityQuestion], by: User) -> None:
    """Replace the eligibility questions of a call that is not published."""
    current = _held(call, by)
    if current.published_at:
        raise Refused(_("People have answered these questions. They cannot change any more."))
    current.eligibility_questions.all().delete()
    for position, question in enumerate(questions, 1):
        question.pk, question.call, question.position = None, current, position
        question.save()
    audit.record.record("call.ask_eligibility", current, by=by, keys=[q.key for q in questions])


def _held(call: Call, by: User) -> Call:
    current = Call.objects.select_for_update().get(pk=call.pk)
    _refuse_without_permission(current, by)
    return current


def _refuse_without_permission(call: Call, by: User) -> None:
    if not by.has_perm("calls.manage", call):
        raise Refused(_("You cannot change calls of this programme."))


def _refuse_published(question_set: QuestionSet) -> None:
    if QuestionSet.objects.filter(pk=question_set.pk, published_at__isnull=False).exists():
        raise Refused(_("Published questions never change. Begin a new version."))


def _refuse_problems(found: Sequence[str]) -> None:
    if found:
        raise Refused(" ".join(found))
