"""Versions of a call's questions: a draft keeps its own, or takes a newer one over."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

import audit.record
from accounts.models import User
from applications.calls.blocks import Kind
from applications.calls.models import Call, QuestionSet
from programmes.money import in_plain_digits

from . import differences
from .complete import is_empty
from .models import Answer, AnswerVersion, Application
from .questions import Question, amount_question, every_question
from .states import State
from .workflow import NotPermitted, NotReady, hold

TEXTS = (Kind.SHORT_TEXT, Kind.LONG_TEXT)
SHORT = 500
"""How many characters a short text takes."""


@dataclass(frozen=True)
class Newer:
    """The newest questions beside a draft on older ones; `must_because` is why it must take them.

    `declined` says that its applicant chose to stay.
    """

    application: Application
    version: int
    must_because: str
    declined: bool

    @cached_property
    def question_set(self) -> QuestionSet:
        return _sets(self.application.call).get(version=self.version)

    def differences(self, language: str) -> differences.Differences:
        return differences.between(self.application.question_set, self.question_set, language)


def newer(application: Application) -> Newer | None:
    """What was published since the draft began; None for who has sent. One query."""
    if application.state != State.DRAFT or application.is_test:
        return None
    own = application.question_set.version
    later = list(
        _published(application.call)
        .filter(version__gt=own)
        .order_by("-version")
        .values_list("version", "must_because")
    )
    if not later:
        return None
    return Newer(
        application=application,
        version=later[0][0],
        must_because=next((because for _version, because in later if because), ""),
        declined=application.stays_below == later[0][0],
    )


def must_take_over(application: Application) -> bool:
    """Whether staff said so of newer questions. No query where it was read with the application
    (`held.HOLD`)."""
    if application.state == State.DRAFT and "must_because" in vars(application):
        return bool(vars(application)["must_because"])
    found = newer(application)
    return found is not None and bool(found.must_because)


def _published(call: Call):
    return QuestionSet.objects.filter(call=call, published_at__isnull=False)


def _sets(call: Call):
    return _published(call).prefetch_related("translations")


@transaction.atomic
def take_over(application: Application, *, version: int, by: User) -> Application:
    """Let the draft have the newest questions, `version`, which its applicant has looked at.

    Answers stay under their key. What does not fit its question any more is kept as it was typed
    and marked, so that the applicant puts it right; answers to questions that are gone are kept
    and shown to nobody, and come back if a later version asks again. Raises NotPermitted, or
    NotReady when there is a newer version still. The same again changes nothing.
    """
    current = _own_draft(application, by)
    if current.question_set.version == version:
        return current
    found = newer(current)
    if found is None or found.version != version:
        raise NotReady(_("The questions changed again. Look at what is new first."))
    old, new = current.question_set, found.question_set
    given = {each.key: each for each in current.answers.select_for_update()}
    _mark(given, old, new)
    current.question_set = new
    current.requested_minor = _amount(given.get(amount_question(new)))
    current.save(update_fields=["question_set", "requested_minor"])
    audit.record.record(
        "application.take_over", current, by=by, **{"from": old.version, "to": new.version}
    )
    return current


@transaction.atomic
def stay(application: Application, *, version: int, by: User) -> Application:
    """Keep the questions the draft began with; it is not asked again until a later version."""
    current = _own_draft(application, by)
    found = newer(current)
    if found is None or found.declined:
        return current
    if found.must_because:
        raise NotReady(_("Everybody answers the new questions."))
    current.stays_below = version
    current.save(update_fields=["stays_below"])
    audit.record.record("application.stay", current, by=by, version=version)
    return current


def _own_draft(application: Application, by: User) -> Application:
    current = hold(application, State.DRAFT)
    if not by.has_perm("journey.submit", current):
        raise NotPermitted(_("Only the applicant can change these answers."))
    return current


def _mark(given: dict[str, Answer], old: QuestionSet, new: QuestionSet) -> None:
    before = {each.key: each for each in every_question(old)}
    for question in every_question(new):
        answer = given.get(question.key)
        if answer is None:
            continue
        earlier = before.get(question.key)
        if earlier and earlier.kind == Kind.MONEY and question.kind != Kind.MONEY:
            _write_out(answer, new.call.currency)
        valid = fits(question, earlier, answer)
        if valid != answer.valid:
            answer.valid = valid
            answer.save(update_fields=["valid"])


def _write_out(answer: Answer, currency: str) -> None:
    """An amount becomes the text that was typed: another kind of question knows no minor units."""
    if not isinstance(answer.value, int) or not answer.valid:
        return
    answer.value, answer.version = in_plain_digits(answer.value, currency), answer.version + 1
    answer.save(update_fields=["value", "version"])
    AnswerVersion.objects.create(
        application=answer.application,
        key=answer.key,
        value=answer.value,
        version=answer.version,
        language=answer.language,
        typed_by=answer.typed_by,
        typed_at=answer.typed_at,
    )


def fits(question: Question, before: Question | None, answer: Answer) -> bool:
    """Whether an answer given to `before` is one to `question` too."""
    value = answer.value
    if is_empty(value):
        return True
    if before and before.kind != question.kind and not {before.kind, question.kind} <= set(TEXTS):
        return False
    if question.kind in TEXTS:
        return isinstance(value, str) and _is_short_enough(question, value)
    offered = {key for key, _label in question.options}
    if question.kind == Kind.CHOICE:
        return value in offered
    if question.kind == Kind.CHOICES:
        return isinstance(value, list) and set(value) <= offered
    return answer.valid


def _is_short_enough(question: Question, text: str) -> bool:
    if question.kind == Kind.SHORT_TEXT and len(text) > SHORT:
        return False
    return not question.word_limit or len(text.split()) <= question.word_limit


def _amount(answer: Answer | None) -> int | None:
    value = answer.value if answer and answer.valid else None
    return value if isinstance(value, int) else None


@dataclass(frozen=True)
class Use:
    """One version of a call's questions, and how many applications have it."""

    question_set: QuestionSet
    drafts: int
    sent: int


def in_use(call: Call) -> list[Use]:
    """Every version of the call's questions, the newest first; two queries."""
    numbers = (
        Application.objects.filter(call=call)
        .order_by()
        .values("question_set")
        .annotate(drafts=Count("pk", filter=Q(state=State.DRAFT)), every=Count("pk"))
        .values_list("question_set", "drafts", "every")
    )
    drafts: Counter[int] = Counter()
    sent: Counter[int] = Counter()
    for pk, of_drafts, every in numbers:
        drafts[pk], sent[pk] = of_drafts, every - of_drafts
    return [Use(each, drafts[each.pk], sent[each.pk]) for each in call.question_sets.all()]
