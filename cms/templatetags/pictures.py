"""Pictures and people of a page, drawn once until a picture or a consent changes."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from freshness import depends, remember

register = template.Library()


@register.simple_tag
def main_picture(picture, alt: str) -> SafeString:
    """The large one above a text."""
    return _drawn("cms/parts/main_picture.html", picture, alt)


@register.simple_tag
def shared_picture(picture, alt: str) -> SafeString:
    """What shared links show, for the head."""
    return _drawn("cms/parts/shared_picture.html", picture, alt)


def _drawn(template_name: str, picture, alt: str) -> SafeString:
    def draw() -> SafeString:
        depends(f"image:{picture.pk}")
        return render_to_string(template_name, {"picture": picture, "alt": alt})

    return remember((template_name, picture.pk, alt, get_language()), draw)


@register.simple_tag
def story_person(person) -> SafeString:
    """Somebody in a story, under the name they chose."""

    def draw() -> SafeString:
        depends(f"consent:{person.consent_id}", f"image:{person.picture_id}")
        return render_to_string("cms/parts/story_person.html", {"person": person})

    said = (person.role, person.where_from, person.picture_id or 0)
    return remember(("story person", person.consent_id, *said, get_language()), draw)
