"""Finding what a person may see, and answering when they may not."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.http import SignedInRequest

from ..door import link_of
from ..models import Entry, PanelMember, Round
from ..refusals import First
from ..rules import has_agreed, lies_before, member_of


def round_of(request: SignedInRequest, public_id: UUID) -> Round:
    """The round, or 404 for whoever neither runs nor sits on it; a judge's terms come first."""
    found = get_object_or_404(Round.objects.visible_to(request.user), public_id=public_id)
    _agree_first(found, member_of(request.user, found))
    return found


def _agree_first(judging_round: Round, member: PanelMember | None) -> None:
    if member is not None and not has_agreed(member, judging_round):
        raise First("judging:terms", judging_round.public_id)


def seat_of(
    request: SignedInRequest, public_id: UUID, *, agreed: bool = True
) -> tuple[Round, PanelMember]:
    """The round and the person's seat on its panel, or 404; the terms come first. No query for
    who came by a link: its door has read both."""
    link = link_of(request)
    if link is not None and link.member.round.public_id == public_id:
        judging_round = link.member.round
    else:
        sat_on = Round.objects.sat_on_by(request.user)
        judging_round = get_object_or_404(sat_on, public_id=public_id)
    member = member_of(request.user, judging_round)
    if member is None:
        raise Http404
    if agreed:
        _agree_first(judging_round, member)
    return judging_round, member


SHOWN_WITH = (
    "application__call__programme",
    "application__applicant",
    "application__city",
    "application__strand",
    "application__question_set",
)


def entry_for(
    member: PanelMember, judging_round: Round, pitch_id: UUID, *, to_save: bool = False
) -> Entry:
    """What the judge may read. A conflict looks like an address that was never there. `to_save`:
    without what a page shows of the application."""
    found = Entry.objects.open_to(member)
    entry = get_object_or_404(
        found.only("round", "application") if to_save else found.select_related(*SHOWN_WITH),
        application__public_id=pitch_id,
    )
    entry.round = judging_round
    lies_before(entry, member)
    return entry


def entry_of(judging_round: Round, pitch_id: UUID) -> Entry:
    entry = get_object_or_404(
        judging_round.entries.still_in().select_related(
            "application__call__programme",
            "application__applicant",
            "application__city",
            "application__strand",
        ),
        application__public_id=pitch_id,
    )
    entry.round = judging_round
    return entry


def need(request: SignedInRequest, permission: str, record: Model) -> None:
    if not request.user.has_perm(permission, record):
        raise PermissionDenied
