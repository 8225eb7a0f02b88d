"""Funded projects: a page for each, shown while its founder wants it, with their own journal."""

import uuid
from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.models import PageManager, PageQuerySet

from applications.awards.models import Award
from applications.journey.states import State
from cms import filters, maps, paging, tags
from cms import languages as site_languages
from config import languages
from freshness import ahead, depends, remember
from programmes.models import Programme, Theme

from .base import SitePage
from .consents import Consent, new_token
from .media import SiteImage

ENTRIES_ON_A_PAGE = 10


class Showing(models.Model):
    """Whether a project may be seen: only after its founder's yes, and not while they hide it.

    The founder holds `token` in a private link that shows and hides, without anybody's help.
    """

    award = models.OneToOneField(Award, models.PROTECT, related_name="showing")
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    agreed_at = models.DateTimeField(_("founder said yes"), null=True, blank=True)
    hidden_at = models.DateTimeField(_("hidden"), null=True, blank=True)

    class Meta:
        verbose_name = _("showing of a project")
        verbose_name_plural = _("showings of projects")

    def __str__(self) -> str:
        return str(self.award)

    @property
    def is_on(self) -> bool:
        return self.agreed_at is not None and self.hidden_at is None


class ProjectQuerySet(PageQuerySet):
    def shown(self) -> "ProjectQuerySet":
        """Live projects that their founder lets be seen."""
        return self.live().filter(
            award__showing__agreed_at__isnull=False, award__showing__hidden_at=None
        )

    def hidden(self) -> "ProjectQuerySet":
        """Live projects that nobody may see today."""
        return self.live().exclude(pk__in=self.model.objects.shown().values("pk"))

    def for_cards(self) -> "ProjectQuerySet":
        """With all that a card shows, in a constant number of queries."""
        return self.select_related(
            "award__application__city", "award__application__strand", "locale"
        ).defer("body")


class ProjectIndexPage(SitePage):
    """Every funded project that may be seen, on a map of cities and as a list."""

    shows_amounts = models.BooleanField(
        _("say how much each project got"),
        default=False,
        help_text=_("Tick it only when the programme publishes its grants."),
    )

    content_panels = [
        *SitePage.content_panels[:2],
        FieldPanel("shows_amounts"),
        *SitePage.content_panels[2:],
    ]
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.ProjectPage"]
    max_count_per_parent = 1
    template = "cms/project_index_page.html"

    class Meta:
        verbose_name = _("list of projects")
        verbose_name_plural = _("lists of projects")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        listing = self.drawn("cms/parts/project_list.html", request, self._listed)
        return super().get_context(request) | {"listing": listing}

    def _listed(self, request: HttpRequest) -> dict:
        which = ("showings", tags.pages_of_a_kind(ProjectPage))
        depends("names", *which)
        shown = site_languages.or_first(ProjectPage.objects.shown(), self.locale_id)
        ahead(
            *(filters.cities(), filters.themes(), filters.strands()),
            filters.ProjectFilter.years(shown, *which),
        )
        form = filters.ProjectFilter(request.GET, shown, *which)
        found = form.newest(shown.for_cards())
        return {
            "rows": found.items,
            "form": form,
            "places": maps.places(shown),
            "next_url": found.next_url,
        }


