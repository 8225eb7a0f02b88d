"""Words between people: answers in one's own language, and messages with the team."""

from collections.abc import Sequence

from django.core.files.base import File

from applications.journey import actions as journey
from applications.journey import thread, translations
from applications.journey.models import Note
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
