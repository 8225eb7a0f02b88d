"""Journals and zoom-ins: what a programme reports of itself, in two numbered series."""

from typing import TYPE_CHECKING, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
)
from wagtail.models import Locale, Orderable, PageManager, PageQuerySet

from cms import challenges, folding, languages, paging, tags
from cms.coverage import NotCovered
from freshness import depends, together, until_tomorrow
from programmes.models import City, Programme, Theme

from .base import SitePage
from .challenges import ChallengeReading
from .stories import StoryPage, StoryPageForm

JOURNALS_ON_A_PAGE = 6
"""Also the columns of the table of challenges that stands beside them."""
ZOOM_INS_ONLY = "zoom-ins"


class JournalQuerySet(PageQuerySet):
    def for_cards(self) -> "JournalQuerySet":
        """With all that a card shows, in one query."""
        return self.select_related("programme", "city", "theme", "locale").defer("body")


class JournalIndexPage(SitePage):
    """Both series, the latest first, and the challenges from journal to journal."""

    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.JournalPage"]
    max_count_per_parent = 1
    template = "cms/journal_index_page.html"

    class Meta:
        verbose_name = _("list of journals")
        verbose_name_plural = _("lists of journals")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        listing = self.drawn("cms/parts/journal_list.html", request, self._listed)
        return super().get_context(request) | {"listing": listing}

    def _listed(self, request: HttpRequest) -> dict:
        depends(f"page:{self.pk}", "challenges", "names", "programmes", "readings")
        depends(tags.pages_of_a_kind(JournalPage))
        only_zoom_ins = request.GET.get("show") == ZOOM_INS_ONLY
        shown = JournalPage.Series.ZOOM_IN if only_zoom_ins else JournalPage.Series.JOURNAL
        part = self._part(shown, request.GET.get("after", ""))
        zoom_ins = part if only_zoom_ins else self._part(JournalPage.Series.ZOOM_IN, "")
        show = f"show={ZOOM_INS_ONLY}&" if only_zoom_ins else ""
        return {
            "url": self.get_url(request),
            "only_zoom_ins": only_zoom_ins,
            "journals": [] if only_zoom_ins else part.items,
            "tables": [] if only_zoom_ins else challenges.tables(part.items),
            "zoom_ins": zoom_ins.items,
            "all_zoom_ins_url": f"?show={ZOOM_INS_ONLY}" if zoom_ins.next_key else "",
            "next_url": f"?{show}after={part.next_key}" if part.next_key else "",
        }

    def _part(self, series: str, after: str) -> paging.Part["JournalPage"]:
        of_series = JournalPage.objects.live().filter(series=series)
        rows = languages.or_first(of_series, self.locale_id).for_cards()
        return paging.newest_first(rows, field="period_to", after=after, size=JOURNALS_ON_A_PAGE)


class JournalPageForm(StoryPageForm):
    """Says in words what is wrong with the readings of challenges."""

    def clean(self) -> dict:
        cleaned = super().clean()
        seen: set[int] = set()
        for form in self.formsets["readings"].forms:
            given = form.cleaned_data if form.is_valid() else {}
            challenge = None if given.get("DELETE") else given.get("challenge")
            if challenge and (reason := self._why_not(challenge, cleaned, seen)):
                form.add_error("challenge", reason)
            if challenge:
                seen.add(challenge.pk)
        return cleaned

    @staticmethod
    def _why_not(challenge, cleaned: dict, seen: set[int]):
        if cleaned.get("series") == JournalPage.Series.ZOOM_IN:
            return _("Only a journal follows challenges. Take this out of the zoom-in.")
        if challenge.pk in seen:
            return _("This challenge stands here twice. Keep one of them.")
        if cleaned.get("programme") and challenge.programme_id != cleaned["programme"].pk:
            return _("This challenge is of another programme.")
        return None


