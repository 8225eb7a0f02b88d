"""Narrowing public lists by city, strand and theme; works without scripts, ignores nonsense."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from config.languages import KNOWN
from freshness import Part, depends, remember
from programmes.models import City, Strand, Theme
from resources.models import Copy, Resource

from . import indexed, paging

ON_A_PAGE = 12
Choices = list[tuple[str, object]]


def _choices(everything: object, named: Iterable[tuple[str, object]]) -> Choices:
    """All of them first, the others by name; a code that two programmes share comes once."""
    pairs = {code: str(record) for code, record in named}
    return [("", everything), *sorted(pairs.items(), key=lambda pair: pair[1])]


def _named(name: str, everything: object, used: QuerySet, code: str) -> Part[Choices]:
    """Names in the reader's language, read once for all lists."""

    def make(rows: QuerySet) -> Choices:
        depends("names")
        return _choices(everything, ((getattr(each, code), each) for each in rows))

    return Part(("choices", name, get_language()), lambda: (used.all(),), make)


def cities() -> Part[Choices]:
    return _named("city", _("All"), City.objects.filter(programmes__isnull=False), "slug")


def themes() -> Part[Choices]:
    return _named("theme", _("All"), Theme.objects.filter(programmes__isnull=False), "slug")


def strands() -> Part[Choices]:
    return _named("strand", _("All"), Strand.objects.all(), "code")


def years(rows: QuerySet, field: str, *tags: str) -> Part[Choices]:
    """The years in which there is something, the latest first; `tags` tell when there is more."""

    def make(days: QuerySet) -> Choices:
        depends(*tags)
        return [("", _("All")), *((str(day.year), str(day.year)) for day in days)]

    def reads() -> tuple[QuerySet]:
        return (rows.order_by().dates(field, "year", order="DESC"),)

    return Part(("years", field, *tags), reads, make)


class DrawnOnce(forms.Form):
    """Most readers see a list before they choose anything: its form is drawn once for them all."""

    def __html__(self) -> SafeString:
        if any(self[name].value() for name in self.fields):
            return self.render()
        return remember(("form", type(self), get_language()), self._draw)

    def __str__(self) -> SafeString:
        return self.__html__()

    def _draw(self) -> SafeString:
        depends(*self.drawn_with)
        return self.render()

    drawn_with: tuple[str, ...] = ("names",)
    """What the choices depend on."""


@dataclass(frozen=True)
class Found:
    """A part of a list; `next_url` leads to the next one, empty at the end."""

    items: list
    next_url: str


@dataclass(frozen=True)
class ListWords:
    """What a list says of itself: what its filter does, its heading, why nothing is in it."""

    find: object
    every: object
    none_fits: object
    none_yet: object
    when: object
    """What comes in time, while there is none yet."""
    see_all: object = ""
    """What a button says that takes the filter away, if there shall be one."""


