"""The line at the top of a judge's pages that follows the stage."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from applications.journey.models import Application
from applications.judging.blind import title_of
from applications.judging.models import PanelMember
from applications.judging.strips import strip

from .boards import AGAIN, face_of, judge_token, milliseconds, number_of, shown_to
from .late import coming, foresee, is_on
from .links import to_join
from .models import Turn
from .models.days import day_of
from .states import TurnState


@strip
def on_stage(request: HttpRequest, member: PanelMember, application: Application | None) -> str:
    """Who is on stage for this judge, and the way to that scorecard. A break looks the same
    whether nobody is on stage or somebody whom they keep out of. Two queries on the day."""
    if not is_on(member.round, timezone.now()):
        return ""
    return render_to_string("pitching/_strip.html", seen_by(member, application), request=request)


def seen_by(member: PanelMember, application: Application | None = None) -> dict:
    now = timezone.now()
    shown = list(shown_to(member, TurnState.values))
    live = next((each for each in shown if each.live), None)
    waiting = [each for each in shown if each.to_come]
    foresee(shown, coming(shown), day_of(member.round), now)
    following = waiting[0] if waiting and not live else None
    return {
        "round": member.round,
        "zone": member.round.call.zone,
        "live": live,
        "face": face_of(live, now),
        "title": _title(live, member),
        "next": following,
        "next_title": _title(following, member),
        "is_this": bool(live and application and live.slot.application_id == application.pk),
        "online": to_join(member.round),
        "token": judge_token(member),
        "number": number_of(live),
        "at": milliseconds(now),
        "again": milliseconds(now + AGAIN),
    }


def _title(turn: Turn | None, member: PanelMember) -> str:
    """As far as the round lets its judges see it."""
    return title_of(turn.slot.application, member.round) if turn else ""
