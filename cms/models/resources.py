"""The list of resources, and the page that offers one of them in all its languages."""

from typing import TYPE_CHECKING, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.models import PageManager, PageQuerySet

from cms import folding, languages, resource_facts, tags
from cms.filters import ResourceFilter
from cms.page_forms import SitePageForm
from cms.panels import ResourceChecks
from freshness import depends, remember
from programmes.models import Programme
from resources.models import Copy, Resource, Version, languages_of

from .base import SitePage


class ResourceQuerySet(PageQuerySet):
    def shown(self) -> "ResourceQuerySet":
        """Live ones with a version that people may read."""
        versions = Version.objects.public().filter(resource=OuterRef("resource"))
        return self.live().filter(Exists(versions))

    def hidden(self) -> "ResourceQuerySet":
        """Live ones whose every version was withdrawn."""
        return self.live().exclude(pk__in=self.model.objects.shown().values("pk"))

    def for_cards(self) -> "ResourceQuerySet":
        """With all that a card shows, in one query."""
        return (
            self.select_related("resource__theme", "resource__city", "locale")
            .defer("body")
            .annotate(languages=languages_of("resource"))
        )


class ResourceIndexPage(SitePage):
    """Every resource, newest first, by kind, audience, theme, language and words."""

    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.ResourcePage"]
    max_count_per_parent = 1
    template = "cms/resource_index_page.html"

    class Meta:
        verbose_name = _("list of resources")
        verbose_name_plural = _("lists of resources")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        listing = self.drawn("cms/parts/resource_list.html", request, self._listed)
        return super().get_context(request) | {"listing": listing}

    def _listed(self, request: HttpRequest) -> dict:
        depends("resources", "names", tags.pages_of_a_kind(ResourcePage))
        form = ResourceFilter(request.GET)
        every = languages.or_first(ResourcePage.objects.shown(), self.locale_id)
        found = form.newest(every.for_cards())
        return {
            "form": form,
            "rows": [resource_facts.card(page, request) for page in found.items],
            "next_url": found.next_url,
        }


class ResourcePageForm(SitePageForm):
    """A draft may wait for its files; publishing may not."""

    def clean(self) -> dict:
        cleaned = super().clean()
        resource = cleaned.get("resource")
        if resource and not self.is_deferred_validation:
            for sentence in resource_facts.errors(resource):
                self.add_error("resource", sentence)
        return cleaned


class ResourcePage(SitePage):
    """The words about a resource. Its files come from the resource itself, so every language of
    the site offers the same ones, and a new version is there at once in all."""

    if TYPE_CHECKING:
        _default_manager: ClassVar[models.Manager["ResourcePage"]]

    base_form_class = ResourcePageForm
    shown_with = ("resource__theme", "resource__city", "resource__programme")

    resource = models.ForeignKey(
        Resource,
        models.PROTECT,
        related_name="pages",
        verbose_name=_("resource"),
        error_messages={"null": _("Choose the resource that this page is about.")},
        help_text=_("Files, languages and versions are shown from the resource."),
    )

    objects = PageManager.from_queryset(ResourceQuerySet)()

    search_fields = [*SitePage.search_fields, folding.FoldedField("titles_in_every_language")]
    content_panels = [
        *SitePage.content_panels[:1],
        HelpPanel(
            _("Set up the resource and its files first, under “Resources” in the menu."),
            heading=_("Good to know"),
        ),
        FieldPanel("resource"),
        ResourceChecks(),
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    parent_page_types = ["cms.ResourceIndexPage"]
    subpage_types: list[str] = []
    template = "cms/resource_page.html"

    class Meta:
        verbose_name = _("resource page")
        verbose_name_plural = _("resource pages")

    def clean(self) -> None:
        super().clean()
        others = ResourcePage.objects.filter(
            resource_id=self.resource_id, locale_id=self.locale_id
        ).exclude(pk=self.pk)
        if self.resource_id and others.exclude(alias_of_id=self.pk or 0).exists():
            raise ValidationError(
                {"resource": _("Another page in this language is about this resource already.")}
            )

    @property
    def shown_programme_id(self) -> int | None:
        return self.resource.programme_id if self.resource_id else None

    def about(self) -> Programme | None:
        depends("programmes")
        own = self.resource.programme if self.resource_id else None
        return own or super().about()

    def titles_in_every_language(self) -> str:
        """So that people find it by words of their own language."""
        copies = Copy.objects.public().filter(version__resource=self.resource_id)
        return " ".join(copies.values_list("title", flat=True))

    def readable_translations(self) -> PageQuerySet:
        return super().readable_translations().shown()

    @cached_property
    def facts(self) -> resource_facts.Facts:
        language = self.locale.language_code
        return remember(
            ("resource", self.resource_id, language),
            lambda: resource_facts.facts(self.resource, language),
        )

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Not there while nobody may read any version."""
        if not self.facts.readings:
            raise Http404
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        older, next_key = self.facts.older_than(request.GET.get("before", ""))
        return super().get_context(request) | {
            "facts": self.facts,
            "older": older,
            "older_url": f"?before={next_key}#older" if next_key else "",
            "parent_url": self.url_above(request),
        }
