"""Finding public pages by words."""

from wagtail.models import Locale, Page

from .models import StoryPage

LONGEST = 100
"""Characters of a search that are read."""
MOST = 30
"""Pages that a search answers with."""


def pages(words: str, language: str) -> list[Page]:
    """Public pages in `language` that hold every one of `words`, best first."""
    locale = Locale.objects.get_for_language(language)
    hidden = StoryPage.objects.live().exclude(pk__in=StoryPage.objects.shown().values("pk"))
    public = (
        Page.objects.live()
        .public()
        .filter(locale=locale, depth__gt=1)
        .exclude(pk__in=hidden.values("pk"))
    )
    found = public.search(words, operator="and")[:MOST]
    return [page.specific for page in found]
