"""The audience's own prize. Nobody sees it before the panel's scores are locked: no officer, no
export, no list reads votes but through here."""

from typing import NamedTuple

from django.db.models import Avg, Count

from applications.judging.models import Round

from .models import Ballot


class Standing(NamedTuple):
    """How the audience liked one pitch: the mean of its stars, and of how many votes."""

    title: str
    applicant: str
    mean: float
    votes: int


def standings(judging_round: Round) -> list[Standing]:
    """Best first; empty until the panel has locked its scores, and where nobody voted."""
    if judging_round.locked_at is None:
        return []
    found = (
        Ballot.objects.filter(turn__slot__round=judging_round)
        .values_list(
            "turn__slot__application__title",
            "turn__slot__application__applicant__display_name",
        )
        .annotate(mean=Avg("stars"), votes=Count("pk"))
        .order_by("-mean", "-votes", "turn")
    )
    return [Standing(*each) for each in found]


def favourites(judging_round: Round) -> list[Standing]:
    """The first, and who is level with it."""
    order = standings(judging_round)
    return [each for each in order if each.mean == order[0].mean]
