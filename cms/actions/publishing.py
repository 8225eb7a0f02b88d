"""Pages made by code, in every language at once, as an editor would make them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import zip_longest

from django.db import transaction
from wagtail.models import Locale, Page

from accounts.models import User
from applications.awards.models import Award
from applications.calls.models import Call
from applications.training.models import Course
from cms.models import (
    CallIndexPage,
    CallPage,
    Consent,
    EventIndexPage,
    EventPage,
    Foundation,
    HomePage,
    SectionPage,
    SiteImage,
    StoryIndexPage,
    StoryPage,
    StoryPerson,
)
from events.models import Event
from programmes.models import City, Programme, Theme

from .translations import mark_machine_made

STORY_FIELDS = ("title", "introduction", "body", "image_alt", "project")


@dataclass(frozen=True)
class CallWords:
    """What one language says about a call. Rich text is HTML; `body` is StreamField data."""

    title: str
    introduction: str
    who_can_apply: str
    what_it_pays: str
    how_to_get_help: str = ""
    body: list[dict] = field(default_factory=list)


@dataclass(frozen=True)
class Appearance:
    """Somebody in a story: their consent (which gives the name), and perhaps a small picture."""

    consent: Consent
    picture: SiteImage | None = None


@dataclass(frozen=True)
class StoryWords:
    """What one language says in a story. `body` is StreamField data.

    `roles` and `places` say what each of the people does and where they are from, in their order.
    """

    title: str
    introduction: str
    body: list[dict]
    image_alt: str = ""
    project: str = ""
    roles: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class SectionWords:
    """What one language says about a foundation. `body` is StreamField data."""

    title: str
    introduction: str
    body: list[dict] = field(default_factory=list)


@transaction.atomic
def publish_section(
    programme: Programme,
    foundation: Foundation,
    words: Mapping[str, SectionWords],
    *,
    by: User,
    machine_made: bool = False,
) -> SectionPage:
    """Publish the page of a foundation in each language of `words`; the first is the source."""
    page = SectionPage(programme=programme, foundation=foundation, slug=foundation.value)
    filled = {language: asdict(each) for language, each in words.items()}
    return publish_everywhere(page, filled, under=HomePage, by=by, machine_made=machine_made)


@transaction.atomic
def publish_call_page(
    call: Call, words: Mapping[str, CallWords], *, by: User, machine_made: bool = False
) -> CallPage:
    """Publish the call's page in each language of `words`; the first is the source of the others.

    Returns the page in the first language. Raises ValidationError when that language has a page.
    """
    page = CallPage(call=call, slug=call.code)
    filled = {language: asdict(each) for language, each in words.items()}
    return publish_everywhere(page, filled, under=CallIndexPage, by=by, machine_made=machine_made)


@dataclass(frozen=True)
class EventWords:
    """What one language says about an event. `body` is StreamField data."""

    title: str
    introduction: str
    body: list[dict] = field(default_factory=list)


@transaction.atomic
def publish_event_page(
    event: Event, words: Mapping[str, EventWords], *, by: User, machine_made: bool = False
) -> EventPage:
    """Publish the event's page in each language of `words`; the first is the source of the others.

    Returns the page in the first language. Raises ValidationError when that language has a page.
    """
    page = EventPage(event=event, slug=event.code)
    filled = {code: asdict(each) for code, each in words.items()}
    return publish_everywhere(page, filled, under=EventIndexPage, by=by, machine_made=machine_made)


@transaction.atomic
def publish_story(
    words: Mapping[str, StoryWords],
    *,
    slug: str,
    people: Sequence[Appearance],
    by: User,
    city: City | None = None,
    themes: tuple[Theme, ...] = (),
    award: Award | None = None,
    call: Call | None = None,
    course: Course | None = None,
    image: SiteImage | None = None,
    machine_made: bool = False,
) -> StoryPage:
    """Publish a story in each language of `words`; the first is the source of the others.

    Returns the page in the first language. Raises NotCovered when not all on it agreed.
    """
    page = StoryPage(slug=slug, city=city, award=award, call=call, course=course, image=image)
    page.themes = list(themes)
    filled = {language: _told(each, people) for language, each in words.items()}
    return publish_everywhere(page, filled, under=StoryIndexPage, by=by, machine_made=machine_made)


def _told(words: StoryWords, people: Sequence[Appearance]) -> dict[str, object]:
    """The fields of a page in one language, its people among them."""
    told = {name: getattr(words, name) for name in STORY_FIELDS}
    rows = zip_longest(people, words.roles[: len(people)], words.places[: len(people)])
    return told | {
        "people": [
            StoryPerson(
                consent=each.consent, picture=each.picture, role=role or "", where_from=place or ""
            )
            for each, role, place in rows
        ]
    }


def publish_everywhere(
    page, words: Mapping[str, dict], *, under: type[Page], by: User, machine_made: bool
):
    """Publish `page` in the first language of `words`, then its translations; returns it."""
    (first, first_words), *others = words.items()
    parent = under.objects.get(locale__language_code=first)
    publish(page, under=parent, by=by, **first_words)
    for language, translated in others:
        translate(page, language, by=by, machine_made=machine_made, **translated)
    return page


def publish(page: Page, *, under: Page, by: User, **words) -> Page:
    """Add a new page below `under`, in its language, and publish it."""
    for name, value in words.items():
        setattr(page, name, value)
    page.locale = under.locale
    page.live = False
    page.owner = by
    under.add_child(instance=page)
    return _go_live(page, by=by)


def translate(page: Page, language: str, *, by: User, machine_made: bool = False, **words) -> Page:
    """Publish `page` in another language, joined to it by its translation key.

    `machine_made` words are marked, so that readers know until a person has read them.
    """
    copy = page.copy_for_translation(Locale.objects.get(language_code=language))
    for name, value in words.items():
        setattr(copy, name, value)
    copy.draft_title = copy.title
    _go_live(copy, by=by)
    if machine_made:
        mark_machine_made(copy, by=by)
    return copy


def _go_live(page: Page, *, by: User) -> Page:
    page.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    page.refresh_from_db()
    return page
