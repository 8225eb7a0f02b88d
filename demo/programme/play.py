"""What the cast does: each verb calls a room's own action with the person who would do it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import File
from django.utils import timezone

from accounts.models import User
from applications.calls.models import Call
from applications.journey import actions as journey
from applications.journey.models import Application
from applications.training import actions as training
from applications.training.actions.cohorts import Meeting
from applications.training.models import Cohort
from files.actions import store
from programmes.models import Programme

from . import papers
from .cast import Project
from .elsewhere import elsewhere
from .ground import course_of
from .stage import Stage

YES = {"city": True, "people": True, "time": True, "trade": True}


class Cast(Mapping[str, User]):
    """Everybody by key, read anew each time: roles are given on the way, and a user object
    remembers the roles it had when first asked."""

    def __init__(self, users: Mapping[str, User]) -> None:
        self.keys_of = {key: user.pk for key, user in users.items()}

    def __getitem__(self, key: str) -> User:
        return User.objects.select_related("person").get(pk=self.keys_of[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys_of)

    def __len__(self) -> int:
        return len(self.keys_of)


@dataclass
class Play:
    """The stage, the staff and the applicants by key, and the programme they play in."""

    stage: Stage
    programme: Programme
    users: Cast

    def application(self, project: Project) -> Application:
        return Application.objects.get(applicant=self.users[project.key].person)

    # Applying and screening.

    def begin(self, project: Project, call: Call, *, answers: int | None = None) -> Application:
        """A draft with the first `answers` answers, or all of them."""
        by = self.users[project.key]
        application = journey.start_application(
            call=call,
            title=project.title,
            strand=call.strands.get(code=project.strand),
            city=call.cities.get(slug=project.city),
            by=by,
            language=project.language,
            eligibility=YES,
        )
        given = list(answers_of(project).items())[:answers]
        typed = [_typed(project, key, value) for key, value in given]
        journey.save_answers(application, typed=typed, by=by)
        return application

    def apply(self, project: Project, call: Call, *, files: Sequence[File] = ()) -> Application:
        application = self.begin(project, call)
        self._attach(application, files, by=self.users[project.key])
        return journey.submit_application(
            application, by=self.users[project.key], seen=application.state
        )

    def _attach(self, application: Application, files: Sequence[File], *, by: User) -> None:
        if files:
            ids = [str(store(file, by=by).public_id) for file in files]
            typed = [journey.Typed(key="papers", value=ids)]
            journey.save_answers(application, typed=typed, by=by)

    def find_eligible(self, projects: Sequence[Project], *, by: str = "officer") -> None:
        for project in projects:
            application = self.application(project)
            journey.find_eligible(application, by=self.users[by], seen=application.state)

    # Training.

    def plan_cohort(self, *, name: str, city: str, venue: str, seats: int, first: int) -> Cohort:
        """Four weekly meetings of five hours; the first one `first` days from now."""
        starts = timezone.now().replace(hour=10, minute=0, second=0) + timedelta(days=first)
        topics = ("What problem do you solve?", "Who pays, and for what?", "Numbers", "Your pitch")
        notes = "We pay for your bus. There is a crèche, and lunch is on us."
        return training.create_cohort(
            course=course_of(self.programme),
            name=name,
            name_words=elsewhere(name),
            city=self.programme.cities.get(slug=city),
            venue=venue,
            venue_words=elsewhere(venue),
            capacity=seats,
            languages=["en", "ar"],
            notes=notes,
            notes_words=elsewhere(notes),
            meetings=[
                Meeting(
                    topic,
                    at := starts + timedelta(weeks=week),
                    at + timedelta(hours=5),
                    elsewhere(topic),
                )
                for week, topic in enumerate(topics)
            ],
            by=self.users["officer"],
        )

    def offer(self, projects: Sequence[Project], cohort: Cohort) -> None:
        for project in projects:
            training.offer_place(
                application=self.application(project), cohort=cohort, by=self.users["officer"]
            )

    def accept(self, projects: Sequence[Project]) -> None:
        for project in projects:
            training.accept_place(
                place=self.application(project).training_place, by=self.users[project.key]
            )

    def hold_meeting(
        self, cohort: Cohort, number: int, *, absent: Sequence[Project] = (),
        late: Sequence[Project] = (),
    ) -> None:  # fmt: skip
        """Mark one meeting: whoever is not named was there."""
        session = list(cohort.sessions.all())[number]
        marks = {}
        for place in cohort.places.filter(status__in=("accepted", "completed")):
            key = place.application.applicant_id
            missing = key in {self.users[each.key].person_id for each in absent}
            slow = key in {self.users[each.key].person_id for each in late}
            mark = "absent" if missing else "late" if slow else "present"
            marks[session.pk, place.pk] = mark
        training.mark_attendance(cohort=cohort, marks=marks, by=self.users["trainer"])

    def close_course(self, cohort: Cohort) -> None:
        training.close_course(cohort=cohort, by=self.users["officer"])

    def hand_in_plan(self, project: Project) -> None:
        lines = [project.need, project.idea, project.people, project.spend]
        training.upload_plan(
            application=self.application(project),
            upload=papers.plan(project.title, lines),
            by=self.users[project.key],
        )


OWN_WORDS = {
    "zainab": {
        "need": "تكسب النساء من نقش الحنّاء، ولا يعرفن إن كنّ يربحن أم لا.",
        "idea": "مرسم مشترك، وفيه كل أسبوع ساعة لتعلّم الحسابات.",
    },
    "dina": {"need": "لا يستطيع الآباء والأمهات مساعدة أولادهم في الواجبات بالإنجليزية."},
    "rania": {"people": "عشرون عائلة من الحيّ، ومعها جيرانها."},
}
"""Answers in Arabic; the others are in English, whatever language a person reads."""

IN_ENGLISH = ("need", "idea", "people", "spend", "before")


def _typed(project: Project, key: str, value: object) -> journey.Typed:
    if own := OWN_WORDS.get(project.key, {}).get(key):
        return journey.Typed(key=key, value=own, language="ar")
    return journey.Typed(key=key, value=value, language="en" if key in IN_ENGLISH else "")


def answers_of(project: Project) -> dict[str, object]:
    """The form as this person fills it in; amounts are minor units."""
    return {
        "need": project.need,
        "idea": project.idea,
        "people": project.people,
        "theme": project.theme.replace("-", "_"),
        "amount": project.amount * 100,
        "spend": project.spend,
        **({"before": project.before} if project.before else {}),
        "agree": True,
    }
