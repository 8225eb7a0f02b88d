"""Judging as the cast does it: rubric, panel, pitch times, scores, decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from applications.calls.models import Call
from applications.judging.actions.closing import confirm_closing, propose_closing
from applications.judging.actions.decisions import Verdict, draft_decision
from applications.judging.actions.feedback import Said, approve_feedback, write_feedback
from applications.judging.actions.locking import lock_scores
from applications.judging.actions.meetings import keep_minutes
from applications.judging.actions.panels import declare_conflicts, invite_to_panel
from applications.judging.actions.rounds import enter, freeze_plans, save_round
from applications.judging.actions.rubrics import Line, save_rubric
from applications.judging.actions.schedule import schedule, suggest
from applications.judging.actions.scores import Given, save_scorecard
from applications.judging.actions.terms import accept_terms, write_terms
from applications.judging.models import Entry, Outcome, Round, Rubric
from demo.questions import CRITERIA, POINTS

from .cast import STAFF, Project
from .elsewhere import LANGUAGES, elsewhere
from .play import Play

JUDGES = ("chair", "judge1", "judge2", "judge3")
GOOD = 3
Marks = tuple[int, int, int, int, int]


@dataclass(frozen=True)
class Fate:
    """What the panel thinks of a project, and what becomes of it. `amount` in whole euros."""

    project: Project
    marks: Marks
    outcome: str
    amount: int = 0
    place: int | None = None
    feedback: str = ""


def write_rubric(
    play: Play, call: Call, *, gives_feedback: bool = False, pass_mark: Decimal | None = None,
    need: int | None = None,
) -> Rubric:  # fmt: skip
    """The programme's criteria; `need` is the pass mark of the first, `pass_mark` of the whole."""
    meant = {mark: elsewhere(meaning) for mark, meaning in POINTS.items()}
    lines = [
        Line(
            name,
            description,
            weight,
            POINTS,
            name_words=elsewhere(name),
            description_words=elsewhere(description),
            points_words={
                code: {mark: words[code] for mark, words in meant.items()} for code in LANGUAGES
            },
            pass_mark=need if name == "Need" else None,
        )
        for name, description, weight in CRITERIA
    ]
    return save_rubric(
        rubric=Rubric(call=call, gives_feedback=gives_feedback, pass_mark=pass_mark),
        lines=lines,
        by=play.users["officer"],
    )


def call_a_panel(
    play: Play, call: Call, rubric: Rubric, *, name: str, city: str, venue: str, places: int,
    in_days: int,
) -> Round:  # fmt: skip
    """A pitch day `in_days` from now, with three judges and a chair who are invited by e-mail."""
    starts = timezone.now().replace(hour=10, minute=0, second=0) + timedelta(days=in_days)
    judging_round = save_round(
        judging_round=Round(
            call=call,
            city=play.programme.cities.get(slug=city),
            name=name,
            name_words=elsewhere(name),
            rubric=rubric,
            quorum=3,
            places=places,
            seed=2026,
            meeting_quorum=3,
            shares_record=True,
            venue=venue,
            venue_words=elsewhere(venue),
            starts_at=starts,
            ends_at=starts + timedelta(hours=5),
        ),
        by=play.users["officer"],
    )
    for staff in STAFF:
        if staff.key in JUDGES:
            invite_to_panel(
                judging_round=judging_round,
                name=staff.name,
                email=play.users[staff.key].email,
                chairs=staff.key == "chair",
                by=play.users["officer"],
            )
    return judging_round


TERMS = (
    "I keep what I read and hear to myself.\n\n"
    "I say whom I know, and keep out of it.\n\n"
    "I give my own marks first, and talk about them after."
)


def agree(play: Play, judging_round: Round) -> None:
    """Every judge agrees to the programme's terms, which are written once."""
    officer = play.users["officer"]
    terms = write_terms(
        programme=play.programme, text=TERMS, text_words=elsewhere(TERMS), by=officer
    )
    for key in JUDGES:
        accept_terms(
            member=judging_round.members.get(user=play.users[key]),
            version=terms.version,
            by=play.users[key],
        )


def give_times(play: Play, judging_round: Round, projects: Sequence[Project]) -> None:
    """Entered before scheduled, so that the entry carries the stage's clock, not PostgreSQL's."""
    officer = play.users["officer"]
    applications = [play.application(project) for project in projects]
    enter(judging_round=judging_round, applications=applications, by=officer)
    plan = suggest(
        applications, first=judging_round.starts_at, minutes=20, break_minutes=10, room="Hall"
    )
    schedule(judging_round=judging_round, plan=plan, by=officer)


