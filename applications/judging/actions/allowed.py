"""What the actions of this room hold while they work."""

from ..models import Round


def locked(judging_round: Round) -> Round:
    """The round as it is now, its row held until the transaction ends."""
    return (
        Round.objects.select_for_update(of=("self",))
        .select_related("call__programme", "city", "rubric")
        .get(pk=judging_round.pk)
    )
