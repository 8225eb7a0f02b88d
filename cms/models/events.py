"""The list of events, and the page that tells people about one event."""

from typing import TYPE_CHECKING, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.models import PageManager, PageQuerySet

from cms import event_facts, languages, tags
from cms.event_search import Search, SearchForm
from events.models import Event
from freshness import depends, remember
from programmes.models import Programme

from .base import SitePage


class EventPageQuerySet(PageQuerySet):
    def in_language(self, language: str | None) -> "EventPageQuerySet":
        """Live pages in a language, each with its event, the nearest first."""
        pages = self.live().filter(locale__language_code=language)
        return pages.select_related("event__city", "locale").order_by("event__starts_at", "pk")


class EventIndexPage(SitePage):
    """Events to come, the nearest first; past ones a part at a time."""

    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.EventPage"]
    max_count_per_parent = 1
    template = "cms/event_index_page.html"

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        listing = self.drawn("cms/parts/event_list.html", request, self._listed)
        return super().get_context(request) | {"listing": listing}

    def _listed(self, request: HttpRequest) -> dict:
        which = ("events", tags.pages_of_a_kind(EventPage))
        depends("names", *which)
        search = Search.of(request.GET)
        every = languages.or_first(EventPage.objects.live(), self.locale_id)
        found = search.among(every)
        after = request.GET.get("after", "")
        return {
            "search": search,
            "form": SearchForm(search, every, *which),
            "listed": event_facts.listed(found, request, after=after),
            "calendar_url": reverse("events_calendar") + search.of_city,
            "follow_url": reverse("follow_events") + search.of_city,
        }


class EventPage(SitePage):
    """The words about an event. When, where and how many places come from the event itself, so
    every language tells the same, and has the same places."""

    if TYPE_CHECKING:
        _default_manager: ClassVar[models.Manager["EventPage"]]

    shown_with = ("event__city", "event__theme", "event__programme__lead")

    event = models.ForeignKey(
        Event,
        models.PROTECT,
        related_name="pages",
        verbose_name=_("event"),
        help_text=_("Time, place and number of places are shown from the event."),
    )

    objects = PageManager.from_queryset(EventPageQuerySet)()

    content_panels = [
        *SitePage.content_panels[:1],
        HelpPanel(
            _("Set up the event first, under “Events” in the menu. Then choose it here."),
            heading=_("Good to know"),
        ),
        FieldPanel("event"),
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    parent_page_types = ["cms.EventIndexPage"]
    subpage_types: list[str] = []
    template = "cms/event_page.html"

    class Meta:
        verbose_name = _("event page")
        verbose_name_plural = _("event pages")

    def clean(self) -> None:
        super().clean()
        others = EventPage.objects.filter(event_id=self.event_id, locale_id=self.locale_id)
        if self.event_id and others.exclude(pk=self.pk).exclude(alias_of_id=self.pk or 0).exists():
            raise ValidationError(
                {"event": _("Another page in this language is about this event already.")}
            )

    @property
    def shown_programme_id(self) -> int | None:
        return self.event.programme_id if self.event_id else None

    def about(self) -> Programme | None:
        depends("programmes", f"event:{self.event_id}")
        return (self.event.programme if self.event_id else None) or super().about()

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        depends(f"event:{self.event_id}", "names")
        language = self.locale.language_code
        return super().get_context(request) | {
            "facts": remember(
                ("event", self.event_id, language), lambda: event_facts.facts(self.event)
            ),
            "register_url": reverse("event_register", args=[self.event.code]),
            "calendar_url": reverse("event_calendar", args=[self.event.code]),
        }
