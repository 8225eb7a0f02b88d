"""The audience's page, behind the square on the screen: no sign-in, one tap."""

import secrets

from allauth.core import ratelimit
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from .. import actions
from ..models import Ballot, Day, Stage, Ticket, Turn
from ..models.days import day_of
from ..models.voting import MOST_STARS
from ..prize import favourites
from ..refusals import VoteClosed
from ..states import LIVE

DEVICE, TICKET = "vote_device", "vote_ticket"
A_DAY = 24 * 60 * 60
TOO_MANY = 429


@never_cache
@require_http_methods(["GET", "POST"])
def vote(request: HttpRequest, code: str) -> HttpResponse:
    """Stars for the pitch on stage, the code of a ticket before it, the favourite after it all."""
    stage = get_object_or_404(Stage.objects.select_related("round__call__programme"), code=code)
    day = day_of(stage.round)
    if not day.audience_votes:
        raise Http404
    if request.method == "POST":
        if not ratelimit.consume(request, action="vote") or _is_a_flood(request, stage, day):
            return render(request, "pitching/vote_wait.html", {"code": code}, status=TOO_MANY)
        return _take(request, stage)
    return _page(request, stage, needs_ticket=day.needs_ticket)


def _is_a_flood(request: HttpRequest, stage: Stage, day: Day) -> bool:
    """Open to the room, a vote is a phone's: so many that never voted before come from one network
    in a minute and on a day, and no more. With tickets, the tickets are counted."""
    if day.needs_ticket or "stars" not in request.POST:
        return False
    device = actions.device_of(stage.round, _kept(request, DEVICE))
    known = Ballot.objects.filter(turn__slot__round=stage.round_id, device=device).exists()
    return not known and not ratelimit.consume(request, action="vote_phone")


def _take(request: HttpRequest, stage: Stage) -> HttpResponse:
    try:
        if "ticket" in request.POST:
            ticket = actions.ticket_for(stage.round, request.POST["ticket"])
            return _remember(redirect("vote", stage.code), TICKET, ticket.code)
        _cast(request, stage)
    except VoteClosed as refused:
        return _page(request, stage, refused=str(refused), needs_ticket=True)
    return redirect(f"{request.path}?done=1")


def _cast(request: HttpRequest, stage: Stage) -> None:
    key, stars = (request.POST.get(name, "") for name in ("turn", "stars"))
    turn = get_object_or_404(_turns(stage), pk=key if key.isdecimal() else 0)
    secret = _kept(request, DEVICE)
    if not secret:
        raise VoteClosed(_("Your phone forgot this page. Please vote again."))
    actions.vote(
        turn=turn,
        secret=secret,
        stars=int(stars) if stars.isdecimal() else 0,
        ticket=_ticket(request, stage),
    )


def _page(
    request: HttpRequest, stage: Stage, *, needs_ticket: bool, refused: str = ""
) -> HttpResponse:
    day = day_of(stage.round)
    live = _turns(stage).filter(state__in=LIVE).first()
    secret = _kept(request, DEVICE) or secrets.token_urlsafe(24)
    given = Ballot.objects.filter(turn=live, device=actions.device_of(stage.round, secret)).first()
    ticket = _ticket(request, stage)
    locked = stage.round.locked_at is not None
    asks = needs_ticket and day.needs_ticket and ticket is None and not locked
    context = {
        "stage": stage,
        "live": live,
        "given": given,
        "asks_ticket": asks,
        "code": request.GET.get("t", "") or request.POST.get("ticket", ""),
        "refused": refused,
        "stars": range(1, MOST_STARS + 1),
        "open_to_all": not day.needs_ticket,
        "favourites": favourites(stage.round),
        "over": locked,
    }
    page = render(request, "pitching/vote.html", context, status=409 if refused else 200)
    return _remember(page, DEVICE, secret)


def _turns(stage: Stage):
    return Turn.objects.in_order().filter(stage=stage).select_related("stage__round__day")


def _ticket(request: HttpRequest, stage: Stage) -> Ticket | None:
    return stage.round.tickets.filter(code=_kept(request, TICKET)).first()


def _kept(request: HttpRequest, name: str) -> str:
    return request.get_signed_cookie(name, default="", salt=name) or ""


def _remember(answer: HttpResponse, name: str, value: str) -> HttpResponse:
    answer.set_signed_cookie(
        name,
        value,
        salt=name,
        max_age=A_DAY,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer
