"""A programme's figures as CSV: no names, no count that could point at a person."""

import csv
from collections.abc import Iterable
from io import StringIO

from files.tables import harmless
from programmes.money import in_major_units

from .figures import HIDDEN_BELOW, Figure
from .models import Reading

COLUMNS = ["kind", "code", "figure", "city", "value", "unit", "target", "as_of", "source"]


def as_csv(figures: Iterable[Figure], readings: Iterable[Reading]) -> str:
    """Live figures as they stand, then every dated reading; amounts in whole units of currency."""
    text = StringIO()
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    for figure in figures:
        if figure.kind == "live":
            rows.writerow(map(harmless, _live(figure)))
    for reading in readings:
        rows.writerow(map(harmless, _read(reading)))
    return text.getvalue()


def _live(figure: Figure) -> list[object]:
    value: object = _count(figure.value)
    if figure.currency:
        value = in_major_units(figure.value, figure.currency)
    return [
        figure.kind,
        figure.code,
        figure.label,
        "",
        value,
        figure.currency,
        figure.target,
        figure.as_of,
        figure.source,
    ]


def _read(reading: Reading) -> list[object]:
    indicator = reading.indicator
    return [
        "reading",
        indicator.code,
        indicator.name,
        reading.city,
        _count(reading.value),
        indicator.unit,
        indicator.target,
        reading.as_of,
        reading.source,
    ]


def _count(value: int) -> str:
    return f"<{HIDDEN_BELOW}" if 0 < value < HIDDEN_BELOW else str(value)
