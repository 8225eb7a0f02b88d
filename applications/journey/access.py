"""What one person may do with the answers of one application."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User

from .models import Application, CoApplicant, Helper
from .questions import IN_WORDS, Section, sections

TOOK_PART = "_took_part_in"
"""The attribute that keeps, on a user object, the applications they once helped with."""


@dataclass(frozen=True)
class Access:
    """`sections` None means every part. `helper` is the invitation of a guest."""

    may_type: bool
    sections: frozenset[str] | None = None
    is_applicant: bool = False
    """The one who began it, or whose it is since; not those of the team, nor helpers."""
    helper: Helper | None = None
    only_translates: bool = False
    """A translator of the programme: sees the answers to translate, and nothing else."""
    assists: bool = False
    """Began it for somebody who has no sign-in yet, and sends it with their word."""

    @property
    def sends(self) -> bool:
        return self.is_applicant or self.assists

    @property
    def is_of_the_team(self) -> bool:
        """Applies together with the applicant."""
        return not self.is_applicant and self.helper is None

    def covers(self, key: str) -> bool:
        """Whether the part `key` is open to this person."""
        return self.sections is None or key in self.sections

    def of(self, every: Iterable[Section]) -> list[Section]:
        return [each for each in every if self.covers(each.key)]

    def questions(self, application: Application) -> set[str]:
        """The keys of the questions that stand in the parts open to this person. No query."""
        here = self.of(sections(application.question_set, ""))
        asked = (question for section in here for question in section.questions)
        return {e.key for e in asked if e.kind in IN_WORDS or not self.only_translates}


def access_of(user: User | None, application: Application | None) -> Access | None:
    """None for everybody whom the applicant did not let in, officers too. A query for guests."""
    if user is None or application is None or not user.is_authenticated:
        return None
    if application.applicant_id == user.person_id:
        return Access(may_type=True, is_applicant=True)
    helpers = Helper.objects.in_force().filter(application=application, user=user)
    helper = helpers.select_related("assisted_start").first()
    if helper:
        return as_helper(helper)
    team = CoApplicant.objects.accepted().filter(application=application, user=user)
    return Access(may_type=True) if team.exists() else None


def as_helper(helper: Helper) -> Access:
    only = frozenset(helper.sections) if helper.sections else None
    start = getattr(helper, "assisted_start", None)
    assists = start is not None and start.claimed_at is None
    return Access(
        may_type=helper.may_type,
        sections=only,
        helper=helper,
        only_translates=helper.only_translates,
        assists=assists,
    )


def took_part(user: User | None, application: Application | None) -> bool:
    """Whether the user ever stood on the applicant's side: such a person does not screen it.

    One query per user object, however many applications are asked about.
    """
    if user is None or application is None:
        return False
    helped: set[int] | None = getattr(user, TOOK_PART, None)
    if helped is None:
        team = CoApplicant.objects.filter(user=user).values_list("application_id", flat=True)
        helping = Helper.objects.filter(user=user).values_list("application_id", flat=True)
        helped = set(helping.union(team))
        setattr(user, TOOK_PART, helped)
    return application.pk in helped
