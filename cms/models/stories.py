"""Stories of people and their projects, shown only while the people agree."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, PageManager, PageQuerySet

from applications.awards.models import Award
from applications.calls.models import Call
from applications.training.models import Course
from cms import coverage, filters, folding, languages, remembered, rules, tags
from cms.blocks import pictures
from cms.page_forms import SitePageForm
from cms.panels import PLACE_AND_THEMES
from freshness import Part, ahead, depends, together, until_tomorrow
from programmes.models import City, Programme, Theme

from .base import SitePage
from .calls import CallPage
from .consents import Consent
from .media import SiteImage, on_cards, with_consents
from .pictured import PicturedPage
from .projects import ProjectPage

WITH_A_PERSON = ("consent", "picture")
AWARDS = Award.objects.select_related("programme")
BESIDE: dict[str, Callable[[int], Part]] = {
    "award": lambda pk: remembered.record(AWARDS, pk, "programmes"),
    "city": lambda pk: remembered.record(City.objects.all(), pk, "names"),
    "course": lambda pk: remembered.record(Course.objects.all(), pk, f"course:{pk}"),
}
"""What a story names of other rooms, by its number: known until it changes. PostgreSQL lets nobody
change what an award says here."""


class StoryQuerySet(PageQuerySet):
    def shown(self) -> "StoryQuerySet":
        """Live stories of people whose consent for the web is in force today."""
        people = StoryPerson.objects.filter(page=OuterRef("pk"))
        dead = Consent.objects.not_valid_for(Consent.Use.WEB)
        return self.live().filter(
            Exists(people),
            ~Exists(people.filter(consent__in=dead)),
            ~Exists(dead.filter(images=OuterRef("image"))),
            ~Exists(people.filter(picture__consents__in=dead)),
        )

    def hidden(self) -> "StoryQuerySet":
        """Live stories that nobody may see today."""
        return self.live().exclude(pk__in=self.model.objects.shown().values("pk"))

    def about(self, consent: Consent) -> "StoryQuerySet":
        """Stories, live or not, that name the person of this consent."""
        return self.filter(people__consent=consent).distinct()

    def for_cards(self) -> "StoryQuerySet":
        """With all that a card shows, in a constant number of queries."""
        rows = self.select_related("city", "locale", "image").defer("body")
        return rows.prefetch_related(on_cards("image"))


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
        listing = self.drawn("cms/parts/story_list.html", request, self._listed)
        return super().get_context(request) | {"listing": listing}

    def _listed(self, request: HttpRequest) -> dict:
        depends("stories", "names", tags.pages_of_a_kind(StoryPage))
        until_tomorrow()
        ahead(filters.cities(), filters.themes(), filters.strands())
        form = filters.StoryFilter(request.GET)
        every = languages.or_first(StoryPage.objects.shown(), self.locale_id)
        found = form.newest(every.for_cards())
        return {
            "rows": found.items,
            "form": form,
            "next_url": found.next_url,
        }


class StoryPageForm(SitePageForm):
    """A draft may wait for consent; publishing may not, and the editor reads why not."""

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if not valid or self.is_deferred_validation:
            return valid
        reason = coverage.why_not(self.save(commit=False))
        if reason:
            self.add_error(None, reason)
        return not reason


class StoryPage(PicturedPage):
    """The story of one or several people. Readers see the names that they chose, never others."""

    if TYPE_CHECKING:
        _default_manager: ClassVar[models.Manager["StoryPage"]]
        people: models.Manager["StoryPerson"]

    base_form_class = StoryPageForm

    is_article = True
    shown_with = ("image",)
    reads_with_it = {
        "people": lambda pk: StoryPerson.objects.filter(page=pk).select_related(*WITH_A_PERSON),
    }

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
    call = models.ForeignKey(
        Call,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="stories",
        verbose_name=_("call"),
        help_text=_("The call that it began with. Readers get a link to it."),
    )
    course = models.ForeignKey(
        Course,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="stories",
        verbose_name=_("course"),
        help_text=_("The course that the person took."),
    )

    objects = PageManager.from_queryset(StoryQuerySet)()

    search_fields = [*SitePage.search_fields, folding.FoldedField("project")]
    content_panels = [
        *SitePage.content_panels[:1],
        FieldPanel("introduction"),
        MultiFieldPanel(
            [
                HelpPanel(
                    _(
                        "Name everybody who appears in the story. Each of them needs a consent "
                        "for this website. The name that readers see comes from the consent."
                    )
                ),
                InlinePanel("people", label=_("person")),
            ],
            heading=_("Whose story it is"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("project"),
                *PLACE_AND_THEMES,
                FieldPanel("award"),
                FieldPanel("call"),
                FieldPanel("course"),
            ],
            heading=_("What it is about"),
        ),
        MultiFieldPanel(
            [
                HelpPanel(_("Who can be seen on a picture is kept with it, under Images.")),
                FieldPanel("image"),
                FieldPanel("image_alt"),
            ],
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

    def named(self) -> list[Consent]:
        """The consents of the people in the story, as they are in memory."""
        named = [person.consent_id for person in self.people.all()]
        return list(Consent.objects.filter(pk__in=named))

    def readable_translations(self) -> PageQuerySet:
        return super().readable_translations().shown()

    @property
    def share_picture(self) -> SiteImage | None:
        """The picture for shared links: only when all on it agreed to social media."""
        image = self.image
        if image is None or coverage.why_not_pictures([image], Consent.Use.SOCIAL):
            return None
        return image

    @property
    def shown_programme_id(self) -> int | None:
        return self.award.programme_id if self.award else None

    def about(self) -> Programme | None:
        depends("programmes")
        return self.award.programme if self.award else super().about()

    @cached_property
    def _shown_people(self) -> list["StoryPerson"]:
        """Those whom readers meet, each with the consent and the small picture."""
        known = self.came_with_it.get("people")
        return list(self.people.select_related(*WITH_A_PERSON)) if known is None else known

    @cached_property
    def _shown_pictures(self) -> list[SiteImage]:
        """Every picture that readers see, with the consents of the people on it."""
        small = (each.picture for each in self._shown_people)
        shown = [each for each in (self.image, *small, *pictures(self.body)) if each]
        with_consents(shown, *self._beside.values())
        return shown

    @cached_property
    def _beside(self) -> dict[str, Part]:
        """What it names of other rooms, each with its name here."""
        named = ((name, getattr(self, f"{name}_id")) for name in BESIDE)
        return {name: BESIDE[name](pk) for name, pk in named if pk}

    def _why_hidden(self) -> str:
        """As `coverage.why_not`, of what is shown anyway: empty while everybody agrees."""
        told = rules.why_not_told([each.consent for each in self._shown_people])
        return told or coverage.why_not_pictures(self._shown_pictures, Consent.Use.WEB)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        on_pictures = (each.pk for image in self._shown_pictures for each in image.consents.all())
        agreed = {*(each.consent_id for each in self._shown_people), *on_pictures}
        depends(*(f"consent:{pk}" for pk in agreed))
        depends(*(f"image:{each.pk}" for each in self._shown_pictures))
        until_tomorrow()
        return super().get_context(request) | {
            "people": self._shown_people,
            "story_facts": self.drawn("cms/parts/story_facts.html", request, self._facts),
            "share_picture": self.share_picture,
            "parent_url": self.url_above(request),
        }

    def _facts(self, request: HttpRequest) -> dict:
        depends(f"page:{self.pk}", "names", f"call:{self.call_id}", f"course:{self.course_id}")
        if self.award_id:
            depends("programmes", f"showing:{self.award_id}")
            depends(tags.pages_of_a_kind(ProjectPage, self.locale_id))
        call_pages, project_pages = self._call_pages(), self._project_pages()
        themes = self.themes.all()
        together(call_pages, project_pages, themes)
        return {
            "page": self,
            "themes": themes,
            "award": self.award,
            "call_page": next(iter(call_pages), None),
            "project_page": next(iter(project_pages), None),
        }

    def _call_pages(self) -> PageQuerySet:
        """The page of the call that the story began with, in the story's language."""
        pages = CallPage.objects.live().filter(locale=self.locale_id).defer("body")
        return pages.filter(call=self.call_id)[:1] if self.call_id else pages.none()

    def _project_pages(self) -> PageQuerySet:
        """The project's own page in the story's language, while its founder lets it be seen."""
        pages = ProjectPage.objects.shown().filter(locale=self.locale_id).defer("body")
        return pages.filter(award=self.award_id)[:1] if self.award_id else pages.none()

    def route(self, request: HttpRequest, path_components: list[str]):
        if self.live and self._why_hidden():
            raise Http404
        for name, part in self._beside.items():
            setattr(self, name, part.get())
        return super().route(request, path_components)


class StoryPerson(Orderable):
    """Somebody who appears in a story. The name shown is the one of their consent."""

    if TYPE_CHECKING:
        _default_manager: ClassVar[models.Manager["StoryPerson"]]

    page = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="people")
    consent = models.ForeignKey(
        Consent, models.PROTECT, related_name="appearances", verbose_name=_("consent")
    )
    role = models.CharField(
        _("what they do"), max_length=120, blank=True, help_text=_("For example: baker, founder.")
    )
    where_from = models.CharField(
        _("where they are from"), max_length=80, blank=True, help_text=_("Only if they want it.")
    )
    picture = models.ForeignKey(
        SiteImage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("small picture"),
    )

    panels = [
        FieldPanel("consent"),
        FieldPanel("role"),
        FieldPanel("where_from"),
        FieldPanel("picture"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("person in a story")
        verbose_name_plural = _("people in stories")
        constraints = [
            models.UniqueConstraint(fields=["page", "consent"], name="person_once_in_a_story")
        ]

    def __str__(self) -> str:
        return self.consent.shown_name
