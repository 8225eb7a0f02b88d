"""Looking for calls: filters and words, the same for the list, its address and who follows it."""

import json
import re
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.models import PageQuerySet

from applications.calls.models import Call
from cms.filters import DrawnOnce
from cms.indexed import holding
from freshness import Part, depends
from programmes.models import City, Strand, Theme

LONGEST_WORDS = 80

SLUG = re.compile(r"[-\w]{1,50}")
PLACES = {
    "strand": "call__strands__code",
    "city": "call__cities__slug",
    "theme": "call__themes__slug",
}
SHOWS = [
    ("", gettext_lazy("Every call")),
    ("open", gettext_lazy("Open now")),
    ("soon", gettext_lazy("Opens soon")),
    ("closed", gettext_lazy("Closed")),
]


@dataclass(frozen=True)
class Search:
    """What somebody looks for; empty parts do not matter. `show` is no part of what is followed."""

    strand: str = ""
    city: str = ""
    theme: str = ""
    words: str = ""
    show: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Search":
        """Read from an address. What makes no sense is left out."""
        slugs = {name: query.get(name, "") for name in PLACES}
        words = " ".join(query.get("q", "").replace("\0", " ").lower().split())
        show = query.get("show", "")
        return cls(
            **{name: slug for name, slug in slugs.items() if SLUG.fullmatch(slug)},
            words=words[:LONGEST_WORDS],
            show=show if show in dict(SHOWS) else "",
        )

    @classmethod
    def of_key(cls, key: str) -> "Search | None":
        """The search that `key` names, or None; one search has one key."""
        try:
            parts = json.loads(key)
        except ValueError:
            return None
        if not isinstance(parts, list) or [type(part) for part in parts] != [str] * 4:
            return None
        search = cls(*parts)
        return search if search.key == key else None

    @property
    def key(self) -> str:
        parts = [self.strand, self.city, self.theme, self.words]
        return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))

    @property
    def query(self) -> str:
        """For an address: `?city=coventry&q=bread`, empty for every call."""
        given = {
            **{name: getattr(self, name) for name in PLACES},
            "q": self.words,
            "show": self.show,
        }
        filled = {name: value for name, value in given.items() if value}
        return f"?{urlencode(filled)}" if filled else ""

    @property
    def followed(self) -> "Search":
        """The part that can be followed: whatever is open now, the next one is told."""
        return replace(self, show="")

    def among(self, pages: PageQuerySet) -> PageQuerySet:
        """The call pages that fit, whatever `show` says."""
        wanted = {path: getattr(self, name) for name, path in PLACES.items() if getattr(self, name)}
        found = pages.filter(**wanted)
        return holding(self.words, found)

    def names(self) -> list[str] | None:
        """What is looked for, in the reader's words; None when a place does not exist."""
        records: list[tuple[type[Model], str, str]] = [
            (Strand, "code", self.strand),
            (City, "slug", self.city),
            (Theme, "slug", self.theme),
        ]
        found = [
            model._default_manager.filter(**{field: slug}).first()
            for model, field, slug in records
            if slug
        ]
        if None in found:
            return None
        quoted = [_("“%s”") % self.words] if self.words else []
        return [str(each) for each in found] + quoted

    def fits(self, call: Call) -> bool:
        """Whether the call is one of those looked for."""
        from .models import CallPage

        return self.among(CallPage.objects.live()).filter(call=call).exists()


class SearchForm(DrawnOnce):
    """The filters of the list, as a plain form that is sent with GET."""

    drawn_with = ("calls", "names")

    q = forms.CharField(
        label=gettext_lazy("Words"),
        max_length=LONGEST_WORDS,
        widget=forms.TextInput({"type": "search"}),
    )
    strand = forms.ChoiceField(label=gettext_lazy("For"))
    city = forms.ChoiceField(label=gettext_lazy("Where"))
    theme = forms.ChoiceField(label=gettext_lazy("About"))
    show = forms.ChoiceField(label=gettext_lazy("When"), choices=SHOWS)

    def __init__(self, search: Search, calls: QuerySet[Call]) -> None:
        given = {name: getattr(search, name) for name in (*PLACES, "show")}
        super().__init__(initial=given | {"q": search.words}, auto_id="find-%s", label_suffix="")
        for field in self.fields.values():
            field.required = False
            field.hide_optional = True  # type: ignore[attr-defined]  # see field_words.html
        for name, choices in self.offered(calls).get().items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    @staticmethod
    def offered(calls: QuerySet[Call]) -> Part[dict[str, list[tuple[str, str]]]]:
        """Only what some call has; the choices of each field."""
        codes = {"strand": (Strand, "code"), "city": (City, "slug"), "theme": (Theme, "slug")}

        def make(*found: QuerySet) -> dict[str, list[tuple[str, str]]]:
            depends("calls", "names")
            return {
                name: [
                    ("", _("All")),
                    *dict.fromkeys((getattr(each, code), str(each)) for each in rows),
                ]
                for (name, (_model, code)), rows in zip(codes.items(), found, strict=True)
            }

        def reads() -> tuple[QuerySet, ...]:
            return tuple(
                model._default_manager.filter(calls__in=calls).distinct()
                for model, _code in codes.values()
            )

        return Part(("call filter", get_language()), reads, make)
