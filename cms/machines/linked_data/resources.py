"""Guides and forms: a document for each language."""

from django.conf import settings

from cms.models import ResourcePage
from cms.resource_facts import Reading

from .common import Thing, filled, iso, things


@things.register
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
        "datePublished": iso(readings[0].published_at),
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
    return filled(document)
