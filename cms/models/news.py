"""What is new: the list of news, and one item of it."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PageManager, PageQuerySet

from accounts.models import Organisation
from applications.calls.models import Call
from cms import filters, languages, rules, tags
from cms.panels import PLACE_AND_THEMES
from freshness import ahead, depends, until_tomorrow
from programmes.models import City, Programme, Theme

from .base import SitePage
from .calls import CallPage
from .consents import Consent
from .media import SiteImage, on_cards, with_consents
from .pictured import PicturedPage
from .stories import StoryPage, StoryPageForm


class NewsQuerySet(PageQuerySet):
    def shown(self) -> "NewsQuerySet":
        """Live ones, but none with a picture that somebody on it does not agree to today."""
        dead = Consent.objects.not_valid_for(Consent.Use.WEB)
        return self.live().exclude(image__consents__in=dead)

    def for_cards(self) -> "NewsQuerySet":
        """With all that a card shows, in a constant number of queries."""
        rows = self.select_related("city", "locale", "image").defer("body")
        return rows.prefetch_related(on_cards("image"), "image__consents")


class NewsIndexPage(SitePage):
    """All news, newest first, by year, city and theme."""

    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.NewsPage"]
    max_count_per_parent = 1
    template = "cms/news_index_page.html"

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        listing = self.drawn("cms/parts/news_list.html", request, self._listed)
        return super().get_context(request) | {"listing": listing}

    def _listed(self, request: HttpRequest) -> dict:
        of_news = tags.pages_of_a_kind(NewsPage)
        depends("names", "stories", of_news)
        until_tomorrow()
        every = languages.or_first(NewsPage.objects.live(), self.locale_id)
        ahead(filters.cities(), filters.themes(), filters.NewsFilter.years(every, of_news))
        form = filters.NewsFilter(request.GET, every, of_news)
        found = form.newest(every.for_cards())
        return {
            "form": form,
            "rows": found.items,
            "next_url": found.next_url,
        }


class NewsPage(PicturedPage):
    """One piece of news, told by an organisation. People are named in stories, with consent."""

    if TYPE_CHECKING:
        _default_manager: ClassVar[models.Manager["NewsPage"]]

    base_form_class = StoryPageForm
    is_article = True
    shown_with = ("organisation", "city", "image", "programme")

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        verbose_name=_("who tells it"),
        help_text=_("The organisation that readers see as the writer."),
    )
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("programme"),
        help_text=_("The page thanks the funders of this programme."),
    )
    city = models.ForeignKey(
        City, models.PROTECT, null=True, blank=True, verbose_name=_("city"), related_name="news"
    )
    themes = ParentalManyToManyField(
        Theme, blank=True, verbose_name=_("themes"), related_name="news"
    )
    call = models.ForeignKey(
        Call, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("about call")
    )
    story = models.ForeignKey(
        StoryPage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("about story"),
    )

    objects = PageManager.from_queryset(NewsQuerySet)()

    content_panels = [
        *SitePage.content_panels[:1],
        FieldPanel("introduction"),
        FieldPanel("organisation"),
        MultiFieldPanel(
            [
                FieldPanel("programme"),
                *PLACE_AND_THEMES,
                FieldPanel("call"),
                FieldPanel("story"),
            ],
            heading=_("What it is about"),
        ),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Picture")),
        FieldPanel("body"),
    ]
    parent_page_types = ["cms.NewsIndexPage"]
    subpage_types: list[str] = []
    template = "cms/news_page.html"

    class Meta:
        verbose_name = _("piece of news")
        verbose_name_plural = _("news")

    @property
    def picture(self) -> SiteImage | None:
        """Its picture, while everybody on it agrees to this website."""
        if self.image is None or rules.why_not_shown(self.image, Consent.Use.WEB):
            return None
        return self.image

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        depends(f"image:{self.image_id}", "names", "organisations")
        until_tomorrow()
        if self.image:
            with_consents([self.image])
        return super().get_context(request) | {
            "picture": self.picture,
            "news_facts": self.drawn("cms/parts/news_facts.html", request, self._facts),
            "parent_url": self.url_above(request),
        }

    def _facts(self, request: HttpRequest) -> dict:
        depends(f"page:{self.pk}", "names", "calls", "stories")
        depends(*(tags.pages_of_a_kind(kind, self.locale_id) for kind in (CallPage, StoryPage)))
        until_tomorrow()
        return {
            "themes": self.themes.all(),
            "call_page": self._call_page(),
            "story_page": self._story_page(),
        }

    def _call_page(self) -> CallPage | None:
        """The page of its call in this page's language."""
        if not self.call_id:
            return None
        pages = CallPage.objects.live().filter(call=self.call_id, locale=self.locale_id)
        return pages.filter(call__published_at__isnull=False).first()

    def _story_page(self) -> StoryPage | None:
        """Its story in this page's language, while that may be told."""
        if not self.story_id:
            return None
        translations = StoryPage.objects.filter(pk=self.story_id).values("translation_key")
        stories = StoryPage.objects.shown().filter(locale=self.locale_id)
        return stories.filter(translation_key__in=translations).first()
