"""The home page, the figures and the standing pages."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from applications.calls.models import Call
from cms import call_facts, charts, event_facts, languages, site_facts, tags
from cms.navigation import CHILD_OF_HOME
from cms.page_forms import SitePageForm
from cms.statements import public_figures
from freshness import depends, remember, until_tomorrow
from mentoring.outcomes.cells import Breakdown, by_city, by_strand, by_year
from mentoring.outcomes.figures import figures_of
from programmes.models import Programme

from .base import SitePage
from .calls import CallPage
from .events import EventPage
from .news import NewsPage
from .sections import SectionPage
from .stories import StoryPage

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

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

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        sections = self.section_urls(request)
        parts = {
            **remember(("calls at home", self.pk), lambda: self._calls(request)),
            **remember(("stories at home", self.pk), lambda: self._stories(request)),
            **remember(("happenings", self.pk), lambda: self._happenings(request, sections)),
            **remember(("foundations", self.pk), lambda: self._foundations(request)),
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

    def _calls(self, request: HttpRequest) -> dict[str, object]:
        """The calls, and their cards ready to show."""
        depends("calls", "names", "programmes", tags.pages_of_a_kind(CallPage))
        pages = languages.or_first(CallPage.objects.all(), self.locale_id)
        calls = call_facts.coming_or_open(pages, request, CALLS_AT_HOME)
        cards = render_to_string("cms/parts/call_cards.html", {"calls": calls}, request)
        return {"calls": calls, "call_cards": cards, "open_calls": call_facts.count_open(pages)}

    def _stories(self, request: HttpRequest) -> dict[str, object]:
        """The newest stories, and their cards ready to show."""
        depends("stories", "names", tags.pages_of_a_kind(StoryPage, self.locale_id))
        until_tomorrow()
        stories = StoryPage.objects.shown().filter(locale=self.locale).for_cards()
        newest = list(stories.order_by("-first_published_at")[:STORIES_AT_HOME])
        cards = render_to_string("cms/parts/story_cards.html", {"stories": newest}, request)
        return {"stories": newest, "story_cards": cards}

    def _happenings(self, request: HttpRequest, sections: dict[str, str]) -> dict[str, object]:
        """The next events and the newest news, ready to show."""
        kinds = (EventPage, NewsPage)
        depends("events", "names", tags.level(CHILD_OF_HOME, self.locale_id))
        depends(*(tags.pages_of_a_kind(kind, self.locale_id) for kind in kinds))
        events = event_facts.next_ones(EventPage.objects.filter(locale=self.locale_id), request)
        news = NewsPage.objects.live().filter(locale=self.locale_id).defer("body")
        newest = news.order_by("-first_published_at")[:NEWS_AT_HOME]
        told = [{"page": each, "url": each.get_url(request)} for each in newest]
        shown = {"events": events, "news": told, "sections": sections}
        return {"happenings": render_to_string("cms/parts/happenings.html", shown)}

    def _foundations(self, request: HttpRequest) -> dict[str, str]:
        """The pages of the five foundations in the order that editors gave them, ready to show."""
        depends(tags.pages_of_a_kind(SectionPage, self.locale_id))
        pages = SectionPage.objects.child_of(self).live().select_related("locale").defer("body")
        shown = list(pages.order_by("path"))
        words = render_to_string("cms/parts/foundations.html", {"foundations": shown}, request)
        return {"foundations": words if shown else ""}

    def section_urls(self, request: HttpRequest) -> dict[str, str]:
        """The address of the live child of each type: {"callindexpage": "/calls/", ...}."""

        def read() -> dict[str, str]:
            depends(tags.level(CHILD_OF_HOME, self.locale_id))
            children = self.get_children().live().select_related("content_type").order_by("-path")
            return {child.content_type.model: child.get_url(request) for child in children}

        return remember(("sections", self.pk), read)

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
        figures = public_figures(self.programme)
        by_code = {figure.code: figure for figure in figures}
        chosen = [by_code[code] for code in self.figure_codes if code in by_code]
        return (chosen or figures)[:FIGURES_AT_HOME]


class ImpactPage(SitePage):
    """The programme's targets against what was reached, each with its date and source."""

    shown_with = ("programme",)

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="impact_pages", verbose_name=_("programme")
    )

    content_panels = [
        *SitePage.content_panels[:1],
        FieldPanel("programme"),
        *SitePage.content_panels[1:],
    ]
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    template = "cms/impact_page.html"

    class Meta:
        verbose_name = _("figures page")
        verbose_name_plural = _("figures pages")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        figures = public_figures(self.programme)
        return super().get_context(request) | {
            "with_target": [charts.against_target(each) for each in figures if each.target],
            "without_target": [each for each in figures if not each.target],
            "by_city": self._counted(by_city),
            "charts": self._charts(),
        }

    def _charts(self) -> dict["StrOrPromise", list[charts.Bars]]:
        """By heading, where there is more than one bar to compare."""
        found = {
            _("By kind of project"): charts.bars(self._counted(by_strand)),
            _("By the year in which people applied"): charts.bars(self._counted(by_year)),
        }
        return {title: bars for title, bars in found.items() if bars}

    def _counted(self, breakdown: Callable[[Programme], Breakdown]) -> Breakdown:
        def count() -> Breakdown:
            depends("figures", "programmes", "names")
            return breakdown(self.programme)

        return remember((breakdown.__name__, self.programme_id, get_language()), count)


class StandardPage(SitePage):
    """A standing page such as privacy or accessibility, linked from the foot of every page.

    A page may end in a part that the software writes itself, from what it really does.
    """

    class Part(models.TextChoices):
        PRIVACY = "privacy", _("What we keep, and for how long")
        COOKIES = "cookies", _("Our cookies")
        ACCESSIBILITY = "accessibility", _("How we check that everybody can use the site")

    part = models.CharField(
        _("part written by the software"),
        max_length=15,
        choices=Part,
        blank=True,
        help_text=_("It stands under your own words and is always up to date."),
    )

    content_panels = [*SitePage.content_panels, FieldPanel("part")]

    parent_page_types = ["cms.HomePage", "cms.StandardPage"]
    subpage_types = ["cms.StandardPage"]
    template = "cms/standard_page.html"

    class Meta:
        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        return super().get_context(request) | self._facts()

    def _facts(self) -> dict[str, object]:
        """What the part of the software's own hand says; nothing on a page without one."""
        if not self.part:
            return {}
        until_tomorrow()
        with_cookies = self.part in (self.Part.PRIVACY, self.Part.COOKIES)
        return {
            "kept": site_facts.kept() if self.part == self.Part.PRIVACY else [],
            "cookies": site_facts.cookies() if with_cookies else [],
            "by_machine": site_facts.languages_by_machine(),
            "contact": site_facts.contact(),
            "today": timezone.localdate(),
        }
