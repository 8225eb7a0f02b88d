from django import template
from django.utils.safestring import SafeString, mark_safe

from applications.journey.models import Application
from applications.judging.heard import questions_to
from applications.judging.models import Round
from applications.judging.round_links import Link, beside_time, links_of
from applications.judging.rules import member_of
from applications.judging.strips import strips_of

register = template.Library()


@register.simple_tag(takes_context=True)
def judge_strips(context: template.Context) -> SafeString:
    """What other rooms tell this judge now. The page has `round`, perhaps `application`."""
    request = context["request"]
    member = member_of(request.user, context["round"])
    if member is None:
        return SafeString()
    parts = strips_of(request, member, context.get("application"))
    return mark_safe("".join(parts))  # noqa: S308 (templates of ours, escaped there)


@register.simple_tag
def round_links(judging_round: Round) -> list[Link]:
    """What other rooms keep about the round, for its officers."""
    return links_of(judging_round)


@register.simple_tag
def questions_asked(application: Application) -> list[str]:
    """What the panel asked at the pitch."""
    return questions_to(application)


@register.simple_tag
def time_links(judging_round: Round) -> list[Link]:
    """What other rooms offer beside a pitch time, to the applicant."""
    return beside_time(judging_round)
