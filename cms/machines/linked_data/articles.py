"""Stories, news and journals: what somebody wrote and signed."""

from urllib.parse import urljoin

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext as _

from cms.machines.open_calls import amount
from cms.models import JournalPage, NewsPage, StoryPage
from cms.navigation import home_url
from programmes.words import worded

from .common import Thing, course, filled, funders_of, iso, lead_of, site_name, things


@things.register
def _story(page: StoryPage, context) -> list[Thing]:
    """Signed by the organisation: who is told about is named on the page, as they agreed."""
    lead: Thing = {
        "@type": "Organization",
        "name": site_name(context),
        "url": settings.BASE_URL + home_url(page.locale.language_code),
        "logo": urljoin(settings.BASE_URL, static("img/logo.svg")),
    }
    story = {
        "@type": "NewsArticle",
        "headline": page.title,
        "description": page.description,
        "datePublished": iso(page.first_published_at),
        "dateModified": iso(page.last_published_at),
        "inLanguage": page.locale.language_code,
        "articleSection": _("Stories"),
        "contentLocation": page.city and {"@type": "Place", "name": str(page.city)},
        "author": lead,
        "publisher": lead,
        "mainEntityOfPage": context["canonical_url"],
        "about": _project(page),
        "mentions": _course(page, lead),
    }
    return [filled(story)]


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
    return course(str(page.course), worded(page.course, "description"), provider)


@things.register
def _news(page: NewsPage, context) -> list[Thing]:
    """Signed by the organisation that tells it."""
    teller: Thing = {"@type": "Organization", "name": str(page.organisation)}
    news = {
        "@type": "NewsArticle",
        "headline": page.title,
        "description": page.description,
        "datePublished": iso(page.first_published_at),
        "dateModified": iso(page.last_published_at),
        "inLanguage": page.locale.language_code,
        "articleSection": _("News"),
        "contentLocation": page.city and {"@type": "Place", "name": str(page.city)},
        "author": teller,
        "publisher": teller,
        "mainEntityOfPage": context["canonical_url"],
    }
    return [filled(news)]


@things.register
def _journal(page: JournalPage, context) -> list[Thing]:
    """Signed by the organisation that runs the programme; about the months that it tells of."""
    lead = lead_of(page.programme)
    report = {
        "@type": "Report",
        "headline": page.title,
        "description": page.description,
        "reportNumber": page.name,
        "datePublished": iso(page.first_published_at),
        "dateModified": iso(page.last_published_at),
        "inLanguage": page.locale.language_code,
        "temporalCoverage": f"{page.period_from:%Y-%m-%d}/{page.period_to:%Y-%m-%d}",
        "contentLocation": page.city and {"@type": "Place", "name": str(page.city)},
        "keywords": str(page.theme or ""),
        "author": lead,
        "publisher": lead,
        "funder": funders_of(page.programme),
        "mainEntityOfPage": context["canonical_url"],
    }
    return [filled(report)]