class ProjectPage(SitePage):
    """A funded project. City, strand, year, money and state come from its award."""

    if TYPE_CHECKING:
        _default_manager: ClassVar[models.Manager["ProjectPage"]]

    shown_with = (
        "award__application__city", "award__application__strand", "award__programme",
        "award__showing",
    )  # fmt: skip

    award = models.ForeignKey(
        Award,
        models.PROTECT,
        related_name="project_pages",
        verbose_name=_("award"),
        error_messages={"null": _("Choose the award that this project got.")},
    )
    themes = ParentalManyToManyField(
        Theme, blank=True, verbose_name=_("themes"), related_name="projects"
    )

    objects = PageManager.from_queryset(ProjectQuerySet)()

    content_panels = [
        *SitePage.content_panels[:1],
        HelpPanel(
            _(
                "Readers see this page only after the founder said yes. "
                "The founder can hide it at any time, without us."
            ),
            heading=_("Good to know"),
        ),
        FieldPanel("introduction"),
        MultiFieldPanel(
            [FieldPanel("award"), FieldPanel("themes", widget=forms.CheckboxSelectMultiple)],
            heading=_("What it is"),
        ),
        FieldPanel("body"),
    ]
    parent_page_types = ["cms.ProjectIndexPage"]
    subpage_types: list[str] = []
    template = "cms/project_page.html"

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def clean(self) -> None:
        super().clean()
        others = ProjectPage.objects.filter(award_id=self.award_id, locale_id=self.locale_id)
        if self.award_id and others.exclude(pk=self.pk).exclude(alias_of=self.pk or 0).exists():
            raise ValidationError(
                {"award": _("Another page in this language is about this award already.")}
            )

    @property
    def state(self) -> str:
        """Running, completed or ended, in a reader's words."""
        states = {State.COMPLETED: _("Completed"), State.ENDED_EARLY: _("Ended early")}
        return str(states.get(self.award.application.state, _("Running")))

    @property
    def shown_programme_id(self) -> int | None:
        return self.award.programme_id if self.award_id else None

    def may_be_seen(self) -> bool:
        showing: Showing | None = getattr(self.award, "showing", None)
        return showing is not None and showing.is_on

    def _index(self) -> ProjectIndexPage:
        """The list that the page hangs under."""

        def read() -> ProjectIndexPage:
            index = ProjectIndexPage.objects.parent_of(self).get()
            depends(f"page:{self.pk}", f"page:{index.pk}")
            return index

        return remember(("list of projects", self.pk), read)

    def about(self) -> Programme | None:
        depends("programmes")
        return self.award.programme if self.award_id else super().about()

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        depends(f"showing:{self.award_id}")
        return super().get_context(request) | {
            "award": self.award,
            "project_facts": self.drawn("cms/parts/project_facts.html", request, self._facts),
            "journal": self.drawn("cms/parts/project_journal.html", request, self._journal),
            "parent_url": self.url_above(request),
        }

    def _facts(self, request: HttpRequest) -> dict:
        depends(f"page:{self.pk}", "figures", "names")
        return {
            "page": self,
            "award": self.award,
            "application": self.award.application,
            "themes": self.themes.all(),
            "shows_amount": self._index().shows_amounts,
        }

    def _journal(self, request: HttpRequest) -> dict:
        depends(f"page:{self.pk}", f"journal:{self.award_id}")
        entries = paging.newest_first(
            JournalEntry.objects.shown().filter(award=self.award_id).select_related("picture"),
            field="published_at",
            after=request.GET.get("after", ""),
            size=ENTRIES_ON_A_PAGE,
        )
        return {
            "entries": entries.items,
            "next_url": f"?after={entries.next_key}" if entries.next_key else "",
        }

    def route(self, request: HttpRequest, path_components: list[str]):
        if self.live and not self.may_be_seen():
            raise Http404
        return super().route(request, path_components)


class JournalQuerySet(models.QuerySet):
    def shown(self) -> "JournalQuerySet":
        """What readers see; pictures of people whose consent ended are deleted with it."""
        return self.filter(state=JournalEntry.State.PUBLISHED)

    def to_read(self) -> "JournalQuerySet":
        return self.filter(state=JournalEntry.State.SENT)


class JournalEntry(models.Model):
    """What a founder writes about their project; an editor reads it before the public does."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SENT = "sent", _("With the editor")
        CHANGES_ASKED = "changes_asked", _("Please change something")
        PUBLISHED = "published", _("Published")

    OPEN = (State.DRAFT, State.CHANGES_ASKED)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    award = models.ForeignKey(Award, models.PROTECT, related_name="journal")
    language = models.CharField(_("language"), max_length=10, choices=languages.choices)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), max_length=6000)
    picture = models.ForeignKey(
        SiteImage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_alt = models.CharField(_("what the picture shows"), max_length=200, blank=True)
    state = models.CharField(max_length=14, choices=State, default=State.DRAFT)
    note = models.TextField(_("what to change"), blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)

    objects = JournalQuerySet.as_manager()

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        ordering = ["-written_at", "-pk"]
        indexes = [
            models.Index(
                fields=["award", "-published_at", "-id"],
                condition=Q(state="published"),
                name="journal_published",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(published_at__isnull=False, reviewed_by__isnull=False),
                name="published_entry_was_read_by_an_editor",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("written_by")),
                name="nobody_reviews_their_own_entry",
            ),
            models.CheckConstraint(
                condition=~Q(state="changes_asked") | ~Q(note=""), name="asked_change_says_what"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def may_be_written(self) -> bool:
        return self.state in self.OPEN

    @property
    def needs_consents(self) -> bool:
        """Whether an editor must still add the consents of the people on the picture."""
        return bool(
            self.picture
            and self.picture.shows == SiteImage.Shows.PEOPLE
            and not Consent.objects.filter(images=self.picture).exists()
        )
