"""The address of a judge's link: signed, so that nobody can make one up."""

from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from .models import PanelLink

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


def link_in_force(public_id: UUID | str) -> PanelLink | None:
    """With its judge and round; a person who was switched off has none."""
    found = PanelLink.objects.in_force().filter(public_id=public_id, member__user__is_active=True)
    return found.select_related("member__user__person", "member__round__call__programme").first()
