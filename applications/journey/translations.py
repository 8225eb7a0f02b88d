"""Answers in one's own language: which language each is in, and its translation beside it.

The original is the record. A person writes the translation and is named; the applicant reads it
and says whether it is right. When the answer changes, the translation is old until there is
another one. Judges see what stood there when their papers were fixed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import audit.record
from accounts.models import User
from config.languages import KNOWN
from programmes.languages import SPOKEN, language_name

from . import emails
from .access import access_of
from .models import (
    Answer,
    AnswerTranslation,
    Application,
    ApplicationQuerySet,
    Untranslated,
)
from .papers import freezes
from .questions import IN_WORDS, every_question
from .states import ENDED, State
from .workflow import NotPermitted, NotReady, hold, need

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OTHER = "und"
"""A language that is not among those we know, as BCP 47 calls it."""

Verdict = AnswerTranslation.Verdict


def team_language() -> str:
    """The language in which officers and judges work together."""
    return settings.LANGUAGE_CODE


def language_choices() -> list[tuple[str, "StrOrPromise"]]:
    """Every language that an answer can be in, each in its own words."""
    codes = dict.fromkeys([*SPOKEN, *(each.code for each in KNOWN)])
    return [*((code, language_name(code, code)) for code in codes), (OTHER, _("Another language"))]


def name_of(language: str) -> "StrOrPromise":
    """The language in the reader's words."""
    return _("Another language") if language == OTHER else language_name(language)


def worded_keys(application: Application) -> set[str]:
    """The keys of the questions whose answers have a language. No query."""
    return {e.key for e in every_question(application.question_set) if e.kind in IN_WORDS}


def written_in(answer: Answer, application: Application) -> str:
    """The language of an answer in words; the application's own where none was chosen."""
    return answer.language or application.language


# In step with the answers.


def follow_language(application: Application, answer: Answer) -> None:
    """Note whether the answer, saved just now, waits for a translation.

    No query for an application whose answers are all in the team's language.
    """
    language = written_in(answer, application)
    if language != team_language() and answer.value:
        Untranslated.objects.update_or_create(
            application=application,
            key=answer.key,
            defaults={"language": language, "since": answer.typed_at},
        )
    elif answer.language or language != team_language():
        Untranslated.objects.filter(application=application, key=answer.key).delete()


@transaction.atomic
def write_in(application: Application, *, language: str, by: User) -> None:
    """Say which language a draft is written in, but for answers with one of their own."""
    current = hold(application, application.state)
    need("journey.answer", by, current)
    if current.state != State.DRAFT or language not in dict(language_choices()):
        raise NotReady(_("The language cannot change after you sent it."))
    if current.language == language:
        return
    current.untranslated.filter(key__in=current.answers.filter(language="").values("key")).delete()
    current.language = language
    current.save(update_fields=["language"])
    for answer in current.answers.filter(key__in=worded_keys(current), language=""):
        follow_language(current, answer)
    audit.record.record("application.write_in", current, by=by, language=language)


@transaction.atomic
def translate_answer(
    application: Application,
    *,
    key: str,
    text: str,
    seen: int,
    translator: str,
    how: str = AnswerTranslation.How.PERSON,
    by: User,
) -> AnswerTranslation:
    """Set a translation into the team's language beside the answer that had the version `seen`.

    An officer writes it, or a helper for the parts that the applicant lets them see. `translator`
    is named to everybody who reads it. The same words again change nothing. Raises NotPermitted;
    NotReady when the answer is another one now, or words or a name are missing.
    """
    current = hold(application, application.state)
    need("journey.translate", by, current)
    access = access_of(by, current)
    if access and key not in access.questions(current):
        raise NotPermitted(_("You were not asked to help with these answers."))
    answer = current.answers.filter(key=key).first()
    if answer is None or answer.version != seen:
        raise NotReady(_("This answer changed while you were writing. Read it again."))
    if not text.strip() or not translator.strip():
        raise NotReady(_("Write the translation, and who made it."))
    before = current.translations.filter(key=key, is_latest=True).first()
    if before and (before.text, before.answer_version) == (text.strip(), seen):
        return before
    if before:
        before.is_latest = False
        before.save(update_fields=["is_latest"])
    made = AnswerTranslation.objects.create(
        application=current,
        key=key,
        number=before.number + 1 if before else 1,
        answer_version=seen,
        from_language=written_in(answer, current),
        language=team_language(),
        text=text.strip(),
        translator=translator.strip(),
        how=how,
        written_by=by,
    )
    current.untranslated.filter(key=key).delete()
    audit.record.record("application.translate", current, by=by, key=key, number=made.number)
    day = timezone.localdate().isoformat()
    emails.write(emails.TRANSLATED, current, once_key=f"journey.translated:{current.pk}:{day}")
    return made


