from datetime import datetime, timedelta
from uuid import uuid4

import factory
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import User
from accounts.roles import Role
from applications.calls.models import Stage
from applications.journey.models import Application
from applications.journey.states import State
from applications.judging import actions
from applications.judging.models import (
    Criterion,
    Entry,
    Mark,
    PanelLink,
    PanelMember,
    PanelTerms,
    Round,
    Rubric,
    Sample,
    Scorecard,
    Slot,
)

from .accounts import UserFactory
from .calls import CallFactory
from .journey import ApplicationFactory
from .programmes import ProgrammeFactory, user_with


class RubricFactory(DjangoModelFactory):
    """Marks from 0 to 5 on two criteria, the second of which may not apply."""

    class Meta:
        model = Rubric
        skip_postgeneration_save = True

    call = factory.SubFactory(CallFactory)

    @factory.post_generation
    def lines(self, create, extracted, **kwargs):
        for position, (name, weight) in enumerate(extracted or [("Need", 2), ("Plan", 1)], 1):
            Criterion.objects.create(
                rubric=self,
                position=position,
                name=name,
                weight=weight,
                points={"0": "Nothing", "5": "Clear and proven"},
                allows_not_applicable=position == 2,
            )


def tomorrow_morning() -> datetime:
    """A pitch day begins and ends on one date, whenever the tests run."""
    tomorrow = timezone.now() + timedelta(days=1)
    return tomorrow.replace(hour=10, minute=0, second=0, microsecond=0)


class RoundFactory(DjangoModelFactory):
    class Meta:
        model = Round

    call = factory.LazyAttribute(lambda each: each.rubric.call)
    rubric = factory.SubFactory(RubricFactory)
    name = factory.Sequence(lambda n: f"Pitch day {n}")
    city = factory.LazyAttribute(lambda each: each.call.cities.first())
    quorum = 2
    places = 1
    venue = factory.Sequence(lambda n: f"Hall {n}")
    starts_at = factory.LazyFunction(tomorrow_morning)
    ends_at = factory.LazyAttribute(lambda each: each.starts_at + timedelta(hours=6))


class PanelTermsFactory(DjangoModelFactory):
    """The first version of a programme's terms."""

    class Meta:
        model = PanelTerms

    programme = factory.SubFactory(ProgrammeFactory)
    version = 1
    text = "I keep what I read to myself."
    written_by = factory.SubFactory(UserFactory)


class SampleFactory(DjangoModelFactory):
    """An invented application for the exercise."""

    class Meta:
        model = Sample

    round = factory.LazyFunction(lambda: RoundFactory(calibrates=True))
    position = 1
    title = factory.Sequence(lambda n: f"Sample {n}")
    text = "A kitchen that does not exist."


class PanelLinkFactory(DjangoModelFactory):
    """A link that its judge has not opened yet."""

    class Meta:
        model = PanelLink

    member = factory.LazyFunction(lambda: seat(RoundFactory()))
    sent_by = factory.SubFactory(UserFactory)


def officer_of(judging_round: Round) -> User:
    """An officer who works where no applicant does."""
    email = f"officer@{uuid4().hex}.example"
    return user_with(Role.OFFICER, programme=judging_round.call.programme, email=email)


def seat(judging_round: Round, *, chairs: bool = False, declared: bool = True, **user):
    """A judge with the role and a seat, who has said whom they know and works nowhere else."""
    user.setdefault("email", f"judge@{uuid4().hex}.example")
    role = Role.CHAIR if chairs else Role.JUDGE
    judge = user_with(role, programme=judging_round.call.programme, city=judging_round.city, **user)
    return PanelMember.objects.create(
        round=judging_round,
        user=judge,
        chairs=chairs,
        conflicts_declared_at=timezone.now() + timedelta(days=1) if declared else None,
    )


def ready(judging_round: Round, **values) -> Application:
    return ApplicationFactory(call=judging_round.call, state=State.READY_TO_PITCH, **values)


def pitch(judging_round: Round, *, starts_at: datetime | None = None, room="Room 1", **values):
    """An entry with a slot, ten minutes after the last one."""
    application = ApplicationFactory(call=judging_round.call, state=State.SCHEDULED, **values)
    last = Slot.objects.filter(round=judging_round).order_by("-during").first()
    start = starts_at or (last.ends_at if last else judging_round.starts_at)
    Slot.objects.create(
        round=judging_round,
        application=application,
        applicant=application.applicant,
        room=room,
        during=DateTimeTZRange(start, start + timedelta(minutes=10)),
    )
    return Entry.objects.select_related("round__rubric", "application").get(
        round=judging_round, application=application
    )


