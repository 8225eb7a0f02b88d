"""Whose money pays for what a page shows, in the words that the funders ask for."""

from collections.abc import Callable, Mapping

from django.db.models import QuerySet
from django.template import Context
from django.utils.translation import get_language

from cms.navigation import PUBLIC_STATES
from freshness import Part, depends
from programmes.models import Funder
from programmes.words import worded

Found = Callable[..., int | None]

ABOUT: Mapping[str, Found] = {
    "award": lambda award: award.programme_id,
    "application": lambda application: application.call.programme_id,
    "mentorship": lambda mentorship: mentorship.award.programme_id,
    "round": lambda each: each.call.programme_id,
    "call": lambda call: call.programme_id,
    "page": lambda page: getattr(page, "shown_programme_id", None),
}
"""By the name of what a page shows: how to find its programme."""


def programme_of(context: Context) -> int | None:
    """The programme of what the template shows; None for a page of the whole site."""
    shown = ((context.get(name), found) for name, found in ABOUT.items())
    return next((found(thing) for thing, found in shown if thing), None)


def acknowledgements(programme_id: int | None) -> list[dict[str, str]]:
    """What the funders of one programme ask for, or those of every public one; one query at most.

    Each has its words, and the address of the emblem or nothing.
    """
    return thanks(programme_id).get()


def thanks(programme_id: int | None) -> Part[list[dict[str, str]]]:
    key = ("acknowledgements", get_language(), programme_id or "every")
    of_it = {"programme": programme_id} if programme_id else {"programme__state__in": PUBLIC_STATES}
    return Part(key, lambda: (Funder.objects.filter(**of_it).order_by("pk"),), _read)


def funders(programme_id: int) -> Part[list[str]]:
    """The names of those who pay for a programme."""

    def make(rows: QuerySet[Funder]) -> list[str]:
        depends("programmes", "organisations")
        return [str(each) for each in rows]

    def reads() -> tuple[QuerySet[Funder]]:
        of_it = Funder.objects.filter(programme=programme_id).select_related("organisation")
        return (of_it.order_by("pk"),)

    return Part(("funders", programme_id), reads, make)


def of_every_programme() -> str:
    """For letters that are about the whole site, in the language in use."""
    return " ".join(each["text"] for each in acknowledgements(None))


def _read(funders: QuerySet[Funder]) -> list[dict[str, str]]:
    depends("programmes")
    seen: dict[str, dict[str, str]] = {}
    for funder in funders:
        emblem = funder.emblem.url if funder.emblem else ""
        text = worded(funder, "acknowledgement")
        seen.setdefault(text, {"text": text, "emblem_url": emblem})
    return list(seen.values())