class JournalPage(SitePage):
    """One report of a programme: a journal of some months, or a zoom-in on one city or theme."""

    if TYPE_CHECKING:
        _default_manager: ClassVar[models.Manager["JournalPage"]]
        readings: models.Manager[ChallengeReading]
        told: models.Manager["JournalStory"]

    class Series(models.TextChoices):
        JOURNAL = "journal", _("Journal")
        ZOOM_IN = "zoom_in", _("Zoom-in")

    base_form_class = JournalPageForm
    is_article = True
    shown_with = ("programme__lead", "city", "theme")

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="journals", verbose_name=_("programme")
    )
    series = models.CharField(
        _("series"),
        max_length=8,
        choices=Series,
        default=Series.JOURNAL,
        help_text=_("A journal tells of some months; a zoom-in looks at one city or theme."),
    )
    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1)])
    numbered_in = models.ForeignKey(
        Locale, models.PROTECT, null=True, editable=False, related_name="+"
    )
    """The language in which it alone has its number; empty for a draft and for a mirror page."""
    period_from = models.DateField(_("from"))
    period_to = models.DateField(_("to"))
    city = models.ForeignKey(
        City, models.PROTECT, null=True, blank=True, verbose_name=_("city"), related_name="journals"
    )
    theme = models.ForeignKey(
        Theme,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("theme"),
        related_name="journals",
    )

    objects = PageManager.from_queryset(JournalQuerySet)()

    search_fields = [*SitePage.search_fields, folding.FoldedField("observed")]
    content_panels = [
        *SitePage.content_panels[:1],
        FieldPanel("introduction"),
        MultiFieldPanel(
            [
                FieldPanel("programme"),
                FieldRowPanel([FieldPanel("series"), FieldPanel("number")]),
                FieldRowPanel([FieldPanel("period_from"), FieldPanel("period_to")]),
            ],
            heading=_("Which one it is"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("city"),
                FieldPanel("theme"),
                MultipleChooserPanel("told", chooser_field_name="story", label=_("story")),
            ],
            heading=_("What it is about"),
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                HelpPanel(
                    _(
                        "Say of each challenge how big it is now, and what you saw. Readers see "
                        "by itself whether it got better since the journal before."
                    )
                ),
                InlinePanel("readings", label=_("challenge")),
            ],
            heading=_("Challenges"),
        ),
    ]
    parent_page_types = ["cms.JournalIndexPage"]
    subpage_types: list[str] = []
    template = "cms/journal_page.html"

    class Meta:
        verbose_name = _("journal or zoom-in")
        verbose_name_plural = _("journals and zoom-ins")
        indexes = [models.Index(fields=["series", "-period_to", "-page_ptr"], name="journals_new")]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "series", "number", "numbered_in"],
                name="journal_number_once_in_a_language",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="journals_count_from_one"),
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")), name="journal_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(series="zoom_in") | Q(city__isnull=False) | Q(theme__isnull=False),
                name="zoom_in_looks_at_something",
            ),
        ]

    def save(self, *args, **kwargs) -> None:
        """Refuses (NotCovered) to go live with a number that another one has."""
        has_number = self.live and not self.alias_of_id
        if has_number and self._number_is_taken():
            raise NotCovered(self._taken())
        self.numbered_in_id = self.locale_id if has_number else None
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        errors: dict[str, object] = {}
        if self.period_from and self.period_to and self.period_from > self.period_to:
            errors["period_to"] = _("The last day comes before the first. Change one of them.")
        if self.series == self.Series.ZOOM_IN and not (self.city_id or self.theme_id):
            errors["city"] = _("Choose the city or the theme that this zoom-in looks at.")
        if self._number_is_taken():
            errors["number"] = self._taken()
        if errors:
            raise ValidationError(errors)

    def _number_is_taken(self) -> bool:
        if self.number is None or self.programme_id is None or self.alias_of_id:
            return False
        same = JournalPage.objects.filter(
            programme=self.programme_id,
            series=self.series,
            number=self.number,
            numbered_in=self.locale_id,
        )
        return same.exclude(pk=self.pk).exists()

    def _taken(self) -> str:
        return _("%(name)s is there already. Choose another number.") % {"name": self.name}

    @property
    def name(self) -> str:
        """Its place in its series, as people speak of it."""
        names = {
            self.Series.JOURNAL: _("Journal no. %(number)s"),
            self.Series.ZOOM_IN: _("Zoom-in no. %(number)s"),
        }
        return str(names[self.Series(self.series)]) % {"number": self.number}

    @property
    def short_name(self) -> str:
        return str(_("No. %(number)s")) % {"number": self.number}

    def observed(self) -> str:
        """What was seen of all challenges, for search."""
        return " ".join(each.observation for each in self.readings.all())

    def series_mates(self) -> JournalQuerySet:
        """Live ones of its programme and series, each in its language or else the first one's."""
        mates = JournalPage.objects.live().filter(programme=self.programme_id, series=self.series)
        return languages.or_first(mates, self.locale_id)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        depends("names")
        return super().get_context(request) | {
            "more": self.drawn("cms/parts/journal_more.html", request, self._more),
            "around": self.drawn("cms/parts/journal_around.html", request, self._around),
            "parent_url": self.url_above(request),
        }

    def _more(self, request: HttpRequest) -> dict:
        """Its challenges, and the stories and lessons that lead to it."""
        _around, stories, lessons = self._others
        depends(f"page:{self.pk}", "stories", tags.pages_of_a_kind(JournalPage))
        kinds = (StoryPage, lessons.model)
        depends(*(tags.pages_of_a_kind(kind, self.locale_id) for kind in kinds))
        if self.series == self.Series.JOURNAL:
            depends("challenges", "readings")
        until_tomorrow()
        return {"readings": challenges.readings_of(self), "stories": stories, "lessons": lessons}

    def _around(self, request: HttpRequest) -> dict:
        """The one before it in its series and the one after it."""
        depends(f"page:{self.pk}", tags.pages_of_a_kind(JournalPage))
        found = {each.number > self.number: each for each in self._others[0]}
        return {"previous": found.get(False), "following": found.get(True)}

    @cached_property
    def _others(self) -> tuple[PageQuerySet, PageQuerySet, PageQuerySet]:
        """Those around it in its series, its stories and its lessons, in one trip."""
        from .lessons import LessonPage

        found = (self._beside(), self._stories(), LessonPage.objects.of_journal(self))
        together(*found)
        return found

    def _beside(self) -> PageQuerySet:
        mates = self.series_mates().select_related("locale").defer("body")
        before = mates.filter(number__lt=self.number).order_by("-number")[:1]
        after = mates.filter(number__gt=self.number).order_by("number")[:1]
        return before.union(after, all=True)

    def _stories(self) -> PageQuerySet:
        """Its stories in this page's language, while they may be told."""
        keys = self.told.values_list("story__translation_key", flat=True)
        told = StoryPage.objects.shown().filter(locale=self.locale_id, translation_key__in=keys)
        return told.defer("body").order_by("-first_published_at", "pk")


class JournalStory(Orderable):
    """A story that a journal or zoom-in leads to."""

    if TYPE_CHECKING:
        _default_manager: ClassVar[models.Manager["JournalStory"]]

    page = ParentalKey(JournalPage, on_delete=models.CASCADE, related_name="told")
    story = models.ForeignKey(StoryPage, models.CASCADE, related_name="+", verbose_name=_("story"))

    panels = [FieldPanel("story")]

    class Meta(Orderable.Meta):
        verbose_name = _("story of a journal")
        verbose_name_plural = _("stories of journals")

    def __str__(self) -> str:
        return self.story.title
