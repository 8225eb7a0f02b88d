"""Stories of people and their projects, shown only while the person agrees."""

from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PageManager, PageQuerySet

from applications.awards.models import Award
from cms import folding, paging, rules, tags
from freshness import depends, until_tomorrow
from programmes.models import City, Theme

from .base import SitePage
from .consents import Consent
from .media import SiteImage, SiteRendition

STORIES_ON_A_PAGE = 12
CARD_PICTURE = "width-640|format-webp"


class StoryQuerySet(PageQuerySet):
    def shown(self) -> "StoryQuerySet":
        """Live stories whose consent for the web is in force today."""
        return self.live().filter(
            consent__withdrawn_at=None,
            consent__until__gte=timezone.localdate(),
            consent__uses__contains=[Consent.Use.WEB],
        )

    def hidden(self) -> "StoryQuerySet":
        """Live stories that nobody may see today."""
        return self.live().exclude(pk__in=self.model.objects.shown().values("pk"))

    def for_cards(self) -> "StoryQuerySet":
        """With all that a card shows, in a constant number of queries."""
        pictures = SiteImage.objects.prefetch_renditions(CARD_PICTURE)
        return (
            self.select_related("city", "locale")
            .defer("body")
            .prefetch_related(models.Prefetch("image", queryset=pictures))
        )


class StoryIndexPage(SitePage):
    """The list of stories, newest first."""

    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.StoryPage"]
    max_count_per_parent = 1
    template = "cms/story_index_page.html"

    class Meta:
        verbose_name = _("list of stories")
        verbose_name_plural = _("lists of stories")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        depends("stories", "names", tags.pages_of_a_kind(StoryPage, self.locale_id))
        until_tomorrow()
        stories = StoryPage.objects.shown().child_of(self).for_cards()
        page = paging.newest_first(
            stories,
            field="first_published_at",
            after=request.GET.get("after", ""),
            size=STORIES_ON_A_PAGE,
        )
        return super().get_context(request) | {"stories": page.items, "next_page": page.next_key}


class StoryPageForm(WagtailAdminPageForm):
    """A draft may wait for consent; publishing may not (`StoryPage.clean` checks live pages)."""

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.is_deferred_validation and self.instance.pk is None:
            self.instance.live = False
        elif not self.is_deferred_validation and not self.instance.live:
            self._refuse_without_consent(cleaned)
        return cleaned

    def _refuse_without_consent(self, cleaned: dict) -> None:
        reason = rules.why_not_published(
            cleaned.get("consent"), shows_face=bool(cleaned.get("image_shows_face"))
        )
        if reason:
            self.add_error("consent", reason)


class StoryPage(SitePage):
    """One person's story. Readers see the name that the person chose, never another."""

    if TYPE_CHECKING:
        _default_manager: ClassVar[models.Manager["StoryPage"]]

    base_form_class = StoryPageForm

    shown_with = ("consent", "city", "image", "award")

    consent = models.ForeignKey(
        Consent,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stories",
        verbose_name=_("consent"),
        help_text=_("Without it the page cannot be published. It also gives the name to show."),
    )
    project = models.CharField(_("project"), max_length=120, blank=True)
    city = models.ForeignKey(
        City, models.PROTECT, null=True, blank=True, verbose_name=_("place"), related_name="stories"
    )
    themes = ParentalManyToManyField(
        Theme, blank=True, verbose_name=_("themes"), related_name="stories"
    )
    award = models.ForeignKey(
        Award,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="stories",
        verbose_name=_("award"),
        help_text=_("If the story is about a project with a grant."),
    )
    image = models.ForeignKey(
        SiteImage,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    image_alt = models.CharField(
        _("what the picture shows"),
        max_length=200,
        blank=True,
        help_text=_("For people who cannot see it."),
    )
    image_shows_face = models.BooleanField(_("the picture shows the person's face"), default=False)

    objects = PageManager.from_queryset(StoryQuerySet)()

    search_fields = [*SitePage.search_fields, folding.FoldedField("project")]
    content_panels = [
        *SitePage.content_panels[:1],
        FieldPanel("introduction"),
        MultiFieldPanel(
            [
                FieldPanel("consent"),
                FieldPanel("project"),
                FieldPanel("city"),
                FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
                FieldPanel("award"),
            ],
            heading=_("Whose story it is"),
        ),
        MultiFieldPanel(
            [FieldPanel("image"), FieldPanel("image_alt"), FieldPanel("image_shows_face")],
            heading=_("Picture"),
        ),
        FieldPanel("body"),
    ]
    parent_page_types = ["cms.StoryIndexPage"]
    subpage_types: list[str] = []
    template = "cms/story_page.html"

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def clean(self) -> None:
        super().clean()
        if self.image_id and not self.image_alt.strip():
            raise ValidationError({"image_alt": _("Say in a few words what the picture shows.")})
        if self.live and (reason := self.why_not_published()):
            raise ValidationError({"consent": reason})

    def why_not_published(self) -> str:
        """Why readers may not see this story now, in a plain sentence; empty when they may."""
        return rules.why_not_published(self.consent, shows_face=self.image_shows_face)

    def readable_translations(self) -> PageQuerySet:
        return super().readable_translations().shown()

    @property
    def card_picture(self) -> SiteRendition | None:
        """The small picture of a card; free of queries when loaded `for_cards()`."""
        return self.image and self.image.get_renditions(CARD_PICTURE)[CARD_PICTURE]

    @property
    def person_name(self) -> str:
        return self.consent.shown_name if self.consent else ""

    @property
    def name_is_changed(self) -> bool:
        consent = self.consent
        return consent is not None and consent.shown_as == Consent.ShownAs.PSEUDONYM

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        depends(f"consent:{self.consent_id}", f"image:{self.image_id}", "names")
        until_tomorrow()
        return super().get_context(request) | {
            "themes": self.themes.all(),
            "award": self.award,
            "parent_url": self.get_parent().get_url(request),
        }

    def route(self, request: HttpRequest, path_components: list[str]):
        if self.live and self.why_not_published():
            raise Http404
        return super().route(request, path_components)
