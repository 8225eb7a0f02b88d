"""How far a person, or everybody of a cohort, has got with the course."""

from collections.abc import Sequence
from dataclasses import dataclass

from applications.journey.models import Application

from .completion import Reckoning, reckon
from .models import Cohort, Session, TrainingPlace


@dataclass(frozen=True)
class Progress:
    """One place with its reckoning and its mark in each session of the cohort, in order."""

    place: TrainingPlace
    reckoning: Reckoning
    marks: list[tuple[Session, str]]

    @property
    def has_override(self) -> bool:
        return hasattr(self.place, "completion_override")


def place_of(application: Application) -> TrainingPlace | None:
    """The application's place with everything its pages show."""
    return (
        TrainingPlace.objects.select_related(
            "cohort__course", "cohort__city", "completion_override"
        )
        .prefetch_related("attendance", "cohort__sessions")
        .filter(application=application)
        .first()
    )


def progress_of(place: TrainingPlace, sessions: Sequence[Session] | None = None) -> Progress:
    """Give `sessions` when many places of one cohort are reckoned."""
    if sessions is None:
        sessions = list(place.cohort.sessions.all())
    marks = {each.session_id: each.mark for each in place.attendance.all()}
    rule = place.cohort.course.completion_percent
    return Progress(
        place=place,
        reckoning=reckon(sessions, marks, rule),
        marks=[(session, marks.get(session.pk, "")) for session in sessions],
    )


def everybody(cohort: Cohort, sessions: Sequence[Session]) -> list[Progress]:
    """All places of the cohort: those with a seat first, the waiting list in its order."""
    places = (
        cohort.places.select_related(
            "application__applicant",
            "application__call__programme",
            "application__city",
            "cohort__course",
            "completion_override",
        )
        .prefetch_related("attendance")
        .order_by("offered_at", "id")
    )
    return [progress_of(place, sessions) for place in places]
