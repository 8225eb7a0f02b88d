"""Downloads: counted by day, file and nothing else."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from resources import actions, counting
from resources.models import Copy, Download, DownloadCount
from tests.factories.programmes import user_with
from tests.factories.resources import make_resource, make_version

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"


def fetched(copy: Copy, day: str, times: int = 1) -> None:
    for _each in range(times):
        with time_machine.travel(datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC)):
            actions.count_download(copy)


def rows(**asked) -> list[tuple]:
    return [
        (row.resource, row.version, row.language, f"{row.month:%Y-%m}", row.number)
        for row in counting.by_month(**asked)
    ]


def test_single_downloads_are_folded_into_days():
    copy = make_resource().versions.get().copies.get()
    fetched(copy, "2026-03-01", 2)
    actions.fold_downloads()
    fetched(copy, "2026-03-01")
    fetched(copy, "2026-03-02")
    actions.fold_downloads()
    actions.fold_downloads()
    assert Download.objects.count() == 0
    counts = DownloadCount.objects.order_by("day").values_list("day__day", "number")
    assert list(counts) == [(1, 3), (2, 1)]


def test_counts_are_by_month_language_and_version_whether_folded_or_not():
    resource = make_resource(languages="en ar", name="Guide")
    make_version(resource)
    newest = Copy.objects.get(version__number=2)
    english, arabic = Copy.objects.filter(version__number=1).order_by("-language")
    fetched(english, "2026-03-01", 2)
    fetched(arabic, "2026-03-31")
    actions.fold_downloads()
    fetched(english, "2026-03-05")
    fetched(newest, "2026-04-01")
    expected = [
        ("Guide", 2, "en", "2026-04", 1),
        ("Guide", 1, "en", "2026-03", 3),
        ("Guide", 1, "ar", "2026-03", 1),
    ]
    assert rows() == expected
    assert rows(resource=resource) == expected
    assert rows(resource=make_resource("other")) == []
    assert rows(month=datetime(2026, 4, 1, tzinfo=UTC).date()) == expected[:1]


def test_nothing_but_file_and_day_is_kept():
    columns = {field.name for model in (Download, DownloadCount) for field in model._meta.fields}
    assert columns == {"id", "copy", "day", "number"}


@pytest.mark.parametrize(
    ("method", "headers", "person"),
    [
        ("get", {"User-Agent": PHONE}, True),
        ("get", {"User-Agent": PHONE, "Range": "bytes=0-"}, True),
        ("get", {"User-Agent": PHONE, "Range": "bytes=4096-"}, False),
        ("get", {"User-Agent": PHONE, "Sec-Purpose": "prefetch;prerender"}, False),
        ("get", {"User-Agent": PHONE, "Purpose": "prefetch"}, False),
        ("get", {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}, False),
        ("get", {"User-Agent": "curl/8.5"}, False),
        ("get", {}, False),
        ("head", {"User-Agent": PHONE}, False),
    ],
)
def test_programs_and_what_is_fetched_ahead_are_left_out(method, headers, person):
    request = getattr(RequestFactory(headers=headers), method)("/")
    assert counting.is_a_person(request) is person


def test_officer_reads_the_counts_and_takes_them_along(sign_in):
    copy = make_resource(name="=Guide").versions.get().copies.get()
    fetched(copy, "2026-03-01", 2)
    officer = sign_in(user_with(Role.OFFICER))
    assert "March 2026: 2 in all" in officer.get("/admin/downloads/?month=2026-03").content.decode()
    assert officer.get("/admin/downloads/?month=nonsense").status_code == 200
    assert officer.get("/admin/downloads.csv").content.decode().splitlines() == [
        "\ufeffMonth,Resource,Version,Language,Downloads",
        "2026-03,'=Guide,1,en,2",
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_counts_cost_the_same_however_many(no_menu, sign_in, number):
    for each in range(number):
        copy = make_resource(f"guide-{each}").versions.get().copies.get()
        fetched(copy, "2026-03-01")
    officer = sign_in(user_with(Role.OFFICER))
    officer.get("/admin/downloads/?month=2026-03")
    with CaptureQueriesContext(connection) as spent:
        officer.get("/admin/downloads/?month=2026-03")
    assert len(spent) == 11
