"""Journals, zoom-ins and lessons, made by code as an editor would make them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from wagtail.models import Locale

from accounts.models import User
from cms.models import (
    Challenge,
    ChallengeReading,
    JournalIndexPage,
    JournalPage,
    JournalStory,
    LessonIndexPage,
    LessonPage,
    Level,
    ProjectPage,
    StoryPage,
)
from programmes.models import City, Programme, Theme

from .publishing import publish_everywhere


@dataclass(frozen=True)
class JournalWords:
    """What one language says in a journal or zoom-in. `body` is StreamField data.

    `observations` say what was seen of each challenge, in the order of the readings.
    """

    title: str
    introduction: str
    body: list[dict] = field(default_factory=list)
    observations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seen:
    """How big a challenge was in the months of a journal."""

    challenge: Challenge
    level: Level


@dataclass(frozen=True)
class LessonWords:
    """What one language says in a lesson. `body` is StreamField data."""

    title: str
    introduction: str
    challenge: str
    action: str
    result: str
    body: list[dict] = field(default_factory=list)


@transaction.atomic
def publish_journal(
    words: Mapping[str, JournalWords],
    *,
    slug: str,
    programme: Programme,
    number: int,
    period: tuple[date, date],
    by: User,
    series: JournalPage.Series = JournalPage.Series.JOURNAL,
    seen: Sequence[Seen] = (),
    city: City | None = None,
    theme: Theme | None = None,
    stories: Sequence[StoryPage] = (),
    machine_made: bool = False,
) -> JournalPage:
    """Publish a journal or zoom-in in each language of `words`; the first is the source.

    Returns the page in the first language. Raises ValidationError when the number is taken or the
    period ends before it begins, NotCovered when somebody on a picture has not agreed.
    """
    page = JournalPage(
        slug=slug,
        programme=programme,
        series=series,
        number=number,
        period_from=period[0],
        period_to=period[1],
        city=city,
        theme=theme,
        told=[JournalStory(story=story) for story in stories],
    )
    keys = [uuid4() for _each in seen]
    filled = {code: _said(each, code, seen, keys) for code, each in words.items()}
    return publish_everywhere(
        page, filled, under=JournalIndexPage, by=by, machine_made=machine_made
    )


def _said(words: JournalWords, code: str, seen: Sequence[Seen], keys: list[UUID]) -> dict:
    """The fields of a page in one language, its readings among them."""
    locale = Locale.objects.get(language_code=code)
    return {
        "title": words.title,
        "introduction": words.introduction,
        "body": words.body,
        "readings": [
            ChallengeReading(
                challenge=each.challenge,
                level=each.level,
                observation=observation,
                locale=locale,
                translation_key=key,
            )
            for each, observation, key in zip(seen, words.observations, keys, strict=True)
        ],
    }


@transaction.atomic
def publish_lesson(
    words: Mapping[str, LessonWords],
    *,
    slug: str,
    programme: Programme,
    by: User,
    city: City | None = None,
    themes: Sequence[Theme] = (),
    story: StoryPage | None = None,
    project: ProjectPage | None = None,
    journal: JournalPage | None = None,
    machine_made: bool = False,
) -> LessonPage:
    """Publish a lesson in each language of `words`; the first is the source of the others.

    Returns the page in the first language.
    """
    page = LessonPage(
        slug=slug, programme=programme, city=city, story=story, project=project, journal=journal
    )
    page.themes = list(themes)
    filled = {code: asdict(each) for code, each in words.items()}
    return publish_everywhere(page, filled, under=LessonIndexPage, by=by, machine_made=machine_made)
