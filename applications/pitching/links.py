"""The way from a round's screen to its pitch day."""

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.judging.models import Round
from applications.judging.round_links import Link, links


@links
def to_the_day(judging_round: Round) -> list[Link]:
    if judging_round.kind != Round.Kind.PITCH_DAY:
        return []
    return [
        Link(_("The day itself"), reverse("pitching_admin:day", args=[judging_round.public_id]))
    ]
