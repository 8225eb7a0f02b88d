"""Schema.org data inside pages (JSON-LD), for search engines and whoever else reads it.

`of` gives the things a page is about, from what the page shows anyway. A new type of page
registers its own with `@things.register`; until then it is a plain WebPage.
"""

import json

from django.utils.html import _json_script_escapes  # type: ignore[attr-defined]
from django.utils.safestring import SafeString, mark_safe

from cms.models.base import SitePage

from . import articles, calls, events, projects, resources, site
from .common import Thing, things
from .site import trail

__all__ = ["articles", "calls", "events", "of", "projects", "resources", "script", "site"]


def script(page: SitePage, context) -> SafeString:
    """The data block. No browser runs it, and nothing in it can end it."""
    graph = {"@context": "https://schema.org", "@graph": of(page, context)}
    words = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    words = words.translate(_json_script_escapes)
    return mark_safe(f'<script type="application/ld+json">{words}</script>')  # noqa: S308 escaped


def of(page: SitePage, context) -> list[Thing]:
    """Everything a page says of itself."""
    own, way = things(page, context), trail(page, context)
    return [*own, way] if way else own
