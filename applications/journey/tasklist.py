"""The applicant's list of parts: which are open, how far each is, what is still missing."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications.calls.blocks import Kind
from programmes.money import spoken

from .access import Access
from .answer_files import address_in, shown
from .answered import Answered, in_words
from .complete import asked_of, budget_total, is_empty, misfits, unfinished
from .confirming import as_text, by_typist, typed_by_others, unconfirmed
from .models import Answer, Application, ChangeRequest, HandOver
from .pages import pages_of
from .questions import Question, Section, every_question, sections
from .states import State
from .translations import IN_WORDS, language_choices, name_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


LATEST_NOTES = 4
"""How many notes of helpers stand on the list of parts."""


def open_request(application: Application) -> ChangeRequest | None:
    """The change request that waits for the applicant's answer."""
    if application.state != State.CHANGES_REQUESTED:
        return None
    return next((e for e in application.change_requests.all() if e.answered_at is None), None)


def open_keys(application: Application) -> set[str] | None:
    """The questions open to change; None means all of them."""
    if application.state == State.DRAFT:
        return None
    request = open_request(application)
    return set(request.keys) if request else set()


def has_open_questions(section: Section, application: Application) -> bool:
    keys, asked = open_keys(application), asked_of(application)
    return any(
        each.key in asked and (keys is None or each.key in keys) for each in section.questions
    )


def section_url(application: Application, section: Section, name: str = "section") -> str:
    """The address of this page of a section, or of what its script saves to."""
    page = [section.page] if section.page > 1 else []
    return reverse(f"journey:{name}", args=[application.public_id, section.key, *page])


def question_urls(application: Application, section: Section) -> dict[str, str]:
    """Where each question of a section is answered, by key."""
    return {
        each.key: f"{section_url(application, page)}#id_{each.key}"
        for page in pages_of(section)
        for each in page.questions
    }


def groups(application: Application, access: Access) -> list[dict]:
    """For components/task_list.html: one group of parts, and for the applicant one for sending."""
    every = access.of(sections(application.question_set, get_language()))
    if not access.sends:
        return [{"items": [_task(application, each) for each in every]}]
    waiting = {each.key: each for each in unconfirmed(application)}
    has_basics = application.state == State.DRAFT and access.is_applicant
    parts = [_basics(application)] if has_basics else []
    parts += [
        _task(application, section) | {"hint": _who_typed(section, waiting)}
        for section in every
        if has_open_questions(section, application)
    ]
    is_whole = not unfinished(application) and not misfits(application)
    ready = is_whole and all(part["tone"] != "waiting" for part in parts)
    return [
        {"title": _("Your answers"), "items": parts},
        {
            "title": _("Send it"),
            "items": [
                {
                    "label": _("Check your answers and send"),
                    "url": reverse("journey:check", args=[application.public_id]),
                    "status_label": _("Ready") if ready else _("Not yet"),
                    "tone": "waiting" if ready else "neutral",
                }
            ],
        },
    ]


def _who_typed(section: Section, waiting: dict[str, Answer]) -> str:
    """Who typed answers of this part that the applicant has not confirmed yet."""
    typed = [waiting[each.key] for each in section.questions if each.key in waiting]
    if not typed:
        return ""
    names = dict.fromkeys(each.typed_by.person.display_name for each in typed)
    return _("%(names)s typed here. Read it before you send.") % {"names": _(", ").join(names)}


def _basics(application: Application) -> dict:
    return {
        "label": _("Name, strand and city"),
        "hint": f"{application.title} · {application.strand} · {application.city}",
        "url": reverse("journey:basics", args=[application.public_id]),
        "status_label": _("Done"),
        "tone": "done",
    }


def _task(application: Application, section: Section) -> dict:
    label, tone = _progress(application, section)
    begins = (each for each in pages_of(section) if has_open_questions(each, application))
    return {
        "label": section.title,
        "url": section_url(application, next(begins, section)),
        "status_label": label,
        "tone": tone,
    }


def _progress(application: Application, section: Section) -> tuple[str, str]:
    keys = {each.key for each in section.questions} & asked_of(application)
    given = [e for e in application.answers.all() if e.key in keys and not is_empty(e.value)]
    if any(not answer.valid for answer in given):
        return _("Please put right"), "wrong"
    request = open_request(application)
    if request and not any(
        answer.typed_at > request.asked_at for answer in given if answer.key in request.keys
    ):
        return _("Please change"), "waiting"
    if unfinished(application, section.questions):
        return (_("Started"), "going") if given else (_("To do"), "neutral")
    return _("Done"), "done"


