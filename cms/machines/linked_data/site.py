"""The home page, and the way from it down to any page."""

from django.conf import settings
from django.utils.translation import gettext as _

from cms.models import HomePage
from cms.models.base import SitePage
from cms.navigation import home_url

from .common import Thing, lead_of, site_name, things


@things.register
def _home(page: HomePage, context) -> list[Thing]:
    return [
        {
            "@type": "WebSite",
            "name": site_name(context),
            "url": context["canonical_url"],
            "inLanguage": page.locale.language_code,
            "publisher": lead_of(page.programme),
        }
    ]


def trail(page: SitePage, context) -> Thing | None:
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
