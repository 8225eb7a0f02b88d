"""Lessons: a challenge, what was done about it, and what came of it."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageManager, PageQuerySet

from cms import filters, folding, languages, tags
from cms.panels import PLACE_AND_THEMES
from freshness import ahead, depends, until_tomorrow
from programmes.models import City, Programme, Theme

from .base import SitePage
from .journals import JournalPage
from .projects import ProjectPage
from .stories import StoryPage, StoryPageForm


class LessonQuerySet(PageQuerySet):
    def for_cards(self) -> "LessonQuerySet":
        """With all that a card shows, in two queries."""
        themes = Prefetch("themes", queryset=Theme.objects.all())
        return self.select_related("city", "locale").defer("body").prefetch_related(themes)

    def of_journal(self, journal: JournalPage) -> "LessonQuerySet":
        """Live ones that lead to this journal, in its language, the newest first."""
        found = self.live().filter(locale=journal.locale_id).defer("body")
        named = found.filter(journal__translation_key=journal.translation_key)
        return named.order_by("-first_published_at", "-pk")


class LessonIndexPage(SitePage):
    """All lessons, newest first, by city and theme."""

    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.LessonPage"]
    max_count_per_parent = 1
    template = "cms/lesson_index_page.html"

    class Meta:
        verbose_name = _("list of lessons")
        verbose_name_plural = _("lists of lessons")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        listing = self.drawn("cms/parts/lesson_list.html", request, self._listed)
        return super().get_context(request) | {"listing": listing}

    def _listed(self, request: HttpRequest) -> dict:
        depends("names", tags.pages_of_a_kind(LessonPage))
        ahead(filters.cities(), filters.themes())
        form = filters.LessonFilter(request.GET)
        every = languages.or_first(LessonPage.objects.live(), self.locale_id)
        found = form.newest(every.for_cards())
        return {
            "form": form,
            "rows": found.items,
            "next_url": found.next_url,
        }


class LessonPage(SitePage):
    """One lesson, told in three plain texts, and where more of it can be read."""

    if TYPE_CHECKING:
        _default_manager: ClassVar[models.Manager["LessonPage"]]

    base_form_class = StoryPageForm
    is_article = True
    shown_with = ("programme__lead", "city")

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="lessons", verbose_name=_("programme")
    )
    challenge = models.TextField(
        _("the challenge"), max_length=800, help_text=_("What was hard, and for whom.")
    )
    action = models.TextField(_("what we did"), max_length=800)
    result = models.TextField(
        _("what came of it"), max_length=800, help_text=_("Also say what did not work.")
    )
    city = models.ForeignKey(
        City, models.PROTECT, null=True, blank=True, verbose_name=_("city"), related_name="lessons"
    )
    themes = ParentalManyToManyField(
        Theme, blank=True, verbose_name=_("themes"), related_name="lessons"
    )
    story = models.ForeignKey(
        StoryPage, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("story")
    )
    project = models.ForeignKey(
        ProjectPage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("project"),
    )
    journal = models.ForeignKey(
        JournalPage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("journal or zoom-in"),
    )

    objects = PageManager.from_queryset(LessonQuerySet)()

    search_fields = [
        *SitePage.search_fields,
        folding.FoldedField("challenge"),
        folding.FoldedField("action"),
        folding.FoldedField("result"),
    ]
    content_panels = [
        *SitePage.content_panels[:1],
        FieldPanel("introduction"),
        FieldPanel("programme"),
        MultiFieldPanel(
            [FieldPanel("challenge"), FieldPanel("action"), FieldPanel("result")],
            heading=_("The lesson"),
        ),
        MultiFieldPanel(PLACE_AND_THEMES, heading=_("What it is about")),
        MultiFieldPanel(
            [FieldPanel("story"), FieldPanel("project"), FieldPanel("journal")],
            heading=_("Where to read more"),
        ),
        FieldPanel("body"),
    ]
    parent_page_types = ["cms.LessonIndexPage"]
    subpage_types: list[str] = []
    template = "cms/lesson_page.html"

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        return super().get_context(request) | {
            "lesson_facts": self.drawn("cms/parts/lesson_facts.html", request, self._facts),
            "more": self.drawn("cms/parts/lesson_more.html", request, self._more),
            "parent_url": self.url_above(request),
        }

    def _facts(self, request: HttpRequest) -> dict:
        depends(f"page:{self.pk}", "names")
        return {"city": self.city, "themes": self.themes.all()}

    def _more(self, request: HttpRequest) -> dict:
        kinds = (StoryPage, ProjectPage, JournalPage)
        depends(*(tags.pages_of_a_kind(kind, self.locale_id) for kind in kinds))
        depends(f"page:{self.pk}", "stories", "showings")
        until_tomorrow()
        return {
            "story_page": self._here(self.story_id, StoryPage.objects.shown()),
            "project_page": self._here(self.project_id, ProjectPage.objects.shown()),
            "journal_page": self._here(self.journal_id, JournalPage.objects.live()),
        }

    def _here(self, pk: int | None, readable: PageQuerySet) -> Page | None:
        """A page that the lesson names, in the lesson's language, if people may read it there."""
        if pk is None:
            return None
        keys = Page.objects.filter(pk=pk).values("translation_key")
        return readable.filter(locale=self.locale_id, translation_key__in=keys).first()
