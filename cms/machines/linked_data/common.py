"""What every kind of page says of itself, and the words that several kinds need."""

from collections.abc import Sequence
from datetime import datetime
from functools import singledispatch
from typing import Any

from wagtail.models import Page, Site

from cms import acknowledgements, remembered
from freshness import depends
from programmes.models import Programme

Thing = dict[str, Any]


@singledispatch
def things(page: Page, context) -> list[Thing]:
    url = context["canonical_url"]
    language = page.locale.language_code
    return [filled({"@type": "WebPage", "name": page.title, "url": url, "inLanguage": language})]


def lead_of(programme: Programme) -> Thing:
    """The organisation that runs the programme."""
    depends("programmes", "organisations")
    known = {each.pk: each for each in remembered.PROGRAMMES.get().values()}
    return {"@type": "Organization", "name": known.get(programme.pk, programme).lead.name}


def funders_of(programme: Programme) -> list[Thing]:
    names = acknowledgements.funders(programme.pk).get()
    return [{"@type": "Organization", "name": name} for name in names]


def site_name(context) -> str:
    site = Site.find_for_request(context["request"])
    return site.site_name if site else "Seedbed"


def course(name: str, description: str, provider: Thing, runs: Sequence[Thing] = ()) -> Thing:
    """What people learn; `runs` are its CourseInstances."""
    told = {
        "@type": "Course",
        "name": name,
        "description": description,
        "provider": provider,
        "hasCourseInstance": list(runs),
    }
    return filled(told)


def iso(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def filled(thing: Thing) -> Thing:
    """Without what is empty."""
    return {name: value for name, value in thing.items() if value not in ("", None, [])}
