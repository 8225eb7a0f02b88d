"""Words from a page that was opened before its questions changed: kept, and shown to the writer.

An open tab still has the questions of an earlier version, or a part that is gone.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import get_language

from accounts.models import User
from applications.calls.models import QuestionSet

from .access import Access
from .actions import Saved, Typed, save_answers
from .models import Answer, Application
from .questions import Question, every_question
from .states import State
from .versions import TEXTS, fits


@dataclass(frozen=True)
class Words:
    """What somebody typed for a question that their page should not ask any more."""

    question: Question
    text: str
    seen: int


def find(
    application: Application, access: Access, data: QueryDict, shown: Iterable[Question]
) -> list[Words]:
    """The texts that came for other questions than those `shown`. No query where there are none."""
    posted = {name.removeprefix("version-") for name in data if name.startswith("version-")}
    others = posted - {each.key for each in shown}
    if not others or application.state != State.DRAFT or not access.may_type:
        return []
    words = []
    for question in _ever_asked(application, access, others):
        text = data.get(question.key, "").replace("\r\n", "\n").strip()
        seen = data.get(f"version-{question.key}", "")
        if text and question.kind in TEXTS:
            words.append(Words(question, text, int(seen) if seen.isdecimal() else 0))
    return words


def _ever_asked(application: Application, access: Access, keys: set[str]) -> list[Question]:
    """The questions of these keys, as the newest version that has them asks them."""
    earlier = QuestionSet.objects.filter(
        call=application.call_id,
        published_at__isnull=False,
        version__lte=application.question_set.version,
    )
    found: dict[str, Question] = {}
    for each in earlier.prefetch_related("translations").order_by("-version"):
        for question in every_question(each, get_language() or ""):
            if question.key in keys:
                found.setdefault(question.key, question)
    if access.sections:
        theirs = access.questions(application)
        return [each for each in found.values() if each.key in theirs]
    return list(found.values())


def keep(application: Application, words: Iterable[Words], *, by: User) -> Saved:
    """Save them as answers. To a question that is gone, the answer waits for it to come back."""
    typed = [
        Typed(e.question.key, e.text, fits(e.question, None, Answer(value=e.text)), e.seen)
        for e in words
    ]
    return save_answers(application, typed=typed, by=by)
