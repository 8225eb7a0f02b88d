"""The address of a judge's link: signed, so that nobody can make one up."""

from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from .models import PanelLink
from .models.rounds import newest_terms
from .rules import sits_here

_signer = Signer(salt="judging.link")


def path_of(link: PanelLink) -> str:
    """Where the link in a letter leads."""
    return reverse("judging:door", args=[_signer.sign(link.public_id.hex)])


def link_at(token: str) -> PanelLink | None:
    """The link in force behind an address; None when it was altered, revoked or is over."""
    try:
        public_id = UUID(hex=_signer.unsign(token))
    except (BadSignature, ValueError):
        return None
    return link_in_force(public_id)


FOR_PAGES = (
    "member__user__person",
    "member__round__call__programme",
    "member__round__city",
    "member__round__rubric",
)
TO_SAVE = ("member__user", "member__round__rubric")
SAVED_BY = (
    "public_id",
    *(f"member__{each}" for each in (
        "chairs", "conflicts_declared_at", "terms_version", "calibrated_at",
        "user__is_active",
        "round__public_id", "round__call", "round__locked_at", "round__discussed_at",
        "round__rubric__scale_min", "round__rubric__scale_max",
    )),
)  # fmt: skip
"""What a save asks of the judge and the round. The rest is read when somebody asks for it."""


def link_in_force(public_id: UUID | str, *, to_save: bool = False) -> PanelLink | None:
    """With its judge and round, of which only little is read `to_save`; a person who was switched
    off has none. One query, which says about the terms in force too."""
    found = PanelLink.objects.in_force().filter(public_id=public_id, member__user__is_active=True)
    found = found.annotate(newest_terms=newest_terms("member__round__call__programme"))
    if to_save:
        link = found.select_related(*TO_SAVE).only(*SAVED_BY).first()
    else:
        link = found.select_related(*FOR_PAGES).first()
    if link is not None:
        link.member.round.newest_terms = link.newest_terms
        sits_here(link.member)
    return link
