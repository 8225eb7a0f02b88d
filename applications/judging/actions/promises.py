"""What is promised and chosen before the first mark: minima, and what the order follows."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.journey.workflow import need

from ..models import Minimum, Round
from ..refusals import JudgingRefused
from ..walking import city_key, minima_of, strand_key
from .allowed import locked


@transaction.atomic
def promise(*, judging_round: Round, minima: Mapping[str, int], by: User) -> dict[str, int]:
    """At least so many grants for each city and strand, by the walk's keys; 0 promises nothing.

    Raises NotPermitted; JudgingRefused once scoring has begun, for a city or strand that the call
    is not open to, or for more than there are places.
    """
    held = locked(judging_round)
    need("judging.set_up", by, held)
    _refuse_late(held)
    cities = {city_key(pk): pk for pk in held.call.cities.values_list("pk", flat=True)}
    strands = {strand_key(pk): pk for pk in held.call.strands.values_list("pk", flat=True)}
    kept = {key: count for key, count in minima.items() if count}
    if kept.keys() - cities.keys() - strands.keys():
        raise JudgingRefused(_("This call is not open there."))
    for groups in (cities, strands):
        if sum(count for key, count in kept.items() if key in groups) > held.places:
            raise JudgingRefused(_("You promise more than there are places."))
    held.minima.all().delete()
    Minimum.objects.bulk_create(
        Minimum(round=held, city_id=cities.get(key), strand_id=strands.get(key), at_least=count)
        for key, count in kept.items()
    )
    audit.record.record("judging.promise", held, by=by, minima=kept)
    return minima_of(held)


@transaction.atomic
def choose_order(*, judging_round: Round, order: str, by: User) -> Round:
    """The chair says what the order follows, before the first mark.

    Raises NotPermitted, or JudgingRefused once scoring has begun or for an unknown order.
    """
    held = locked(judging_round)
    need("judging.choose_order", by, held)
    _refuse_late(held)
    if order not in Round.Order.values:
        raise JudgingRefused(_("Choose what the order follows."))
    held.order = order
    held.save(update_fields=["order"])
    audit.record.record("judging.choose_order", held, by=by, order=order)
    return held


def _refuse_late(judging_round: Round) -> None:
    if judging_round.scorecards.exists():
        raise JudgingRefused(_("Scoring has begun: this stays as it is."))
