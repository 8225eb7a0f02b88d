"""Rows of the people, their applications, answers and history."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry

from accounts.models import Person, User
from applications.journey.models import (
    Answer,
    AnswerVersion,
    Application,
    ChangeRequest,
    Screening,
)
from applications.journey.states import State
from demo.questions import ELIGIBILITY

from . import words
from .cases import Case, actors
from .ground import DOMAIN, Ground
from .table import Table, reserve_ids
from .timeline import ASK, FIND, REFUSE, STARTED, SUBMIT


def write(cases: list[Case], ground: Ground) -> list[Table]:
    """The tables of this stretch, in the order in which they must be copied."""
    for model, name in ((Person, "person_id"), (User, "user_id"), (Application, "pk")):
        for case, key in zip(cases, reserve_ids(model, len(cases)), strict=True):
            setattr(case, name, key)
    people, users = Table(Person, with_id=True), Table(User, with_id=True)
    applications = Table(Application, with_id=True)
    answers, versions = Table(Answer), Table(AnswerVersion)
    screenings, requests, log = Table(Screening), Table(ChangeRequest), Table(ModelLogEntry)
    about = ContentType.objects.get_for_model(Application)
    for case in cases:
        _person(case, people, users)
        _application(case, ground, applications)
        _answers(case, answers, versions)
        _screening(case, ground, screenings, requests)
        _history(case, ground, about, log)
    return [people, users, applications, answers, versions, screenings, requests, log]


def _person(case: Case, people: Table, users: Table) -> None:
    name = f"{case.dice.choice(words.FIRST)} {case.dice.choice(words.LAST)}"
    email = f"person{case.number}@post.{DOMAIN}"
    people.add(
        id=case.person_id,
        display_name=name,
        email=email,
        language=case.language,
        spoken_languages=["ar", "en"] if case.language == "ar" else ["en"],
        created_at=case.at(STARTED),
    )
    users.add(
        id=case.user_id,
        email=email,
        person_id=case.person_id,
        password="!",
        date_joined=case.at(STARTED),
    )


def title(case: Case) -> str:
    place = words.PLACES[case.number % len(words.PLACES)]
    return f"{place} {words.THINGS[case.number % len(words.THINGS)]} {case.number}"


def _application(case: Case, ground: Ground, table: Table) -> None:
    moves = case.ending.moves
    sent = case.when(SUBMIT) if case.reached(SUBMIT) else None
    gone = case.ending.state == State.WITHDRAWN
    table.add(
        id=case.pk,
        reference=f"SCALE-{case.number:08d}",
        call_id=ground.call.pk,
        question_set_id=ground.questions.pk,
        applicant_id=case.person_id,
        strand_id=case.strand.pk,
        city_id=case.city.pk,
        title=title(case),
        language=case.language,
        requested_minor=case.amount_minor,
        state=str(case.ending.state),
        state_since=case.when(moves[-1]) if moves else case.at(STARTED),
        withdrawn_from=str(moves[-1].source) if gone else "",
        eligibility={question["key"]: True for question in ELIGIBILITY},
        submitted_at=sent,
        created_at=case.at(STARTED),
    )


def _answers(case: Case, answers: Table, versions: Table) -> None:
    given = {
        "need": case.dice.choice(words.NEEDS),
        "idea": case.dice.choice(words.IDEAS),
        "people": case.dice.choice(words.HELPED),
        "theme": case.dice.choice(("housing", "healthcare", "employment", "active_citizenship")),
        "amount": case.amount_minor,
        "spend": case.dice.choice(words.SPENDING),
        "agree": True,
    }
    if not case.reached(SUBMIT):
        given = dict(list(given.items())[: case.dice.randint(1, 6)])
    for key, value in given.items():
        row = {
            "application_id": case.pk,
            "key": key,
            "value": value,
            "version": 1,
            "typed_by_id": case.user_id,
            "typed_at": case.at(STARTED + 1),
        }
        answers.add(**row)
        versions.add(**row)


def _screening(case: Case, ground: Ground, screenings: Table, requests: Table) -> None:
    if case.reached(ASK):
        requests.add(
            application_id=case.pk,
            keys=["spend"],
            message="Please say more about what you will pay for.",
            due_at=case.when(ASK) + timedelta(days=21),
            asked_by_id=ground.officer.pk,
            asked_at=case.when(ASK),
        )
    for move in (FIND, REFUSE):
        if case.reached(move):
            refused = move is REFUSE
            screenings.add(
                application_id=case.pk,
                eligible=not refused,
                reason="The project would happen outside our three cities." if refused else "",
                way_on="Ask the community desk of your own council." if refused else "",
                decided_by_id=ground.officer.pk,
                decided_at=case.when(move),
            )


def _history(case: Case, ground: Ground, about: ContentType, log: Table) -> None:
    staff = actors(ground)

    def note(action: str, day: int, by: int, **data: object) -> None:
        log.add(
            content_type_id=about.pk,
            object_id=str(case.pk),
            label=f"SCALE-{case.number:08d}",
            action=f"application.{action}",
            timestamp=case.at(day),
            user_id=by,
            data=data,
            content_changed=True,
            deleted=False,
        )

    note("start", STARTED, case.user_id, call=ground.call.code)
    note("answer", STARTED + 1, case.user_id, keys=["need", "idea", "people"])
    for move in case.ending.moves:
        by = staff[move.by].pk if move.by in staff else case.user_id
        note(move.name, move.day, by, **{"from": str(move.source), "to": str(move.target)})
