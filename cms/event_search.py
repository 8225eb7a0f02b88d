"""Looking for events: by city, theme and language, in an address that can be shared."""

import re
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.models import PageQuerySet

from cms.filters import DrawnOnce
from freshness import Part, depends
from programmes.models import City, Theme

SLUG = re.compile(r"[-\w]{1,50}")
PLACES = {"city": "event__city__slug", "theme": "event__theme__slug"}


@dataclass(frozen=True)
class Search:
    """What somebody looks for; empty parts do not matter."""

    city: str = ""
    theme: str = ""
    spoken: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Search":
        """Read from an address. What makes no sense is left out."""
        given = {name: query.get(name, "") for name in ("city", "theme", "spoken")}
        return cls(**{name: slug for name, slug in given.items() if SLUG.fullmatch(slug)})

    def among(self, pages: PageQuerySet) -> PageQuerySet:
        """The event pages that fit."""
        wanted = {path: getattr(self, name) for name, path in PLACES.items() if getattr(self, name)}
        if self.spoken:
            wanted["event__languages__contains"] = [self.spoken]
        return pages.filter(**wanted)

    @property
    def of_city(self) -> str:
        """The part that calendars and followers know, for an address: `?city=coventry`."""
        return f"?city={self.city}" if self.city else ""

    def __bool__(self) -> bool:
        return bool(self.city or self.theme or self.spoken)


class SearchForm(DrawnOnce):
    """The filters of the list, as a plain form that is sent with GET."""

    city = forms.ChoiceField(label=gettext_lazy("Where"))
    theme = forms.ChoiceField(label=gettext_lazy("About"))
    spoken = forms.ChoiceField(label=gettext_lazy("Language"))

    def __init__(self, search: Search, listed: PageQuerySet, *tags: str) -> None:
        """`listed`: pages whose cities and themes are offered; `tags` tell when there are more."""
        given = {name: getattr(search, name) for name in ("city", "theme", "spoken")}
        super().__init__(initial=given, auto_id="find-%s", label_suffix="")
        self.drawn_with = ("names", *tags)
        languages = [
            (code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES
        ]
        for name, choices in self.offered(listed, *tags).get().items():
            self._offer(name, choices)
        self._offer("spoken", languages)

    @staticmethod
    def offered(listed: PageQuerySet, *tags: str) -> Part[dict[str, list[tuple[str, str]]]]:
        """Only what some event has; the choices of each field."""

        def make(*found: QuerySet) -> dict[str, list[tuple[str, str]]]:
            depends("names", *tags)
            names = ([(each.slug, str(each)) for each in rows] for rows in found)
            return dict(zip(("city", "theme"), names, strict=True))

        def reads() -> tuple[QuerySet, ...]:
            return tuple(
                model._default_manager.filter(events__pages__in=listed).distinct()
                for model in (City, Theme)
            )

        return Part(("event filter", get_language()), reads, make)

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        field.required = False
        field.hide_optional = True  # type: ignore[attr-defined]  # see field_words.html
        field.choices = [("", _("All")), *choices]  # type: ignore[attr-defined]
