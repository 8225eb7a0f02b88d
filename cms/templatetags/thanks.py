"""The foot of every page."""

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.acknowledgements import acknowledgements, programme_of
from freshness import depends, remember

register = template.Library()


@register.simple_tag(takes_context=True)
def foot(context: Context) -> SafeString | str:
    """The words of the funders of the programme that the page is about, and the last links.

    Drawn once for all pages about the same programme.
    """
    programme_id, navigation = programme_of(context), context.get("navigation")

    def draw() -> SafeString:
        depends(*(navigation.tags if navigation else []))
        links = navigation.footer() if navigation else []
        shown = {"acknowledgements": acknowledgements(programme_id), "links": links}
        return render_to_string("components/foot.html", shown)

    return remember(("foot", navigation and get_language(), programme_id or "every"), draw)
