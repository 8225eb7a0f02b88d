"""Which requests are people who fetch a file, and how often files were fetched."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Manager, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.http import HttpRequest

from config.languages import KNOWN

from .models import Copy, Download, DownloadCount, Resource

NO_PERSON = re.compile(
    r"bot|crawl|spider|slurp|preview|facebookexternalhit|whatsapp|monitor|validator|archiver|"
    r"curl|wget|python|go-http|java/|okhttp|libwww|httpclient|headless|lighthouse|scrapy|feed",
    re.IGNORECASE,
)
"""In the name that a program gives itself. Those that hide it are counted as people."""


def is_a_person(request: HttpRequest) -> bool:
    """Somebody opens the file now: no program that says so, nothing fetched ahead, no part of a
    file that is on its way already."""
    said = request.headers.get("User-Agent", "")
    ahead = (request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    return (
        request.method == "GET"
        and bool(said)
        and not NO_PERSON.search(said)
        and not any("prefetch" in each for each in ahead)
        and request.headers.get("Range", "bytes=0-").startswith("bytes=0-")
    )


@dataclass(frozen=True)
class Row:
    """How often one file was fetched in one month."""

    resource: str
    version: int
    language: str
    month: date
    number: int

    @property
    def language_name(self) -> str:
        return next((each.name_local for each in KNOWN if each.code == self.language), "")


def by_month(*, resource: Resource | None = None, month: date | None = None) -> list[Row]:
    """Of one resource or of all, in one month or in all; newest first, what was not folded yet is
    in it. Three queries."""
    found: Counter[tuple[int, date]] = Counter()
    for rows, number in ((DownloadCount.objects, Sum("number")), (Download.objects, Count("pk"))):
        of_each = _of(rows, resource, month).values("copy_id", first=TruncMonth("day"))
        for row in of_each.annotate(total=number).order_by():
            found[row["copy_id"], row["first"]] += row["total"]
    copies = Copy.objects.filter(pk__in={pk for pk, _first in found}).defer("text")
    known = copies.select_related("version__resource").in_bulk()
    lines = [_row(known[pk], first, number) for (pk, first), number in found.items()]
    return sorted(lines, key=_order)


def _of(rows: Manager, resource: Resource | None, month: date | None) -> QuerySet:
    wanted: dict[str, object] = {"copy__version__resource": resource} if resource else {}
    if month:
        wanted |= {"day__year": month.year, "day__month": month.month}
    return rows.filter(**wanted)


def _row(copy: Copy, month: date, number: int) -> Row:
    version = copy.version
    return Row(version.resource.name, version.number, copy.language, month, number)


def _order(row: Row) -> tuple:
    return (-row.month.toordinal(), row.resource, -row.version, -row.number, row.language)