class Filter(DrawnOnce):
    """Fields of a list's address. What can't be understood narrows nothing."""

    words: ClassVar[ListWords]
    lookups: dict[str, str] = {}
    """How each field narrows the rows."""

    city = forms.ChoiceField(label=_("City"), choices=lambda: cities().get(), required=False)
    theme = forms.ChoiceField(label=_("Theme"), choices=lambda: themes().get(), required=False)
    strand = forms.ChoiceField(
        label=_("Kind of project"), choices=lambda: strands().get(), required=False
    )

    def __init__(self, data) -> None:
        super().__init__(data)
        for field in self.fields.values():
            field.hide_optional = True  # type: ignore[attr-defined]  # for the field's template
            if isinstance(field, forms.ChoiceField):
                field.choices = list(field.choices)  # type: ignore[arg-type]  # asked once

    @cached_property
    def chosen(self) -> dict[str, str]:
        """What is asked for and makes sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def clear_url(self) -> str:
        """The list without a filter; empty when there is none."""
        return "?" if self.chosen else ""

    def narrow(self, rows: QuerySet) -> QuerySet:
        return rows.filter(**{self.lookups[name]: value for name, value in self.chosen.items()})

    def newest(self, rows: QuerySet) -> Found:
        """Of `rows` those that fit, the last published first, a part at a time."""
        part = paging.newest_first(
            self.narrow(rows),
            field="first_published_at",
            after=self.data.get("after", ""),
            size=ON_A_PAGE,
        )
        return Found(part.items, self.address(after=part.next_key) if part.next_key else "")

    def address(self, **more: str) -> str:
        """The query of the address with what is chosen and `more`."""
        return "?" + urlencode(self.chosen | more)


class StoryFilter(Filter):
    words = ListWords(
        find=_("Choose stories"),
        every=_("All stories"),
        none_fits=_("No story fits"),
        none_yet=_("No stories yet"),
        when=_("When people tell theirs, you can read them here."),
        see_all=_("See all stories"),
    )
    lookups = {
        "city": "city__slug",
        "theme": "themes__slug",
        "strand": "award__application__strand__code",
    }


class LessonFilter(Filter):
    words = ListWords(
        find=_("Find a lesson"),
        every=_("All lessons"),
        none_fits=_("No lesson fits"),
        none_yet=_("No lesson yet"),
        when=_("When we have learned something, you can read it here."),
    )
    lookups = {"city": "city__slug", "theme": "themes__slug"}

    strand = None  # type: ignore[assignment]  # lessons have none


class NewsFilter(Filter):
    """Years are those in which some news came out."""

    words = ListWords(
        find=_("Find news"),
        every=_("All news"),
        none_fits=_("No news fits"),
        none_yet=_("No news yet"),
        when=_("When something happens, you can read it here."),
    )
    lookups = {
        "city": "city__slug",
        "theme": "themes__slug",
        "year": "first_published_at__year",
    }

    strand = None  # type: ignore[assignment]  # news has none
    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, data, news: QuerySet, *tags: str) -> None:
        super().__init__(data)
        self.drawn_with += tags
        choices = self.years(news, *tags).get()
        self.fields["year"].choices = choices  # type: ignore[attr-defined]

    @staticmethod
    def years(news: QuerySet, *tags: str) -> Part[Choices]:
        return years(news, "first_published_at", *tags)


class ProjectFilter(Filter):
    """Years are those in which the projects at hand got their grant."""

    words = ListWords(
        find=_("Choose projects"),
        every=_("All projects"),
        none_fits=_("No project fits"),
        none_yet=_("No projects yet"),
        when=_("Founders decide themselves whether their project is shown here."),
        see_all=_("See all projects"),
    )
    lookups = {
        "city": "award__application__city__slug",
        "theme": "themes__slug",
        "strand": "award__application__strand__code",
        "year": "award__issued_at__year",
    }

    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, data, projects: QuerySet, *tags: str) -> None:
        super().__init__(data)
        self.drawn_with += tags
        choices = self.years(projects, *tags).get()
        self.fields["year"].choices = choices  # type: ignore[attr-defined]

    @staticmethod
    def years(projects: QuerySet, *tags: str) -> Part[Choices]:
        return years(projects, "award__issued_at", *tags)


def kinds() -> Choices:
    return [("", _("All")), *Resource.Kind.choices]


def audiences() -> Choices:
    return [("", _("All")), *Resource.Audience.choices]


def languages() -> Choices:
    return [("", _("All")), *((each.code, each.name_local) for each in KNOWN)]


class ResourceFilter(Filter):
    """What is for everybody fits whoever is asked for."""

    words = ListWords(
        find=_("Find a resource"),
        every=_("All resources"),
        none_fits=_("No resource fits"),
        none_yet=_("No resources yet"),
        when=_("When there is something to read or download, you find it here."),
    )
    lookups = {"kind": "resource__kind", "theme": "resource__theme__slug"}

    city = None  # type: ignore[assignment]  # few resources have one
    strand = None  # type: ignore[assignment]
    kind = forms.ChoiceField(label=_("Kind"), choices=kinds, required=False)
    audience = forms.ChoiceField(label=_("For whom"), choices=audiences, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=languages, required=False)
    q = forms.CharField(label=_("Words"), max_length=indexed.LONGEST, required=False)

    field_order = ["q", "kind", "audience", "theme", "language"]

    def narrow(self, rows: QuerySet) -> QuerySet:
        plain = {name: each for name, each in self.chosen.items() if name in self.lookups}
        rows = rows.filter(**{self.lookups[name]: each for name, each in plain.items()})
        if audience := self.chosen.get("audience"):
            fits = {audience, Resource.Audience.EVERYBODY}
            rows = rows.filter(resource__audience__in=fits)
        if language := self.chosen.get("language"):
            copies = Copy.objects.public().filter(language=language)
            rows = rows.filter(Exists(copies.filter(version__resource=OuterRef("resource"))))
        return indexed.holding(self.chosen.get("q", ""), rows)
