"""What every public page has."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar
from urllib.parse import urljoin

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import SimpleTemplateResponse
from django.utils.cache import patch_cache_control
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageQuerySet
from wagtail_localize.fields import SynchronizedField

from cms import acknowledgements, coverage, ended, folding, headings, languages, links, remembered
from cms.blocks import BodyBlock
from cms.page_forms import SitePageForm
from freshness import Part, ahead, depends, may_be_kept, remember, until
from freshness.middleware import has_known_query
from programmes.models import Programme

INDENTATION = re.compile(rb"\n\s+")
KEEPS_SPACE = re.compile(rb"<(?:pre|textarea)\b")


def _without_indentation(response: SimpleTemplateResponse) -> None:
    """Templates are indented for people; the page weighs a sixth less without."""
    if not KEEPS_SPACE.search(response.content):
        response.content = INDENTATION.sub(b"\n", response.content)


class SitePage(Page):
    """A title, one or two sentences under it, and a body."""

    introduction = models.TextField(
        _("introduction"),
        max_length=320,
        help_text=_("One or two short sentences. Also shown in lists and by search engines."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    override_translatable_fields = [SynchronizedField("slug")]
    """An address is the same in every language, so that a translator has words only to think of."""

    search_fields = [
        *Page.search_fields,
        folding.FoldedField("title", boost=2),
        folding.FoldedAutocomplete("title"),
        folding.FoldedField("introduction"),
        folding.FoldedField("body"),
    ]
    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]

    base_form_class = SitePageForm

    is_article = False
    """Whether it is told on a day, for those who share it."""
    shown_with: tuple[str, ...] = ()
    """Relations that every view of the page needs: read in one query with the page itself."""
    reads_with_it: ClassVar[dict[str, Callable[[int], QuerySet]]] = {}
    """Rows of other tables that are the page's own, by its primary key: read in the same query."""
    came_with_it: Mapping[str, list] = MappingProxyType({})
    """Those rows, when the page was found by its address; a preview has its own in memory."""

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        may_be_kept()
        depends(f"page:{self.pk}", f"translations:{self.translation_key}", "sites")
        until(self.expire_at)
        thanks = acknowledgements.thanks(self.shown_programme_id)
        ahead(self.versions(request), thanks, *self.read_ahead(request))
        response = super().serve(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        if isinstance(response, SimpleTemplateResponse):
            response.add_post_render_callback(_without_indentation)
        return response

    def get_view_restrictions(self) -> QuerySet:
        if remembered.nothing_is_restricted():
            return remembered.no_restrictions()
        return super().get_view_restrictions()

    def save(self, *args, **kwargs) -> None:
        """Refuses (NotCovered) to go or stay live while somebody on the page did not agree."""
        written = kwargs.get("update_fields")
        if self.live and (written is None or "live" in written):
            coverage.need(self)
        super().save(*args, **kwargs)

    @property
    def shown_programme_id(self) -> int | None:
        """The programme whose funders the page thanks; None thanks those of every public one."""
        return getattr(self, "programme_id", None)

    def url_above(self, request: HttpRequest) -> str:
        """The address of the list that the page hangs under: one part shorter than its own."""
        return urljoin(self.get_url(request) or "/", "..")

    @property
    def description(self) -> str:
        """What search engines and shared links say about the page."""
        return self.search_description or self.introduction

    def clean(self) -> None:
        super().clean()
        if headings.skips_a_level(self.body):
            raise ValidationError(
                {
                    "body": _(
                        "A heading skips a level. Begin with “Heading 2”; "
                        "use “Heading 3” only under a “Heading 2”."
                    )
                }
            )
        if found := links.mistakes(self):
            raise ValidationError(found)

    def readable_translations(self) -> PageQuerySet:
        """The page in every language, its own included, where it is live and in that language."""
        return self.get_translations(inclusive=True).live().filter(alias_of=None)

    def about(self) -> Programme | None:
        """The programme that the page belongs to: its own, or else that of the site."""
        depends("programmes")
        if getattr(self, "programme_id", None):
            return self.programme  # type: ignore[attr-defined]  # of those pages that have one
        return remembered.programme_of_the_site(self.locale_id)

    def versions(self, request: HttpRequest) -> Part[dict[str, Any]]:
        """What the page says of itself in every language, and of its addresses there."""

        def make(family: PageQuerySet) -> dict[str, Any]:
            depends(f"page:{self.pk}", f"translations:{self.translation_key}", "sites")
            return self._said_of_versions(languages.by_language(family), request)

        key = ("versions", self.pk, request.get_host())
        return Part(key, lambda: (languages.family(self),), make)

    def _said_of_versions(self, family: dict[str, Page], request: HttpRequest) -> dict[str, Any]:
        code = self.locale.language_code
        links = languages.language_links(self, family, request)
        alternates = [link for link in links if link.translated]
        context = {"alternates": alternates, "code": code}
        return {
            "machine_made": languages.is_machine_made(code, family),
            "language_links": links,
            "alternate_links": render_to_string("cms/parts/alternates.html", context),
            "canonical_url": languages.full_url(self, request),
        }

    def drawn(
        self, template: str, request: HttpRequest, shown: Callable[[HttpRequest], dict], *of: object
    ) -> SafeString:
        """What the page shows of other records, drawn once until one of them changes.

        `shown` reads them, and says what they depend on. `of` are the values of the page that
        decide on them. A preview has the same number, and other words: it is drawn each time.
        """
        is_usual = has_known_query(request) and not getattr(request, "is_preview", False)
        query = request.GET.urlencode() if is_usual else None
        key = (template, self.pk, query, *(each or "" for each in of))
        return remember(key, lambda: render_to_string(template, shown(request), request))

    def read_ahead(self, request: HttpRequest) -> list[Part]:
        """What a page of this type shows that can be read ahead, in one trip to the database."""
        return []

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        versions = self.versions(request).get()
        query = request.META.get("QUERY_STRING", "")
        return (
            context
            | versions
            | {
                "ended": ended.of(self.about()),
                "language_links": languages.with_query(versions["language_links"], query),
            }
        )
