"""Planning a cohort."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.journey.workflow import need
from programmes.models import City

from ..models import Cohort, Course, Session
from ..refusals import TrainingRefused


@dataclass(frozen=True)
class Meeting:
    """When a cohort meets, and what for."""

    topic: str
    starts_at: datetime
    ends_at: datetime
    topic_words: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def create_cohort(
    *,
    course: Course,
    name: str,
    city: City,
    venue: str,
    capacity: int,
    languages: Sequence[str],
    notes: str = "",
    meetings: Sequence[Meeting],
    by: User,
    **words: dict[str, str],
) -> Cohort:
    """Plan a cohort with its meetings, in the actor's programme and city.

    `words` are name_words, venue_words and notes_words: the same in other languages.
    """
    cohort = Cohort(
        course=course,
        name=name,
        city=city,
        venue=venue,
        capacity=capacity,
        languages=list(languages),
        notes=notes,
        **words,
    )
    need("training.run", by, cohort)
    if not meetings:
        raise TrainingRefused(_("Give the course at least one session."))
    cohort.save()
    Session.objects.bulk_create(
        Session(
            cohort=cohort,
            topic=meeting.topic,
            topic_words=meeting.topic_words,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
        )
        for meeting in meetings
    )
    audit.record.record(
        "training.create_cohort", cohort, by=by, capacity=capacity, sessions=len(meetings)
    )
    return cohort
