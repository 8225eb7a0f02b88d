"""Projects that got a grant, and the figures of all of them."""

from cms.models import ImpactPage, ProjectPage

from .common import Thing, filled, lead_of, things


@things.register
def _funded(page: ProjectPage, context) -> list[Thing]:
    """The page of a project. What it got is told by the page, where the programme tells it."""
    about = {"@type": "Organization", "name": page.title, "description": page.description}
    return [
        {
            "@type": "WebPage",
            "name": page.title,
            "url": context["canonical_url"],
            "inLanguage": page.locale.language_code,
            "about": filled(about),
        }
    ]


@things.register
def _figures(page: ImpactPage, context) -> list[Thing]:
    return [
        {
            "@type": "Dataset",
            "name": page.title,
            "description": page.description,
            "url": context["canonical_url"],
            "inLanguage": page.locale.language_code,
            "creator": lead_of(page.programme),
            "isAccessibleForFree": True,
        }
    ]
