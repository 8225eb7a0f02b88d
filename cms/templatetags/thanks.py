"""The funders' words at the foot of every page."""

from django import template
from django.template import Context

from cms.acknowledgements import acknowledgements, programme_of

register = template.Library()


@register.simple_tag(takes_context=True)
def funders(context: Context) -> list[dict[str, str]]:
    """`{% funders as acknowledgements %}`: of the programme that the page is about."""
    return acknowledgements(programme_of(context))