@transaction.atomic
def judge_translation(
    translation: AnswerTranslation, *, right: bool, remark: str = "", by: User
) -> AnswerTranslation:
    """The applicant says that a translation is right, or what is wrong: then it waits again.

    Raises NotPermitted; NotReady when another translation took its place, the answer changed, or
    nothing says what is wrong.
    """
    application = Application.objects.get(pk=translation.application_id)
    current = hold(application, application.state)
    need("journey.answer", by, current)
    held = AnswerTranslation.objects.select_for_update().get(pk=translation.pk)
    if not held.is_latest or not is_fresh(held):
        raise NotReady(_("There are other words now. Please read them again."))
    if not right and not remark.strip():
        raise NotReady(_("Write what is wrong, so that we can put it right."))
    held.verdict = Verdict.RIGHT if right else Verdict.WRONG
    held.remark = "" if right else remark.strip()
    held.verdict_by, held.verdict_at = by, timezone.now()
    held.save(update_fields=["verdict", "remark", "verdict_by", "verdict_at"])
    if right:
        current.untranslated.filter(key=held.key).delete()
    else:
        Untranslated.objects.get_or_create(
            application=current, key=held.key, defaults={"language": held.from_language}
        )
    audit.record.record("application.judge_translation", current, by=by, key=held.key, right=right)
    return held


# Reading them.


def is_fresh(translation: AnswerTranslation) -> bool:
    """Whether it is of the answer's present words."""
    return Answer.objects.filter(
        application=translation.application_id,
        key=translation.key,
        version=translation.answer_version,
    ).exists()


@dataclass(frozen=True)
class Beside:
    """A translation as it stands beside its answer."""

    translation: AnswerTranslation
    is_old: bool

    @property
    def standing(self) -> "StrOrPromise":
        """What a reader must know about it, in a few words."""
        if self.is_old:
            return _("The answer changed after this translation was made.")
        return Verdict(self.translation.verdict).label

    @property
    def tone(self) -> str:
        """For components/status_tag.html."""
        if self.is_old or self.translation.verdict == Verdict.WRONG:
            return "wrong"
        return "done" if self.translation.verdict == Verdict.RIGHT else "waiting"


def beside(
    application: Application, given: Iterable[Answer], *, for_judges: bool = False
) -> dict[str, Beside]:
    """The newest translation of each answer; for judges, the one their papers were fixed with.

    One query, none where every answer is in the team's language.
    """
    versions = {each.key: each.version for each in given if _is_foreign(each, application)}
    if not versions:
        return {}
    found: dict[str, AnswerTranslation] = {}
    for each in application.translations.filter(key__in=versions).order_by("number"):
        earlier = found.get(each.key)
        if not (for_judges and earlier and earlier.frozen_at and not each.frozen_at):
            found[each.key] = each
    return {
        key: Beside(each, is_old=each.answer_version != versions[key])
        for key, each in found.items()
    }


def _is_foreign(answer: Answer, application: Application) -> bool:
    return written_in(answer, application) != team_language()


@freezes
def freeze(application: Application, *, by: User) -> None:
    """Fix what judges see: the newest translations as they are now. Twice is harmless."""
    newest = application.translations.filter(is_latest=True)
    if not application.translations.filter(frozen_at__isnull=False).exists():
        newest.update(frozen_at=timezone.now())


def any_foreign(application: Application, keys: Iterable[str]) -> bool:
    """Whether one of these questions has an answer in another language than the team's. No query
    where the answers are loaded."""
    wanted = worded_keys(application).intersection(keys)
    given = [each for each in application.answers.all() if each.key in wanted and each.value]
    return any(_is_foreign(each, application) for each in given)


def to_read(application: Application) -> QuerySet[AnswerTranslation]:
    """Fresh translations that the applicant has not answered."""
    return _open().filter(application=application)


def to_read_by(user: User) -> QuerySet[AnswerTranslation]:
    return _open().filter(application__applicant=user.person_id)


def _open() -> QuerySet[AnswerTranslation]:
    answers = Answer.objects.filter(
        application=OuterRef("application"),
        key=OuterRef("key"),
        version=OuterRef("answer_version"),
    )
    return AnswerTranslation.objects.filter(Exists(answers), is_latest=True, verdict=Verdict.OPEN)


def waiting_in_reach(user: User) -> ApplicationQuerySet:
    """The applications in an officer's reach with answers that wait for a translation."""
    waits = Untranslated.objects.filter(application=OuterRef("pk"))
    there = Application.objects.handled_by(user).filter(Exists(waits))
    return there.exclude(state__in=[*ENDED, State.CHANGES_REQUESTED])
