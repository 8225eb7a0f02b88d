"""The way from a round's screen to its pitch day, and from a pitch time to the link online."""

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.judging.models import Round
from applications.judging.round_links import Link, for_applicants, links

from .models import Day


@links
def to_the_day(judging_round: Round) -> list[Link]:
    if judging_round.kind != Round.Kind.PITCH_DAY:
        return []
    return [
        Link(_("The day itself"), reverse("pitching_admin:day", args=[judging_round.public_id]))
    ]


@for_applicants
def to_join(judging_round: Round) -> list[Link]:
    day = Day.objects.filter(round=judging_round).exclude(online_link="").first()
    return [Link(_("Join online"), day.online_link)] if day else []
