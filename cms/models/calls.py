"""The list of calls, and the page that tells people about one call."""

from typing import TYPE_CHECKING, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from applications.calls.models import Call
from cms import (
    acknowledgements,
    call_checks,
    call_facts,
    call_lists,
    folding,
    languages,
    tags,
)
from cms.call_search import Search, SearchForm
from cms.page_forms import SitePageForm
from cms.panels import CallChecks
from freshness import Part, depends
from programmes.models import Programme

from .base import SitePage


class CallIndexPage(SitePage):
    """Every call: open ones first, then those to come, then closed ones."""

    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.CallPage"]
    max_count_per_parent = 1
    template = "cms/call_index_page.html"

    class Meta:
        verbose_name = _("list of calls")
        verbose_name_plural = _("lists of calls")

    def read_ahead(self, request: HttpRequest) -> list[Part]:
        return [SearchForm.offered(Call.objects.published())]

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        listing = self.drawn("cms/parts/call_list.html", request, self._listed)
        return super().get_context(request) | {"listing": listing}

    def _listed(self, request: HttpRequest) -> dict:
        depends("calls", "names", "programmes", tags.pages_of_a_kind(CallPage))
        search = Search.of(request.GET)
        found = search.among(languages.or_first(CallPage.objects.all(), self.locale_id))
        listed = call_lists.listed(
            found, request, show=search.show, after=request.GET.get("after", "")
        )
        return {
            "search": search,
            "form": SearchForm(search, Call.objects.published()),
            "listed": listed,
            "follow_url": reverse("follow_calls") + search.followed.query,
        }


class CallPageForm(SitePageForm):
    """A draft may wait for its call; publishing may not."""

    def clean(self) -> dict:
        cleaned = super().clean()
        call = cleaned.get("call")
        if call and not self.is_deferred_validation:
            for sentence in call_checks.errors(call):
                self.add_error("call", sentence)
        return cleaned


class CallPage(SitePage):
    """The words about a call. Its dates, money, questions and criteria come from the call itself,
    so publishing, copying or moving this page never moves a deadline."""

    if TYPE_CHECKING:
        _default_manager: ClassVar[models.Manager["CallPage"]]

    base_form_class = CallPageForm
    shown_with = ("call__programme__lead",)

    call = models.ForeignKey(
        Call,
        models.PROTECT,
        related_name="pages",
        verbose_name=_("call"),
        error_messages={"null": _("Choose the call that this page is about.")},
        help_text=_("Dates, money, questions and criteria are shown from the call."),
    )
    who_can_apply = RichTextField(
        _("who may apply"), help_text=_("Short sentences or a list. Say it as to a neighbour.")
    )
    what_it_pays = RichTextField(
        _("what the money is for"), help_text=_("What it may be spent on, and what not.")
    )
    how_to_get_help = RichTextField(
        _("how to get help"), blank=True, help_text=_("A person to talk to, drop-in hours, places.")
    )

    search_fields = [
        *SitePage.search_fields,
        folding.FoldedField("who_can_apply"),
        folding.FoldedField("what_it_pays"),
    ]
    content_panels = [
        *SitePage.content_panels[:1],
        HelpPanel(
            _("Changing this page never changes the call's dates, money or questions."),
            heading=_("Good to know"),
        ),
        FieldPanel("call"),
        CallChecks(),
        FieldPanel("introduction"),
        MultiFieldPanel(
            [
                FieldPanel("who_can_apply"),
                FieldPanel("what_it_pays"),
                FieldPanel("how_to_get_help"),
            ],
            heading=_("In plain words"),
        ),
        FieldPanel("body"),
    ]
    parent_page_types = ["cms.CallIndexPage"]
    subpage_types: list[str] = []
    template = "cms/call_page.html"

    class Meta:
        verbose_name = _("call page")
        verbose_name_plural = _("call pages")

    def clean(self) -> None:
        super().clean()
        if not self.call_id:
            return
        others = CallPage.objects.filter(call_id=self.call_id, locale_id=self.locale_id)
        if others.exclude(pk=self.pk).exclude(alias_of_id=self.pk or 0).exists():
            raise ValidationError(
                {"call": _("Another page in this language is about this call already.")}
            )

    @property
    def shown_programme_id(self) -> int | None:
        return self.call.programme_id if self.call_id else None

    def read_ahead(self, request: HttpRequest) -> list[Part]:
        facts = call_facts.facts(self.call, self.locale.language_code)
        return [facts, acknowledgements.funders(self.call.programme_id)]

    def about(self) -> Programme | None:
        depends("programmes")
        return self.call.programme if self.call_id else super().about()

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        shown = self._shown(request)
        of = (self.call_id, shown["parent_url"])
        drawn = {
            name: self.drawn(f"cms/parts/call_{name}.html", request, self._shown, *of)
            for name in ("now", "in_short", "in_full")
        }
        return super().get_context(request) | shown | drawn

    def _shown(self, request: HttpRequest) -> dict:
        """What the call itself says, by the server's clock."""
        return {
            "call": self.call,
            "facts": call_facts.facts(self.call, self.locale.language_code).get(),
            "parent_url": self.url_above(request),
            "follow_url": reverse("follow_call", args=[self.call.code]),
        }
