"""The figures and the standing pages."""

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms import charts, site_facts, statements
from freshness import Part, depends, until_tomorrow
from mentoring.outcomes.cells import BY_CITY, BY_STRAND, BY_YEAR, Breakdown, Counting
from programmes.models import Programme

from .base import SitePage


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

    def read_ahead(self, request: HttpRequest) -> list[Part]:
        counted = [self._counted(each) for each in (BY_CITY, BY_STRAND, BY_YEAR)]
        return [statements.figures(self.programme), *counted]

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        of = self.programme_id
        figures = self.drawn("cms/parts/impact_figures.html", request, self._figures, of)
        return super().get_context(request) | {"figures": figures}

    def _figures(self, request: HttpRequest) -> dict:
        figures = statements.public_figures(self.programme)
        depends("programmes")
        return {
            "programme": self.programme,
            "with_target": [charts.against_target(each) for each in figures if each.target],
            "without_target": [each for each in figures if not each.target],
            "by_city": self._counted(BY_CITY).get(),
            "broken_down": self._broken_down(),
        }

    def _broken_down(self) -> list[charts.Broken]:
        kinds, years = self._counted(BY_STRAND).get(), self._counted(BY_YEAR).get()
        return charts.worth_showing(
            charts.Broken(_("By kind of project"), _("Kind of project"), kinds),
            charts.Broken(_("By the year in which people applied"), _("Year"), years),
        )

    def _counted(self, by: Counting) -> Part[Breakdown]:
        def count(*rows: QuerySet) -> Breakdown:
            depends("figures", "programmes", "names")
            return by.made_of(*rows)

        key = ("counted", by.path, self.programme_id, get_language())
        return Part(key, lambda: by.reads(self.programme), count)


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