def given(judging_round: Round, *values, **words) -> actions.Given:
    """What a judge gives, criterion by criterion; None leaves one open."""
    criteria = judging_round.rubric.criteria.all()
    marks = {
        criterion.pk: value
        for criterion, value in zip(criteria, values, strict=True)
        if value is not None
    }
    return actions.Given(marks, **words)


def submit(entry: Entry, judge: User, *values, seen: int = 0):
    """A submitted scorecard."""
    return actions.save_scorecard(
        entry=entry, given=given(entry.round, *values), by=judge, seen=seen, submit=True
    )


def panel_with(pitches: int = 3, judges: int = 2, *, locked: bool = False, **round_values):
    """A round with a chair, judges and pitches; `locked` scores everything, best first."""
    judging_round = RoundFactory(quorum=judges, **round_values)
    chair = seat(judging_round, chairs=True)
    members = [seat(judging_round) for _number in range(judges)]
    entries = [pitch(judging_round) for _number in range(pitches)]
    if locked:
        score_all(judging_round, chair, members, entries)
    return judging_round, chair, members, entries


def close(judging_round: Round, chair: User) -> Round:
    """The chair proposes what is drafted, an officer confirms it."""
    proposed = actions.propose_closing(judging_round=judging_round, by=chair)
    return actions.confirm_closing(
        judging_round=judging_round, seen=proposed.proposed_hash, by=officer_of(judging_round)
    )


def desk_with(pitches: int = 3, judges: int = 2, *, locked: bool = False, **round_values):
    """A desk round before a pitch day, as `panel_with`; its entries stay ready to pitch."""
    judging_round = RoundFactory(kind=Round.Kind.DESK, quorum=judges, **round_values)
    call = judging_round.call
    call.stages = [Stage.DESK_SCORING, Stage.PITCH_DAY]
    call.save(update_fields=["stages"])
    chair = seat(judging_round, chairs=True)
    members = [seat(judging_round) for _number in range(judges)]
    applications = [ready(judging_round) for _number in range(pitches)]
    officer = officer_of(judging_round)
    actions.enter(judging_round=judging_round, applications=applications, by=officer)
    entries = list(
        judging_round.entries.select_related("round__rubric", "application").order_by("pk")
    )
    if locked:
        score_all(judging_round, chair, members, entries)
    return judging_round, chair, members, entries


def score_all(judging_round: Round, chair: PanelMember, members, entries) -> None:
    """Everything scored, the first the best, and locked."""
    for place, entry in enumerate(entries):
        for member in members:
            submit(entry, member.user, max(5 - place, 0), max(5 - place, 0))
    actions.lock_scores(judging_round=judging_round, by=chair.user)
    judging_round.refresh_from_db()
    for entry in entries:
        entry.refresh_from_db()


def verdict(outcome: str, **values) -> actions.Verdict:
    defaults = {
        "award": {"amount_minor": 100_000},
        "reserve": {"reserve_order": 1},
    }.get(outcome, {})
    return actions.Verdict(
        **{"outcome": outcome, "reason": "The panel agreed."} | defaults | values
    )


def large_round(
    pitches: int = 200, judges: int = 4, cards: int = 2, **round_values
) -> tuple[Round, PanelMember]:
    """A scored and locked round that is too large for one page, with its chair, made in bulk."""
    judging_round = RoundFactory(quorum=2, **round_values)
    chair = seat(judging_round, chairs=True)
    members = [seat(judging_round) for _number in range(judges)]
    model = ready(judging_round)
    applications = Application.objects.bulk_create(
        Application(
            call=model.call, question_set=model.question_set, applicant=model.applicant,
            strand=model.strand, city=model.city, requested_minor=450_000, state=State.JUDGED,
            submitted_at=model.submitted_at, reference=f"{model.reference}-{number:03}",
            title=f"A kitchen and a bakery for neighbours, number {number}",
        )
        for number in range(pitches)
    )  # fmt: skip
    Entry.objects.bulk_create(Entry(round=judging_round, application=each) for each in applications)
    given = Scorecard.objects.bulk_create(
        Scorecard(
            round=judging_round, application=application, submitted_at=timezone.now(),
            judge=members[(place + turn) % judges].user, comment="The need is real.",
        )
        for place, application in enumerate(applications)
        for turn in range(cards)
    )  # fmt: skip
    criteria = list(judging_round.rubric.criteria.all())
    Mark.objects.bulk_create(
        Mark(scorecard=card, criterion=criterion, value=(7 * number + 3 * criterion.position) % 6)
        for number, card in enumerate(given)
        for criterion in criteria
    )
    Round.objects.filter(pk=judging_round.pk).update(locked_at=timezone.now())
    judging_round.refresh_from_db()
    return judging_round, chair
