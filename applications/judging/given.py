"""What a judge gives to one application."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .models import Scorecard

NOT_APPLICABLE = "na"


def mark_of(text: str) -> int | str:
    """A mark as somebody sent it; what is no number stays as it is, and fits no scale."""
    return int(text) if text.removeprefix("-").isdecimal() else text


@dataclass(frozen=True)
class Given:
    """By criterion key a mark or NOT_APPLICABLE; what is left out is open."""

    marks: Mapping[int, int | str] = field(default_factory=dict)
    comment: str = ""
    private_note: str = ""

    @classmethod
    def of(cls, card: Scorecard) -> "Given":
        """What is saved."""
        marks = {
            mark.criterion_id: NOT_APPLICABLE if mark.value is None else mark.value
            for mark in card.marks.all()
        }
        return cls(marks, card.comment, card.private_note)

    def kept(self) -> dict[str, Any]:
        """For a JSON column."""
        marks = {str(key): value for key, value in self.marks.items()}
        return {"marks": marks, "comment": self.comment, "private_note": self.private_note}

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Given":
        marks = {int(key): value for key, value in kept["marks"].items()}
        return cls(marks, kept["comment"], kept["private_note"])
