"""What a programme shows the public: counts from the records and dated readings from elsewhere."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from babel.numbers import format_decimal
from django.db.models import Count, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from applications.awards.models import Award
from applications.journey.models import Application
from applications.training.models import TrainingPlace
from freshness import counted, together
from programmes.models import City, Programme
from programmes.money import spoken
from programmes.words import worded

from .models import Indicator, Reading

HIDDEN_BELOW = 5
"""A public count from 1 to 4 could point at a person, so it shows as "<5"."""
LEFT_TO_RIGHT, ISOLATED = "\u2066", "\u2069"
"""Around "<5" among words that run from right to left, where it would be read as "more than"."""


@dataclass(frozen=True)
class Figure:
    """One number with what it counts. `value` is exact and not for the public: show `display`.

    Amounts are minor units of `currency`, which is empty for counts. `kind` says where it comes
    from: counted live from the records, or a dated reading that `source` stands for.
    """

    code: str
    label: str
    value: int
    display: str
    target: int | None
    as_of: date
    source: str
    kind: Literal["live", "reading"]
    currency: str = ""


def shown(count: int) -> str:
    """A count as the public sees it, written as people do in the current language."""
    if 0 < count < HIDDEN_BELOW:
        few = f"<{HIDDEN_BELOW}"
        return f"{LEFT_TO_RIGHT}{few}{ISOLATED}" if get_language_bidi() else few
    return format_decimal(count, locale=(get_language() or "en").replace("-", "_"))


def latest_readings(programme: Programme, city: City | None = None) -> QuerySet[Reading]:
    """The newest reading of each indicator, for one city or for the programme as a whole."""
    return (
        Reading.objects.filter(indicator__programme=programme, city=city)
        .order_by("indicator__position", "indicator_id", "-as_of")
        .distinct("indicator__position", "indicator_id")
        .select_related("indicator")
    )


def figures_of(programme: Programme) -> list[Figure]:
    """Counts from the records, then readings of what the records cannot count; one query.

    An indicator with the code of a live count lends it its target; its readings are not shown,
    since the records know better.
    """
    rows = reads(programme)
    together(*rows)
    return figures_from(programme, *rows)


def reads(programme: Programme) -> tuple[QuerySet, ...]:
    """What the figures are made of; see `figures_from`."""
    targets = Indicator.objects.filter(programme=programme, target__isnull=False)
    received = Application.objects.filter(call__programme=programme, submitted_at__isnull=False)
    trained = TrainingPlace.objects.filter(
        cohort__course__programme=programme, status=TrainingPlace.Status.COMPLETED
    )
    awards = Award.objects.filter(programme=programme, ended_at=None)
    return (
        targets.values_list("code", "target"),
        counted(received, number=Count("pk")),
        counted(trained, number=Count("application__applicant", distinct=True)),
        counted(awards, number=Count("pk"), given=Sum("amount_minor"), paid=Sum("paid_minor")),
        latest_readings(programme),
    )


def figures_from(
    programme: Programme, targets, received, trained, awards, readings
) -> list[Figure]:
    """The same of rows that have been read already."""
    live = _live(programme, dict(targets), received[0], trained[0], awards[0])
    known = {figure.code for figure in live}
    read = [_from_reading(reading) for reading in readings if reading.indicator.code not in known]
    return live + read


def _live(programme: Programme, targets: dict[str, int], received, trained, awards) -> list[Figure]:
    number, awarded, paid = (each or 0 for each in awards)
    counts = {
        "applications_received": (_("Applications received"), received[0]),
        "people_trained": (_("People who completed the course"), trained[0]),
        "awards": (_("Projects with a grant"), number),
    }
    sums = {
        "amount_awarded": (_("Grants given"), awarded),
        "amount_paid": (_("Grants paid so far"), paid),
    }
    targets = {"awards": programme.target_awards, **targets}
    return [
        _counted(code, label, value, shown(value), targets.get(code))
        for code, (label, value) in counts.items()
    ] + [
        _amount(code, label, value, programme.currency, targets.get(code))
        for code, (label, value) in sums.items()
    ]


def _counted(code: str, label: str, value: int, display: str, target: int | None) -> Figure:
    today = timezone.localdate()
    return Figure(code, label, value, display, target, today, _("Our own records"), "live")


def _amount(code: str, label: str, value: int, currency: str, target: int | None) -> Figure:
    counted = _counted(code, label, value, spoken(value, currency), target)
    return replace(counted, currency=currency)


def _from_reading(reading: Reading) -> Figure:
    indicator = reading.indicator
    return Figure(
        code=indicator.code,
        label=str(indicator),
        value=reading.value,
        display=shown(reading.value),
        target=indicator.target,
        as_of=reading.as_of,
        source=worded(reading, "source"),
        kind="reading",
    )
