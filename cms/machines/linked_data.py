"""Schema.org data inside pages (JSON-LD), for search engines and whoever else reads it.

`of` gives the things a page is about, from what the page shows anyway. A new type of page
registers its own with `@_things.register`; until then it is a plain WebPage.
"""

import json
from datetime import datetime
from functools import singledispatch
from urllib.parse import urljoin

from django.conf import settings
from django.templatetags.static import static
from django.utils.html import _json_script_escapes  # type: ignore[attr-defined]
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from applications.calls.models import Call
from cms import acknowledgements
from cms.models import (
    CallPage,
    EventPage,
    HomePage,
    ImpactPage,
    JournalPage,
    NewsPage,
    ProjectPage,
    ResourcePage,
    StoryPage,
)
from cms.models.base import SitePage
from cms.navigation import home_url
from cms.resource_facts import Reading
from freshness import depends
from programmes.models import Programme
from programmes.words import worded

from . import linked_events
from .linked_events import Thing
from .open_calls import amount


def script(page: SitePage, context) -> SafeString:
    """The data block. No browser runs it, and nothing in it can end it."""
    graph = {"@context": "https://schema.org", "@graph": of(page, context)}
    words = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    words = words.translate(_json_script_escapes)
    return mark_safe(f'<script type="application/ld+json">{words}</script>')  # noqa: S308 escaped


def of(page: SitePage, context) -> list[Thing]:
    """Everything a page says of itself."""
    things = _things(page, context)
    trail = _trail(page, context)
    return [*things, trail] if trail else things


@singledispatch
def _things(page: Page, context) -> list[Thing]:
    url = context["canonical_url"]
    language = page.locale.language_code
    return [_filled({"@type": "WebPage", "name": page.title, "url": url, "inLanguage": language})]


@_things.register
def _home(page: HomePage, context) -> list[Thing]:
    return [
        {
            "@type": "WebSite",
            "name": _site_name(context),
            "url": context["canonical_url"],
            "inLanguage": page.locale.language_code,
            "publisher": _lead(page.programme),
        }
    ]


@_things.register
def _call(page: CallPage, context) -> list[Thing]:
    """The grant, the service that gives it, and the days on which people pitch."""
    call, facts, url = page.call, context["facts"], context["canonical_url"]
    programme = call.programme
    lead, funders = _lead(programme), _funders(programme)
    window = {"from": _local(call.opens_at, call), "through": _local(call.closes_at, call)}
    grant = {
        "@type": "MonetaryGrant",
        "@id": f"{url}#grant",
        "name": page.title,
        "description": page.description,
        "url": url,
        "identifier": call.code,
        "amount": {
            "@type": "MonetaryAmount",
            "currency": call.currency,
            "maxValue": amount(call.maximum_minor, call.currency),
            **_least(call),
            "validFrom": window["from"],
            "validThrough": window["through"],
        },
        "funder": funders or [lead],
        "sponsor": lead,
    }
    if facts.is_open:
        target = {"@type": "EntryPoint", "urlTemplate": f"{settings.BASE_URL}{facts.apply_url}"}
        grant["potentialAction"] = {
            "@type": "ApplyAction",
            "startTime": window["from"],
            "endTime": window["through"],
            "target": target,
        }
    service = {
        "@type": "GovernmentService",
        "name": page.title,
        "serviceType": ", ".join(facts.strands),
        "url": url,
        "provider": lead,
        "areaServed": [{"@type": "AdministrativeArea", "name": name} for name in facts.cities],
    }
    days = [linked_events.pitch_day(each, call, lead, f"{url}#grant") for each in facts.pitch_days]
    return [_filled(thing) for thing in (grant, service, *days)]


def _least(call: Call) -> Thing:
    if not call.minimum_minor:
        return {}
    return {"minValue": amount(call.minimum_minor, call.currency)}


@_things.register
def _event(page: EventPage, context) -> list[Thing]:
    """Who invites is the organisation that runs the site's programme."""
    programme = page.about()
    organizer = _lead(programme) if programme else None
    return [_filled(linked_events.event(page, context, organizer))]


@_things.register
def _story(page: StoryPage, context) -> list[Thing]:
    """Signed by the organisation: who is told about is named on the page, as they agreed."""
    lead: Thing = {
        "@type": "Organization",
        "name": _site_name(context),
        "url": settings.BASE_URL + home_url(page.locale.language_code),
        "logo": urljoin(settings.BASE_URL, static("img/logo.svg")),
    }
    story = {
        "@type": "NewsArticle",
        "headline": page.title,
        "description": page.description,
        "datePublished": _iso(page.first_published_at),
        "dateModified": _iso(page.last_published_at),
        "inLanguage": page.locale.language_code,
        "articleSection": _("Stories"),
        "contentLocation": page.city and {"@type": "Place", "name": str(page.city)},
        "author": lead,
        "publisher": lead,
        "mainEntityOfPage": context["canonical_url"],
        "about": _project(page),
        "mentions": _course(page, lead),
    }
    return [_filled(story)]


