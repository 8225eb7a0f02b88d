"""The kinds of page that have a feed. A new kind is one entry of `KINDS`."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageQuerySet

from cms.models import (
    CallIndexPage,
    CallPage,
    EventIndexPage,
    EventPage,
    JournalIndexPage,
    JournalPage,
    LessonIndexPage,
    LessonPage,
    NewsIndexPage,
    NewsPage,
    ProjectIndexPage,
    ProjectPage,
    ResourceIndexPage,
    ResourcePage,
    StoryIndexPage,
    StoryPage,
)
from programmes.moments import in_words


@dataclass(frozen=True)
class Kind:
    """`name` is the first part of the feeds' addresses, `city` the path to a city's slug, `tags`
    what the list depends on besides the pages themselves (see cms.watched), `says` the text of an
    item."""

    name: str
    title: str | Promise
    index: type[Page]
    model: type[Page]
    shown: Callable[[], PageQuerySet]
    city: str
    tags: tuple[str, ...] = ()
    says: Callable[[Any], str] = attrgetter("introduction")


def _calls() -> PageQuerySet:
    return CallPage.objects.live().filter(call__published_at__isnull=False, call__cancelled_at=None)


def _events() -> PageQuerySet:
    """Whatever its date: who reads a feed wants what is new."""
    pages = EventPage.objects.live().filter(event__cancelled_at=None)
    return pages.select_related("event")


def _of_event(page: EventPage) -> str:
    """With its time: people who only skim a feed must not come on the wrong day."""
    return f"{in_words(page.event.starts_at, page.event.time_zone)}. {page.introduction}"


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "calls", _("Calls"), CallIndexPage, CallPage, _calls, "call__cities__slug", ("calls",)
        ),
        Kind(
            "stories",
            _("Stories"),
            StoryIndexPage,
            StoryPage,
            lambda: StoryPage.objects.shown(),
            "city__slug",
            ("stories",),
        ),
        Kind(
            "projects",
            _("Projects"),
            ProjectIndexPage,
            ProjectPage,
            lambda: ProjectPage.objects.shown(),
            "award__application__city__slug",
            ("showings",),
        ),
        Kind(
            "news",
            _("News"),
            NewsIndexPage,
            NewsPage,
            lambda: NewsPage.objects.shown(),
            "city__slug",
            ("stories",),
        ),
        Kind(
            "events",
            _("Events"),
            EventIndexPage,
            EventPage,
            _events,
            "event__city__slug",
            ("events",),
            _of_event,
        ),
        Kind(
            "resources",
            _("Resources"),
            ResourceIndexPage,
            ResourcePage,
            lambda: ResourcePage.objects.shown(),
            "resource__city__slug",
            ("resources",),
        ),
        Kind(
            "journals",
            _("Journals"),
            JournalIndexPage,
            JournalPage,
            lambda: JournalPage.objects.live(),
            "city__slug",
        ),
        Kind(
            "lessons",
            _("Lessons"),
            LessonIndexPage,
            LessonPage,
            lambda: LessonPage.objects.live(),
            "city__slug",
        ),
    )
}


def kind_of(page: Page) -> Kind | None:
    """The feed that a page, or a list of pages, belongs to."""
    found = (kind for kind in KINDS.values() if isinstance(page, kind.index | kind.model))
    return next(found, None)
