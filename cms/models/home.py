"""The home page of each language."""

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from applications.calls.models import Call
from cms import call_lists, event_facts, languages, statements, tags
from cms.navigation import CHILD_OF_HOME
from cms.page_forms import SitePageForm
from freshness import Part, depends, remember, until_tomorrow
from mentoring.outcomes.figures import figures_of
from programmes.models import Programme

from .base import SitePage
from .calls import CallPage
from .events import EventPage
from .news import NewsPage
from .sections import SectionPage
from .stories import StoryPage

CALLS_AT_HOME = 3
NEWS_AT_HOME = 3
STORIES_AT_HOME = 3
FIGURES_AT_HOME = 3


class HomePageForm(SitePageForm):
    """Offers the programme's own figures to choose the headline ones from."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        programme = self.instance.programme if self.instance.programme_id else None
        figures = figures_of(programme) if programme else []
        if "figure_codes" in self.fields:
            self.fields["figure_codes"] = forms.MultipleChoiceField(
                choices=[(figure.code, figure.label) for figure in figures],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                label=_("headline figures"),
                help_text=_("Up to three. Without a choice the first three are shown."),
            )

    def clean_figure_codes(self) -> list[str]:
        codes = self.cleaned_data["figure_codes"]
        if len(codes) > FIGURES_AT_HOME:
            raise forms.ValidationError(_("Choose three figures at most."))
        return codes


class HomePage(SitePage):
    """What the programme is, what is open now, what people made of it."""

    base_form_class = HomePageForm

    shown_with = ("programme",)

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="home_pages", verbose_name=_("programme")
    )
    heading = models.CharField(
        _("heading"), max_length=120, help_text=_("The first words people read, large.")
    )
    figure_codes = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("headline figures"),
        default=list,
        blank=True,
    )

    content_panels = [
        *SitePage.content_panels[:1],
        FieldPanel("programme"),
        FieldPanel("heading"),
        FieldPanel("introduction"),
        FieldPanel("figure_codes"),
        FieldPanel("body"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "cms.CallIndexPage",
        "cms.StoryIndexPage",
        "cms.ProjectIndexPage",
        "cms.ImpactPage",
        "cms.SectionPage",
        "cms.EventIndexPage",
        "cms.NewsIndexPage",
        "cms.ResourceIndexPage",
        "cms.JournalIndexPage",
        "cms.LessonIndexPage",
        "cms.PartnerIndexPage",
        "cms.StandardPage",
    ]
    template = "cms/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def read_ahead(self, request: HttpRequest) -> list[Part]:
        return [*self._lists(request).values(), statements.figures(self.programme)]

    def _lists(self, request: HttpRequest) -> dict[str, Part]:
        """What is drawn of other pages. The addresses of the lists come first: others use them."""
        return {
            "sections": self.section_urls(request),
            "calls": self._calls(request),
            "stories": self._stories(request),
            "happenings": self._happenings(request),
            "foundations": self._foundations(request),
        }

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        lists = self._lists(request)
        sections = lists.pop("sections").get()
        parts = {name: value for each in lists.values() for name, value in each.get().items()}
        parts |= {
            "figures": self._figures(),
            "sections": sections,
            "how_it_works": remember(
                ("how it works", get_language()),
                lambda: render_to_string("cms/parts/how_it_works.html"),
            ),
        }
        return super().get_context(request) | parts | {"hero": self._hero(parts)}

    def _hero(self, parts: dict) -> SafeString:
        """The first words, drawn once; they lead to the calls when one is open."""
        shown = {
            "title": self.heading,
            "text": self.introduction,
            "is_open": any(card.phase == Call.Phase.OPEN for card in parts["calls"]),
            "stories_url": parts["sections"].get("storyindexpage", ""),
        }
        return remember(
            ("hero", get_language(), *shown.values()),
            lambda: render_to_string("cms/parts/hero_at_home.html", shown),
        )

    def _calls(self, request: HttpRequest) -> Part[dict[str, object]]:
        """The calls, and their cards ready to show."""

        def make(coming: QuerySet, counted: QuerySet) -> dict[str, object]:
            depends("calls", "names", "programmes", tags.pages_of_a_kind(CallPage))
            calls = [call_lists.card(page, request) for page in coming]
            cards = render_to_string("cms/parts/call_cards.html", {"calls": calls}, request)
            return {"calls": calls, "call_cards": cards, "open_calls": call_lists.number(counted)}

        def reads() -> tuple[QuerySet, ...]:
            pages = languages.or_first(CallPage.objects.all(), self.locale_id)
            return call_lists.coming(pages)[:CALLS_AT_HOME], call_lists.open_ones(pages)

        return Part(("calls at home", self.pk), reads, make)

    def _stories(self, request: HttpRequest) -> Part[dict[str, object]]:
        """The newest stories, and their cards ready to show."""

        def make(newest: QuerySet) -> dict[str, object]:
            depends("stories", "names", tags.pages_of_a_kind(StoryPage, self.locale_id))
            until_tomorrow()
            shown = list(newest)
            cards = render_to_string("cms/parts/story_cards.html", {"stories": shown}, request)
            return {"stories": shown, "story_cards": cards}

        def reads() -> tuple[QuerySet, ...]:
            stories = StoryPage.objects.shown().filter(locale=self.locale_id).for_cards()
            return (stories.order_by("-first_published_at")[:STORIES_AT_HOME],)

        return Part(("stories at home", self.pk), reads, make)

    def _happenings(self, request: HttpRequest) -> Part[dict[str, object]]:
        """The next events and the newest news, ready to show, each in the reader's language or
        else in its first."""

        def make(events: QuerySet, news: QuerySet) -> dict[str, object]:
            depends(
                "events", "names", *(tags.pages_of_a_kind(kind) for kind in (EventPage, NewsPage))
            )
            told = [{"page": each, "url": each.get_url(request)} for each in news]
            shown = {
                "events": [event_facts.card(each, request) for each in events],
                "news": told,
                "sections": self.section_urls(request).get(),
            }
            return {"happenings": render_to_string("cms/parts/happenings.html", shown)}

        def reads() -> tuple[QuerySet, ...]:
            events = languages.or_first(EventPage.objects.all(), self.locale_id)
            news = languages.or_first(NewsPage.objects.live(), self.locale_id).select_related(
                "locale"
            )
            newest = news.defer("body").order_by("-first_published_at")[:NEWS_AT_HOME]
            return event_facts.next_ones(events), newest

        return Part(("happenings", self.pk), reads, make)

    def _foundations(self, request: HttpRequest) -> Part[dict[str, str]]:
        """The pages of the five foundations in the order that editors gave them, ready to show."""

        def make(pages: QuerySet) -> dict[str, str]:
            depends(tags.pages_of_a_kind(SectionPage, self.locale_id))
            shown = list(pages)
            words = render_to_string("cms/parts/foundations.html", {"foundations": shown}, request)
            return {"foundations": words if shown else ""}

        def reads() -> tuple[QuerySet, ...]:
            pages = SectionPage.objects.child_of(self).live().select_related("locale")
            return (pages.defer("body").order_by("path"),)

        return Part(("foundations", self.pk), reads, make)

    def section_urls(self, request: HttpRequest) -> Part[dict[str, str]]:
        """The address of the live child of each type: {"callindexpage": "/calls/", ...}."""

        def make(children: QuerySet) -> dict[str, str]:
            depends(tags.level(CHILD_OF_HOME, self.locale_id))
            return {child.content_type.model: child.get_url(request) for child in children}

        def reads() -> tuple[QuerySet, ...]:
            children = self.get_children().live().select_related("content_type")
            return (children.order_by("-path"),)

        return Part(("sections", self.pk), reads, make)

    def _figures(self) -> str:
        """The headline figures, ready to show; empty when there are none."""

        def draw() -> str:
            figures = self.headline_figures()
            words = render_to_string("cms/parts/headline_figures.html", {"figures": figures})
            return words if figures else ""

        chosen = (self.programme_id, get_language(), *self.figure_codes)
        return remember(("figures at home", *chosen), draw)

    def headline_figures(self) -> list:
        """The chosen figures in their order, or the first three there are."""
        figures = statements.public_figures(self.programme)
        by_code = {figure.code: figure for figure in figures}
        chosen = [by_code[code] for code in self.figure_codes if code in by_code]
        return (chosen or figures)[:FIGURES_AT_HOME]
