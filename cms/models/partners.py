"""Who carries the programmes: partners, and those who pay."""

from typing import TYPE_CHECKING, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from accounts.models import Organisation
from applications.calls.models import Call
from cms import call_lists, partnership, tags
from freshness import depends, remember, together, until_tomorrow
from programmes.models import Funder, Partner

from .base import SitePage
from .calls import CallPage
from .stories import StoryPage

if TYPE_CHECKING:
    from cms.partnership import Part

CALLS_OF_A_PARTNER = 12
STORIES_OF_A_PARTNER = 3


def partners_and_funders() -> Q:
    """Organisations that some programme names."""
    return Q(pk__in=Partner.objects.values("organisation")) | Q(
        pk__in=Funder.objects.values("organisation")
    )


class PartnerIndexPage(SitePage):
    """Every partner with its part and cities, and every funder, from the programmes' records."""

    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.PartnerPage"]
    max_count_per_parent = 1
    template = "cms/partner_index_page.html"

    class Meta:
        verbose_name = _("list of partners")
        verbose_name_plural = _("lists of partners")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        listing = self.drawn("cms/parts/partner_list.html", request, self._listed)
        return super().get_context(request) | {"listing": listing}

    def _listed(self, request: HttpRequest) -> dict:
        depends("programmes", "names", "organisations")
        depends(tags.pages_of_a_kind(PartnerPage, self.locale_id))
        pages = PartnerPage.objects.live().child_of(self).defer("body")
        urls = {page.organisation_id: page.get_url(request) for page in pages}
        return {
            "partners": partnership.partners(urls),
            "funders": partnership.funders(urls),
        }


class PartnerPage(SitePage):
    """One partner or funder: its part, its cities, and the calls and stories of those cities."""

    if TYPE_CHECKING:
        _default_manager: ClassVar[models.Manager["PartnerPage"]]

    shown_with = ("organisation",)

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="pages",
        limit_choices_to=partners_and_funders,
        verbose_name=_("organisation"),
        help_text=_("Its part and its cities are shown from the programme's records."),
    )

    content_panels = [
        *SitePage.content_panels[:1],
        FieldPanel("organisation"),
        *SitePage.content_panels[1:],
    ]
    parent_page_types = ["cms.PartnerIndexPage"]
    subpage_types: list[str] = []
    template = "cms/partner_page.html"

    class Meta:
        verbose_name = _("page of a partner")
        verbose_name_plural = _("pages of partners")

    def clean(self) -> None:
        super().clean()
        others = PartnerPage.objects.filter(
            organisation_id=self.organisation_id, locale_id=self.locale_id
        )
        if others.exclude(pk=self.pk).exclude(alias_of_id=self.pk or 0).exists():
            raise ValidationError(
                {"organisation": _("This organisation has a page in this language already.")}
            )

    @cached_property
    def parts(self) -> list["Part"]:
        """Its parts in public programmes, as a partner and as a funder."""

        def read() -> list["Part"]:
            depends("programmes", "organisations")
            return partnership.parts_of(self.organisation_id)

        return remember(("parts", self.organisation_id, get_language()), read)

    @property
    def shown_programme_id(self) -> int | None:
        programmes = {part.programme.pk for part in self.parts}
        return programmes.pop() if len(programmes) == 1 else None

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        return super().get_context(request) | {
            "more": self.drawn(
                "cms/parts/partner_more.html", request, self._more, self.organisation_id
            ),
            "parent_url": self.url_above(request),
        }

    def _more(self, request: HttpRequest) -> dict:
        """Its parts and cities, and the calls and stories of those."""
        depends("programmes", "names", "organisations", "calls", "stories")
        depends(*(tags.pages_of_a_kind(kind, self.locale_id) for kind in (CallPage, StoryPage)))
        until_tomorrow()
        cities = list(self.organisation.cities.all())
        programmes = {part.programme.pk for part in self.parts}
        calls = CallPage.objects.filter(locale=self.locale_id, call__programme__in=programmes)
        stories = StoryPage.objects.shown().filter(locale=self.locale_id).for_cards()
        if cities:
            calls = calls.filter(call__in=Call.objects.filter(cities__in=cities))
            stories = stories.filter(city__in=cities)
        stories = stories.filter(Q(award=None) | Q(award__programme__in=programmes))
        newest = stories.order_by("-first_published_at")[:STORIES_OF_A_PARTNER]
        coming = call_lists.coming(calls)[:CALLS_OF_A_PARTNER]
        together(coming, newest)
        return {
            "organisation": self.organisation,
            "parts": self.parts,
            "cities": cities,
            "calls": [call_lists.card(each, request) for each in coming],
            "stories": newest,
        }
