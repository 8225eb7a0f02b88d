"""What a round's judges do not see: who applies, the city, the title, chosen answers, file names.

It holds until the scores are locked; then the panel talks about people and decides. A project
without its title goes by a code. The code comes from the application's own key, so that no gap in a
count tells of another one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from applications.calls.blocks import Kind
from applications.journey.answered import Answered
from applications.journey.models import Application
from applications.journey.questions import Section
from files.models import StoredFile

from .models import PanelMember, Round

Blind = Round.Blind
HIDES = {Blind.NAMES: {Kind.TEAM, Kind.CONTACT}, Blind.CITY: {Kind.PLACE}}
"""Kinds of question whose answers say what is hidden."""


def hides(judging_round: Round, what: str) -> bool:
    """Whether the round's judges do not see it now."""
    return judging_round.locked_at is None and what in judging_round.blind


@dataclass(frozen=True)
class Shown:
    """What a judge reads of an application beside its answers; empty where it is hidden."""

    title: str
    who: str
    city: str


def shown(application: Application, judging_round: Round) -> Shown:
    return Shown(
        title=code_of(application) if hides(judging_round, Blind.TITLE) else application.title,
        who="" if hides(judging_round, Blind.NAMES) else application.applicant.display_name,
        city="" if hides(judging_round, Blind.CITY) else str(application.city),
    )


def title_of(application: Application, judging_round: Round) -> str:
    """Its title, or its code; needs neither applicant nor city."""
    return code_of(application) if hides(judging_round, Blind.TITLE) else application.title


def code_of(application: Application) -> str:
    """“Project 3F9-A21”: the same wherever a judge meets it."""
    key = application.public_id.hex.upper()
    return _("Project %(code)s") % {"code": f"{key[:3]}-{key[3:6]}"}


def hides_answer(judging_round: Round, key: str, kind: str) -> bool:
    """Whether judges do not read the answer to this question."""
    if judging_round.locked_at is not None:
        return False
    told = any(hides(judging_round, what) and kind in kinds for what, kinds in HIDES.items())
    return told or key in judging_round.blind_answers


def without_hidden(
    sections: Iterable[tuple[Section, list[Answered]]], judging_round: Round
) -> list[tuple[Section, list[Answered]]]:
    """The answers that judges read; a section left empty goes, and files lose their names."""
    kept = []
    for section, pairs in sections:
        left = [
            each
            for each in pairs
            if not hides_answer(judging_round, each.question.key, each.question.kind)
        ]
        for number, file in enumerate((file for each in left for file in each.files), 1):
            unnamed(file.stored, judging_round, number)
        if left:
            kept.append((section, left))
    return kept


def unnamed(stored: StoredFile, judging_round: Round, number: int = 1) -> StoredFile:
    """The file under a name that says nothing, where the round hides names of files. Not saved."""
    if hides(judging_round, Blind.FILE_NAMES):
        _stem, dot, ending = stored.name.rpartition(".")
        stored.name = f"{number}{dot}{ending}"
    return stored


def sign_of(member: PanelMember, application: Application) -> str:
    """Stands for an application on the page of names, so that a name leads to no project."""
    told = f"{member.pk}:{application.public_id}"
    return salted_hmac("judging.blind", told, algorithm="sha256").hexdigest()[:24]