def what_is_unfinished(application: Application) -> list[dict]:
    """`{label, url}` of every question that still stops the sending, then of what does not fit."""
    urls: dict[str, str] = {}
    labels: dict[str, str] = {}
    for section in sections(application.question_set, get_language()):
        urls |= question_urls(application, section)
        labels |= {each.key: each.label for each in section.questions}
    missing = [{"label": labels[key], "url": urls[key]} for key in unfinished(application)]
    return missing + [
        {"label": check.sentence, "url": urls[check.first]}
        for check in misfits(application, get_language())
    ]


def basics_to_check(application: Application, access: Access) -> list[dict]:
    """For components/summary_list.html: name, strand and city, with links while it is a draft."""
    is_draft = application.state == State.DRAFT and access.is_applicant
    url = reverse("journey:basics", args=[application.public_id]) if is_draft else ""
    return [
        {"label": _("Name of the project"), "value": application.title, "url": url},
        {"label": _("Strand"), "value": str(application.strand), "url": url},
        {"label": _("City"), "value": str(application.city), "url": url},
    ]


def answers_to_check(
    application: Application, parts: list[tuple[Section, list[Answered]]]
) -> list[dict]:
    """For components/summary_list.html, one list a section, with links where they may change."""
    keys = open_keys(application)
    return [
        {
            "title": section.title,
            "rows": [
                _row(application, each, own=True)
                | {"url": url if keys is None or each.question.key in keys else ""}
                for each, url in _with_urls(application, section, answered)
            ],
        }
        for section, answered in parts
    ]


def _with_urls(
    application: Application, section: Section, answered: list[Answered]
) -> list[tuple[Answered, str]]:
    urls = question_urls(application, section)
    return [(each, urls[each.question.key]) for each in answered]


def answers_to_read(
    application: Application, parts: list[tuple[Section, list[Answered]]]
) -> list[dict]:
    """The same for somebody who reads them and changes nothing: a helper, an officer."""
    return [
        {"title": section.title, "rows": [_row(application, e, own=False) for e in answered]}
        for section, answered in parts
    ]


def _row(application: Application, each: Answered, *, own: bool) -> dict:
    return {
        "label": each.question.label,
        "value": each.text,
        "files": shown(each.files, address_in(application), own=own),
        "lang": each.language,
        "pair": each.pair,
        "note": typed_by(application, each.answer) or (copied_from(each.answer) if own else ""),
    }


def typed_by(application: Application, answer: Answer | None) -> str:
    """Who typed the answer, if it was not the applicant. Its typist must be loaded."""
    if answer is None or is_empty(answer.value):
        return ""
    typist = answer.typed_by.person
    if typist.pk == application.applicant_id:
        return ""
    return _("Typed by %(name)s") % {"name": typist.display_name}


def copied_from(answer: Answer | None) -> str:
    """Where an answer was copied from that nobody changed since."""
    if answer is None or answer.copied_from is None:
        return ""
    return _("Copied from “%(project)s”") % {"project": answer.copied_from.title}


def to_confirm(application: Application) -> dict:
    """What others typed, by person, and what the tick sends; `who` is empty when nobody did."""
    others = typed_by_others(application)
    labels = {}
    if others:
        every = every_question(application.question_set, get_language() or "")
        labels = {each.key: each.label for each in every}
    return {"who": by_typist(others, labels), "versions": as_text(others)}


def handed_over(application: Application) -> list[HandOver]:
    """What helpers said when they were done, newest first, until their answers are confirmed."""
    typists = {each.typed_by_id for each in unconfirmed(application)}
    said = HandOver.objects.filter(helper__application=application, helper__user__in=typists)
    return list(said.select_related("helper")[:LATEST_NOTES]) if typists else []


@dataclass(frozen=True)
class Row:
    """One question on a section's page: its field, its stored answer, whether they clash."""

    field: BoundField
    question: Question
    answer: Answer | None
    clash: bool
    application: Application

    @property
    def version(self) -> int:
        return self.answer.version if self.answer else 0

    @property
    def note(self) -> str:
        """Who else typed what stands in the field, or where it was copied from."""
        return typed_by(self.application, self.answer) or copied_from(self.answer)

    @property
    def written_in(self) -> str:
        """The language of an answer in words; empty for answers of another kind."""
        if self.question.kind not in IN_WORDS:
            return ""
        return (
            self.answer.language
            if self.answer and self.answer.language
            else self.application.language
        )

    @property
    def written_in_words(self) -> "StrOrPromise":
        return name_of(self.written_in)

    @property
    def languages(self) -> "list[tuple[str, StrOrPromise]]":
        return language_choices()

    @property
    def theirs(self) -> str:
        """The stored answer in words, to stand beside what was just typed."""
        currency = self.application.call.currency
        return in_words(self.question, self.answer.value, currency) if self.answer else ""

    @property
    def total(self) -> str:
        """What the lines of a stored budget come to, in words."""
        if self.question.kind != Kind.BUDGET or not self.answer or not self.answer.valid:
            return ""
        return spoken(budget_total(self.answer.value or []), self.application.call.currency)
