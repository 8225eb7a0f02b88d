"""Words between people: answers in one's own language, and messages with the team."""

from collections.abc import Sequence
from datetime import timedelta

from django.core.files.base import File
from django.utils import timezone, translation

from applications.journey import actions as journey
from applications.journey import consents, thread, translations, translators
from applications.journey.models import AssistedStart, Note
from files.actions import store

from .cast import Project
from .play import OWN_WORDS, Play

TRANSLATOR = "Layla Haddad, interpreter"


def translate(play: Play, project: Project, *, right: bool = True) -> None:
    """An officer writes down what the interpreter says; the applicant reads it and agrees."""
    application = play.application(project)
    applicant, officer = play.users[project.key], play.users["officer"]
    for key in OWN_WORDS[project.key]:
        made = translations.translate_answer(
            application,
            key=key,
            text=getattr(project, key),
            seen=application.answers.get(key=key).version,
            translator=TRANSLATOR,
            by=officer,
        )
        if right:
            translations.judge_translation(made, right=True, by=applicant)


def ask_translator(play: Play, project: Project) -> None:
    """An officer reads the words to the applicant on the phone, and asks the translator."""
    application = play.application(project)
    with translation.override(application.applicant.language):
        consent = consents.to_translate()
    now = timezone.now()
    agreed = translators.Agreed(
        how=AssistedStart.ConsentHow.BY_PHONE, on=timezone.localdate(now), consent=consent
    )
    translators.ask_translator(
        application,
        translator=play.users["translator"],
        ends_at=now + timedelta(days=21),
        agreed=agreed,
        by=play.users["officer"],
    )


def ask(play: Play, project: Project, text: str, *, files: Sequence[File] = ()) -> None:
    """The applicant writes to the team, perhaps with files."""
    by = play.users[project.key]
    ids = [str(store(file, by=by).public_id) for file in files]
    thread.write_message(play.application(project), text=text, files=ids, by=by)


def answer(play: Play, project: Project, text: str) -> None:
    """An officer answers, after reading."""
    application, officer = play.application(project), play.users["officer"]
    thread.mark_read(application, by=officer)
    journey.write_note(application, audience=Note.Audience.APPLICANT, text=text, by=officer)
