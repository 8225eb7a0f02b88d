"""Which mentors could suit an award. A person chooses; this only puts the likely ones first."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext

from applications.awards.models import Award

from .models import CheckIn, Mentor

CITY, LANGUAGE, SKILL = 3, 4, 2
"""Points: a shared language matters more than the same city, each wanted skill adds."""


@dataclass(frozen=True)
class Suggestion:
    """A mentor with room, and what speaks for them."""

    mentor: Mentor
    same_city: bool
    languages: list[str]
    skills: list[str]

    @property
    def points(self) -> int:
        return CITY * self.same_city + LANGUAGE * bool(self.languages) + SKILL * len(self.skills)

    @property
    def skill_names(self) -> str:
        return gettext(", ").join(str(CheckIn.Topic(skill).label) for skill in self.skills)


def suggest(award: Award, wanted: Collection[str] = ()) -> list[Suggestion]:
    """Mentors of the programme with room, best fit first; then the one with most room.

    `wanted` are CheckIn.Topic values that the grantee needs help with. Two queries.
    """
    person = award.application.applicant
    spoken = {*person.spoken_languages, person.language}
    mentors = (
        Mentor.objects.of_programme(award.programme_id)
        .exclude(user__person=person)
        .select_related("user__person", "city")
    )
    found = [
        Suggestion(
            mentor=mentor,
            same_city=mentor.city_id == award.application.city_id,
            languages=sorted(spoken & set(mentor.languages)),
            skills=sorted(set(wanted) & set(mentor.skills) & set(CheckIn.Topic.values)),
        )
        for mentor in mentors
        if mentor.free > 0
    ]
    return sorted(found, key=lambda each: (-each.points, -each.mentor.free, str(each.mentor)))
