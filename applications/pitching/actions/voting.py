"""The audience's vote, and the tickets for it. It never touches the panel's scores."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.journey.workflow import need
from applications.judging.models import Round

from ..codes import as_typed, new_code
from ..models import Ballot, Ticket, Turn
from ..models.voting import MOST_STARS
from ..refusals import DayRefused, VoteClosed

MOST_TICKETS = 2000


def device_of(judging_round: Round, secret: str) -> str:
    """What is kept of a phone: a keyed hash of its cookie, another one each pitch day."""
    return salted_hmac(
        f"pitching.device:{judging_round.pk}", secret, algorithm="sha256"
    ).hexdigest()


def ticket_for(judging_round: Round, code: str) -> Ticket:
    """Raises VoteClosed for a code that was never printed."""
    found = Ticket.objects.filter(round=judging_round, code=as_typed(code)).first()
    if found is None:
        raise VoteClosed(_("We don't know this code. Look at your ticket again."))
    return found


def vote(*, turn: Turn, secret: str, stars: int, ticket: Ticket | None = None) -> Ballot:
    """Count one phone's stars for the pitch on stage; a second time changes them.

    Nobody is signed in, and nothing is audited: who voted what is not anybody's to know. Raises
    VoteClosed when the pitch is not on stage, or the ticket or the phone voted with another.
    """
    day = getattr(turn.stage.round, "day", None)
    if day is None or not day.audience_votes or not 1 <= stars <= MOST_STARS:
        raise VoteClosed(_("There is no vote here now."))
    if day.needs_ticket and ticket is None:
        raise VoteClosed(_("Write the code of your ticket first."))
    try:
        with transaction.atomic():
            return _count(turn, device_of(turn.stage.round, secret), stars, ticket)
    except IntegrityError as refused:
        if "one_vote_a_ticket" in str(refused):
            raise VoteClosed(_("This ticket has voted on another phone.")) from refused
        raise VoteClosed(_("The vote for this pitch is closed.")) from refused


def _count(turn: Turn, device: str, stars: int, ticket: Ticket | None) -> Ballot:
    ballot = Ballot.objects.select_for_update().filter(turn=turn, device=device).first()
    if ballot and ballot.ticket_id != (ticket.pk if ticket else None):
        raise VoteClosed(_("This phone has voted with another ticket."))
    if ballot is None:
        return Ballot.objects.create(turn=turn, device=device, stars=stars, ticket=ticket)
    ballot.stars, ballot.cast_at = stars, timezone.now()
    ballot.save(update_fields=["stars", "cast_at"])
    return ballot


@transaction.atomic
def make_tickets(*, judging_round: Round, number: int, by: User) -> list[Ticket]:
    """So many tickets in all: what is missing is made, those that were printed stay valid."""
    need("judging.set_up", by, judging_round)
    if not 1 <= number <= MOST_TICKETS:
        raise DayRefused(_("Make 1 to %(most)s tickets.") % {"most": MOST_TICKETS})
    Round.objects.select_for_update().get(pk=judging_round.pk)
    kept = set(judging_round.tickets.values_list("code", flat=True))
    fresh: set[str] = set()
    while len(kept) + len(fresh) < number:
        fresh.add(new_code())
    Ticket.objects.bulk_create(
        [Ticket(round=judging_round, code=code) for code in sorted(fresh - kept)]
    )
    audit.record.record("pitching.make_tickets", judging_round, by=by, made=len(fresh))
    return list(judging_round.tickets.all())