def declare(
    play: Play, judging_round: Round, *, known: Mapping[tuple[str, str], str] | None = None
) -> None:
    """Every judge agrees to the terms and says whom they know: `known` maps (judge, project) to
    their own words."""
    agree(play, judging_round)
    entries = list(judging_round.entries.all())
    for key in JUDGES:
        words = {
            entry.pk: reason
            for (judge, project), reason in (known or {}).items()
            if judge == key
            for entry in entries
            if entry.application.applicant_id == play.users[project].person_id
        }
        declare_conflicts(
            member=judging_round.members.get(user=play.users[key]),
            known=words,
            shown=[entry.pk for entry in entries],
            by=play.users[key],
        )


def freeze(play: Play, judging_round: Round) -> None:
    freeze_plans(judging_round=judging_round, by=play.users["officer"])


def score(
    play: Play, judging_round: Round, project: Project, judge: str, marks: Sequence[int],
    *, comment: str = "", submit: bool = True,
) -> None:  # fmt: skip
    """One judge's marks, in the order of the criteria; fewer marks leave the rest open."""
    criteria = judging_round.rubric.criteria.all()
    given = Given(
        marks={each.pk: mark for each, mark in zip(criteria, marks, strict=False)},
        comment=comment,
    )
    save_scorecard(
        entry=entry_of(play, judging_round, project),
        given=given,
        by=play.users[judge],
        seen=0,
        submit=submit,
    )


LEANING = {"chair": 0, "judge1": 1, "judge2": -1, "judge3": 0}
"""One judge is generous, one is strict, as panels are."""


def as_seen_by(judge: str, number: int, marks: Marks) -> list[int]:
    """The marks as this judge gives them: with their leaning, and their own view of one thing."""
    turn = number + JUDGES.index(judge)
    view = {turn % len(marks): 1 if turn % 2 else -1}
    return [
        min(5, max(0, mark + LEANING[judge] + view.get(criterion, 0)))
        for criterion, mark in enumerate(marks)
    ]


def score_all(
    play: Play, judging_round: Round, fates: Sequence[Fate], *, keeps_out: Sequence = ()
) -> None:
    """Every judge scores every project but those they keep out of: (judge, project) pairs."""
    for number, fate in enumerate(fates):
        for judge in JUDGES:
            if (judge, fate.project.key) not in keeps_out:
                marks = as_seen_by(judge, number, fate.marks)
                score(play, judging_round, fate.project, judge, marks, comment=fate.feedback)


MINUTES = (
    "All four of us are here. We talked first about the projects in the middle zone, one after the "
    "other, with what each judge wrote. Then we went down the order together. Nobody objected."
)


def decide(play: Play, judging_round: Round, fates: Sequence[Fate]) -> None:
    """Lock the scores; the chair drafts every decision and proposes them, the officer confirms."""
    chair = play.users["chair"]
    lock_scores(judging_round=judging_round, by=chair)
    judging_round.refresh_from_db()
    if judging_round.rubric.gives_feedback:
        say_point_by_point(play, judging_round, fates)
    for fate in fates:
        award = fate.outcome == Outcome.AWARD
        draft_decision(
            entry=entry_of(play, judging_round, fate.project),
            verdict=Verdict(
                outcome=fate.outcome,
                reason="The panel's ranking and its discussion.",
                feedback=fate.feedback,
                amount_minor=fate.amount * 100 if award else None,
                reserve_order=fate.place,
            ),
            by=chair,
        )
    keep_minutes(
        judging_round=judging_round,
        present=judging_round.members.all(),
        minutes=MINUTES,
        by=chair,
        seen=0,
    )
    proposed = propose_closing(judging_round=judging_round, by=chair)
    confirm_closing(
        judging_round=judging_round, seen=proposed.proposed_hash, by=play.users["officer"]
    )


SAID = {
    True: Said(
        "This convinced the panel. Keep it as it is.",
        {"ar": "هذا أقنع اللجنة. أبقوه كما هو."},
    ),
    False: Said(
        "This needs more work. Ask somebody to look at it with you.",
        {"ar": "هذا يحتاج إلى عمل أكثر. اطلبوا من أحد أن ينظر فيه معكم."},
    ),
}
"""What the panel says about a criterion, by whether its marks are good."""


def say_point_by_point(play: Play, judging_round: Round, fates: Sequence[Fate]) -> None:
    """The officer writes what the panel says about each criterion, and the chair approves it."""
    criteria = list(judging_round.rubric.criteria.all())
    for fate in fates:
        entry = entry_of(play, judging_round, fate.project)
        said = {
            each.pk: SAID[mark >= GOOD] for each, mark in zip(criteria, fate.marks, strict=True)
        }
        write_feedback(entry=entry, said=said, by=play.users["officer"])
        approve_feedback(entry=entry, by=play.users["chair"])


def entry_of(play: Play, judging_round: Round, project: Project) -> Entry:
    """Read anew: a round remembers who sat on it when it was asked first."""
    return Entry.objects.select_related("round__rubric").get(
        round_id=judging_round.pk, application=play.application(project)
    )
