"""A judge's last changes, in words."""

from typing import TypedDict

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from .changes import steps_of
from .forms import ScoreForm
from .given import NOT_APPLICABLE, Given
from .models import Round, Scorecard

WORDS_SHOWN = 20


class Change(TypedDict):
    """One step: when it was, and for each field what it is now and what comes back."""

    number: int
    at: str
    lines: list[dict[str, str]]


def changes_in_words(card: Scorecard, judging_round: Round) -> list[Change]:
    """Newest first, in the call's own time."""
    fields = ScoreForm(rubric=judging_round.rubric).fields
    zone = judging_round.call.zone
    return [
        Change(
            number=step.number,
            at=date_format(step.at.astimezone(zone), "j F, H:i"),
            lines=[
                {
                    "label": str(fields[name].label),
                    "then": _said(step.then[name]),
                    "was": _said(was),
                }
                for name, was in step.was.items()
                if name in fields
            ],
        )
        for step in steps_of(card, Given.of(card))
    ]


def _said(value: str) -> str:
    if not value:
        return _("nothing")
    if value == NOT_APPLICABLE:
        return _("Does not apply")
    return Truncator(value).words(WORDS_SHOWN)