@_things.register
def _news(page: NewsPage, context) -> list[Thing]:
    """Signed by the organisation that tells it."""
    teller: Thing = {"@type": "Organization", "name": str(page.organisation)}
    news = {
        "@type": "NewsArticle",
        "headline": page.title,
        "description": page.description,
        "datePublished": _iso(page.first_published_at),
        "dateModified": _iso(page.last_published_at),
        "inLanguage": page.locale.language_code,
        "articleSection": _("News"),
        "contentLocation": page.city and {"@type": "Place", "name": str(page.city)},
        "author": teller,
        "publisher": teller,
        "mainEntityOfPage": context["canonical_url"],
    }
    return [_filled(news)]


@_things.register
def _journal(page: JournalPage, context) -> list[Thing]:
    """Signed by the organisation that runs the programme; about the months that it tells of."""
    lead = _lead(page.programme)
    report = {
        "@type": "Report",
        "headline": page.title,
        "description": page.description,
        "reportNumber": page.name,
        "datePublished": _iso(page.first_published_at),
        "dateModified": _iso(page.last_published_at),
        "inLanguage": page.locale.language_code,
        "temporalCoverage": f"{page.period_from:%Y-%m-%d}/{page.period_to:%Y-%m-%d}",
        "contentLocation": page.city and {"@type": "Place", "name": str(page.city)},
        "keywords": str(page.theme or ""),
        "author": lead,
        "publisher": lead,
        "funder": _funders(page.programme),
        "mainEntityOfPage": context["canonical_url"],
    }
    return [_filled(report)]


def _project(page: StoryPage) -> Thing | None:
    """What the story is about, and the grant that it got."""
    if not page.project:
        return None
    project: Thing = {"@type": "Organization", "name": page.project}
    if page.award:
        money: Thing = {"@type": "MonetaryAmount", "currency": page.award.currency}
        money["value"] = amount(page.award.amount_minor, page.award.currency)
        project["funding"] = {"@type": "MonetaryGrant", "amount": money}
    return project


def _course(page: StoryPage, provider: Thing) -> Thing | None:
    """The course that the person took, as the page names it."""
    if not page.course:
        return None
    return _filled(
        {
            "@type": "Course",
            "name": str(page.course),
            "description": worded(page.course, "description"),
            "provider": provider,
        }
    )


@_things.register
def _funded(page: ProjectPage, context) -> list[Thing]:
    """The page of a project. What it got is told by the page, where the programme tells it."""
    about = {"@type": "Organization", "name": page.title, "description": page.description}
    return [
        {
            "@type": "WebPage",
            "name": page.title,
            "url": context["canonical_url"],
            "inLanguage": page.locale.language_code,
            "about": _filled(about),
        }
    ]


@_things.register
def _resource(page: ResourcePage, context) -> list[Thing]:
    """A document for each language; the first is the work that the others translate."""
    url, readings = context["canonical_url"], context["facts"].readings
    documents = [_document(each, url) for each in readings]
    if not documents:
        return []
    work, *translations = documents
    work |= {
        "description": page.description,
        "mainEntityOfPage": url,
        "version": str(readings[0].version),
        "datePublished": _iso(readings[0].published_at),
        "isAccessibleForFree": True,
    }
    of_work: Thing = {"translationOfWork": {"@id": work["@id"]}}
    return [work, *(each | of_work for each in translations)]


def _document(reading: Reading, url: str) -> Thing:
    formats = [reading.content_type, "text/html" if reading.text_url else ""]
    document: Thing = {
        "@type": "DigitalDocument",
        "@id": f"{url}#{reading.language.code}",
        "name": reading.title,
        "url": settings.BASE_URL + reading.url,
        "inLanguage": reading.language.code,
        "encodingFormat": [each for each in formats if each],
        "accessibilityFeature": ["taggedPDF"] if reading.has_tags else [],
    }
    return _filled(document)


@_things.register
def _figures(page: ImpactPage, context) -> list[Thing]:
    return [
        {
            "@type": "Dataset",
            "name": page.title,
            "description": page.description,
            "url": context["canonical_url"],
            "inLanguage": page.locale.language_code,
            "creator": _lead(page.programme),
            "isAccessibleForFree": True,
        }
    ]


def _lead(programme: Programme) -> Thing:
    """The organisation that runs the programme."""
    depends("programmes", "organisations")
    return {"@type": "Organization", "name": programme.lead.name}


def _funders(programme: Programme) -> list[Thing]:
    names = acknowledgements.funders(programme.pk).get()
    return [{"@type": "Organization", "name": name} for name in names]


def _trail(page: SitePage, context) -> Thing | None:
    """The way from the home page down, as the menu names its stops; the home page has none."""
    here = page.get_url(context["request"])
    if isinstance(page, HomePage) or not here:
        return None
    above = context["navigation"].above(page) if "navigation" in context else []
    stops = [
        (_("Home"), home_url(page.locale.language_code)),
        *((link.label, link.url) for link in above),
        (page.title, here),
    ]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": name,
                "item": settings.BASE_URL + url,
            }
            for number, (name, url) in enumerate(stops, 1)
        ],
    }


def _site_name(context) -> str:
    site = Site.find_for_request(context["request"])
    return site.site_name if site else "Seedbed"


def _local(at: datetime, call: Call) -> str:
    return at.astimezone(call.zone).isoformat()


def _iso(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def _filled(thing: Thing) -> Thing:
    """Without what is empty."""
    return {name: value for name, value in thing.items() if value not in ("", None, [])}
