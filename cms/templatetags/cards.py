"""Cards of pages that have a picture."""

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms import languages
from cms.languages import Foreign
from freshness import depends, remember

register = template.Library()


@register.filter
def foreign(page) -> Foreign | None:
    """The language of the page where it is not the reader's."""
    return languages.foreign(page)


@register.simple_tag(takes_context=True)
def story_card(context: Context, story, at_once: bool = False) -> SafeString:
    """One story or piece of news, drawn once for all lists until something of it changes.

    `at_once`: its picture is what readers see first, and does not wait until it is looked at.
    """

    def draw() -> SafeString:
        depends(f"page:{story.pk}", f"image:{story.image_id}", "names", "stories")
        url = story.get_url(context["request"])
        shown = {"story": story, "url": url, "pictures": story.card_pictures, "at_once": at_once}
        return render_to_string("cms/parts/story_card.html", shown)

    return remember(("story card", story.pk, get_language(), at_once), draw)
