"""Rows of the mentoring: mentorships and their monthly check-ins."""

from datetime import date, timedelta

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from mentoring.mentorships.models import CheckIn, Mentor, Mentorship

from . import words
from .ground import Ground
from .money import Granted
from .table import Table, reserve_ids
from .timeline import ACTIVATE, COMPLETE, END

FIRST, EVERY = ACTIVATE.day + 14, 30


def write(grants: list[Granted], ground: Ground, *, today: date) -> list[Table]:
    """The tables of this stretch, in the order in which they must be copied."""
    mentored = [grant for grant in grants if grant.case.reached(ACTIVATE)]
    mentorships, check_ins = Table(Mentorship, with_id=True), Table(CheckIn)
    for key, grant in zip(reserve_ids(Mentorship, len(mentored)), mentored, strict=True):
        _mentorship(key, grant, ground, today, mentorships, check_ins)
    return [mentorships, check_ins]


def _mentorship(key, grant: Granted, ground: Ground, today: date, mentorships, check_ins) -> None:
    case = grant.case
    mentor = ground.mentors[case.number % len(ground.mentors)]
    end = next((case.when(move).date() for move in (COMPLETE, END) if case.reached(move)), None)
    held = [
        day
        for number in range(6)
        if (day := case.at(FIRST + number * EVERY).date()) < (end or today)
    ]
    mentorships.add(
        id=key,
        mentor_id=mentor.pk,
        award_id=grant.award,
        starts_on=case.when(ACTIVATE).date(),
        ended_on=end,
        ended_reason="The grant ended" if end else "",
        next_on=None if end else (held[-1] if held else today) + timedelta(days=EVERY),
        matched_by_id=ground.officer.pk,
    )
    for day in held:
        check_ins.add(
            mentorship_id=key,
            held_on=day,
            minutes=case.dice.choice((20, 30, 45, 60)),
            mode=case.dice.choice(("in_person", "phone", "online")),
            topics=[case.dice.choice(("finance", "sales", "premises", "funding"))],
            summary=case.dice.choice(words.SUMMARIES),
            rag="green",
            next_on=day + timedelta(days=EVERY),
            logged_by_id=mentor.user_id,
            logged_at=case.pitch_on,
            confirmed_at=case.pitch_on if case.dice.random() < 0.7 else None,
        )


def count_mentees(ground: Ground) -> None:
    """Keep what `match` would have counted."""
    running = Mentorship.objects.filter(mentor=OuterRef("pk"), ended_on=None).order_by()
    counted = running.values("mentor").annotate(count=Count("pk")).values("count")
    Mentor.objects.filter(pk__in=[mentor.pk for mentor in ground.mentors]).update(
        mentees=Coalesce(Subquery(counted), 0)
    )
