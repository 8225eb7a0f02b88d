"""How fast are public pages, kept and made anew, and what do they cost? Ratios within one run.

    python tests/bench/public_pages.py [--seconds 0.1] [--rounds 20]

Measures requests per second of one process, asked without a network, each the best of `--rounds`
that take turns, with 1 call and story and with 1,000 of both, half of the calls open; beside them a
bare view behind the same middleware, and the home page that `wagtail start` writes with its own
settings, DEBUG off. Counts the queries of each. Exits with 1 when an anchor fails. The ways:

from memory       the answer itself is known.
made anew         the answer is gone, as when half a minute is over, or for people who signed in:
                  the page's row and what belongs to it is read, its template drawn. What it shows
                  of other records (a list, cards, menu, foot) is known while none of them changed.
                  One page of every type is measured so.
after an edit     all that depends on this very page is gone, as when an editor published it.
knowing nothing   nothing at all is known, as right after a start of the process.
"""

import argparse
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
os.environ.setdefault("LOG_LEVEL", "ERROR")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import (  # noqa: E402
    CaptureQueriesContext,
    override_settings,
    setup_databases,
)
from django.utils import timezone  # noqa: E402
from django.utils.translation import override  # noqa: E402
from wagtail.models import Page  # noqa: E402
from wagtail.signal_handlers import disable_reference_index_auto_update  # noqa: E402

from cms.models import (  # noqa: E402
    CallIndexPage,
    CallPage,
    HomePage,
    StoryIndexPage,
    StoryPage,
    StoryPerson,
)
from cms.models.base import SitePage  # noqa: E402
from freshness import listening  # noqa: E402
from freshness.memory import memory  # noqa: E402
from tests.bench.rate import ask, rate  # noqa: E402
from tests.cms.test_every_type import EXAMPLES  # noqa: E402
from tests.factories.calls import CallFactory  # noqa: E402
from tests.factories.cms import TEXT, make_consent, make_image, make_site  # noqa: E402
from tests.factories.programmes import CityFactory, StrandFactory  # noqa: E402
from tests.own_database import own_database  # noqa: E402

CACHED_TO_HELLO = 0.7
UNCACHED_TO_WAGTAIL = 1.0
"""Of a page of every type."""
MANY_TO_ONE = 0.5
"""What must be left of the rate of a page made anew: a cost that grows with a thousand rows leaves
next to nothing, a list of twelve cards instead of one a good half."""
MOST_QUERIES = 8
LIGHT = 20_000
OPEN_CALLS = 500
BESIDE = 10
"""Places in the tree that pages made by actions may take before those of `put`."""
PAGES = ["/", "/calls/", "/calls/call-0/", "/stories/", "/stories/story-0/", "/figures/"]
"""Measured in all ways; a page of each other type made anew only."""
WAYS = ["from memory", "made anew", "after an edit", "knowing nothing"]
ANEW = "made anew"
HELLO, WAGTAIL = "hello", "wagtail start"
Rates = dict[str, float]


@contextmanager
def site_at_work() -> Iterator[None]:
    """A database of its own, the memory on, a listener in this process."""
    setup_databases(verbosity=0, interactive=False, serialized_aliases=set(), keepdb=True)
    changed = override_settings(
        PAGE_MEMORY_MB=32,
        ROOT_URLCONF="tests.bench.hello",
        MEDIA_ROOT=tempfile.mkdtemp(),
        WAGTAILSEARCH_BACKENDS={
            "default": settings.WAGTAILSEARCH_BACKENDS["default"] | {"AUTO_UPDATE": False}
        },
    )
    memory.most_bytes = 32 * 1024 * 1024
    with own_database("bench"), changed:
        try:
            yield
        finally:
            listening.stop()


def put(parent: Page, page: SitePage, number: int) -> SitePage:
    """A live page under `parent`, written as it is: no revision, no check."""
    page.path = Page._get_path(parent.path, parent.depth + 1, number + BESIDE)
    page.depth, page.locale = parent.depth + 1, parent.locale
    page.url_path, page.draft_title = f"{parent.url_path}{page.slug}/", page.title
    page.save_base()
    return page


def fill(home: HomePage, have: int, want: int) -> None:
    """Calls and stories from number `have` up to `want`; the first 500 calls are open."""
    calls = CallIndexPage.objects.get(locale=home.locale)
    stories = StoryIndexPage.objects.get(locale=home.locale)
    consent, picture, now = make_consent(), make_image("Oven"), timezone.now()
    city, strand = CityFactory(), StrandFactory(programme=home.programme)
    words = {"introduction": "Something good.", "body": TEXT}
    for number in range(have, want):
        ends = now + timedelta(days=9 if number < OPEN_CALLS else -1, seconds=number)
        call = CallFactory(
            programme=home.programme, code=f"call-{number}", cities=[city], strands=[strand],
            opens_at=ends - timedelta(days=30), closes_at=ends,
        )  # fmt: skip
        page = CallPage(
            title=f"Call {number}", slug=f"call-{number}", call=call,
            who_can_apply="<p>You.</p>", what_it_pays="<p>Tools.</p>", **words,
        )  # fmt: skip
        put(calls, page, number)
        story = StoryPage(
            title=f"Story {number}", slug=f"story-{number}", image=picture,
            image_alt="An oven", first_published_at=now - timedelta(minutes=number), **words,
        )  # fmt: skip
        put(stories, story, number)
        StoryPerson.objects.create(page=story, consent=consent)


def one_of_each_type(home: HomePage) -> None:
    """Calls and stories come in their numbers."""
    with override(home.locale.language_code):
        for name, make in EXAMPLES.items():
            if name not in ("CallPage", "StoryPage"):
                make(home)


def other_types(home: HomePage) -> list[str]:
    """The address of a page of each type that is not among PAGES."""
    found: dict[type, str] = {}
    for page in home.get_descendants().live().order_by("path"):
        found.setdefault(page.specific_class, f"/{page.url_path.removeprefix(home.url_path)}")
    measured = {CallPage, StoryPage}
    return [url for kind, url in found.items() if kind not in measured and url not in PAGES]


def queries(application, path: str) -> int:
    with CaptureQueriesContext(connection) as spent:
        ask(application, path)
    return len(spent)


def page_forgotten(path: str) -> None:
    """The answer is gone; parts that other pages share, such as the menu, are known."""
    memory.drop(("http", "localhost:8000", path))


def page_edited(home: Page, path: str) -> None:
    """Everything that shows the page is gone, as when an editor publishes it."""
    pk = Page.objects.values_list("pk", flat=True).get(url_path=f"{home.url_path}{path[1:]}")
    memory.forget([f"page:{pk}"])


def ways(home: Page, path: str) -> dict[str, Callable[[], object]]:
    """What must be forgotten before the page is asked for."""
    forget = (bool, lambda: page_forgotten(path), lambda: page_edited(home, path), memory.empty)
    return dict(zip(WAYS, forget, strict=True))


def measured(home: HomePage) -> list[tuple[str, dict[str, Callable[[], object]]]]:
    """Every address, with the ways in which it is measured."""
    whole = [(path, ways(home, path)) for path in PAGES]
    rest = [(path, {ANEW: ways(home, path)[ANEW]}) for path in other_types(home)]
    return whole + rest


def costs(application, home: Page) -> dict[str, list[int]]:
    """Queries of each page, in each way."""
    result: dict[str, list[int]] = {}
    for path, known in measured(home):
        ask(application, path)
        for forget in known.values():
            forget()
            result.setdefault(path, []).append(queries(application, path))
    return result


def now_there_are(home: HomePage, have: int, want: int) -> None:
    """Filled, announced and heard; and counted by PostgreSQL, which does so within an hour."""
    with disable_reference_index_auto_update(), transaction.atomic():
        fill(home, have, want)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    time.sleep(2)


@contextmanager
def wagtail_start(seconds: float) -> Iterator[subprocess.Popen]:
    """The project that `wagtail start` writes, migrated, ready to be measured."""
    with tempfile.TemporaryDirectory() as folder:
        run = {"cwd": folder, "check": True, "capture_output": True}
        binaries = Path(sys.executable).parent
        subprocess.run([binaries / "wagtail", "start", "fresh", "."], **run)
        place = Path(folder)
        (place / "fresh/settings/bench.py").write_text(
            "from .base import *\nSECRET_KEY = 'bench'\nDEBUG = False\nALLOWED_HOSTS = ['*']\n"
            "STORAGES['staticfiles'] = {'BACKEND': "
            "'django.contrib.staticfiles.storage.StaticFilesStorage'}\n"
        )
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "fresh.settings.bench",
            "PYTHONPATH": str(place),
        }
        subprocess.run([sys.executable, "manage.py", "migrate"], env=environment, **run)
        command = [
            sys.executable,
            "-P",
            ROOT / "tests/bench/rate.py",
            "fresh.wsgi",
            "/",
            str(seconds),
        ]
        process = subprocess.Popen(
            command, cwd=folder, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        try:
            yield process
        finally:
            process.stdin.close()
            process.wait()


def told_by(process: subprocess.Popen) -> float:
    process.stdin.write("\n")
    process.stdin.flush()
    return float(process.stdout.readline())


def best_rates(
    application, home: Page, seconds: float, rounds: int, others: dict[str, Callable[[], float]]
) -> Rates:
    """Every page in every way, and `others`, in turns."""
    best: Rates = {}
    addresses = measured(home)
    for _round in range(rounds):
        found = {name: other() for name, other in others.items()}
        for path, known in addresses:
            ask(application, path)
            for way, forget in known.items():
                found[f"{path} {way}"] = rate(application, path, seconds, forget)
        best = {name: max(value, best.get(name, 0)) for name, value in found.items()}
    return best


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=0.1)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--many", type=int, default=1000)
    chosen = parser.parse_args()
    logging.disable(logging.CRITICAL)
    with site_at_work(), wagtail_start(chosen.seconds) as other:
        application = get_wsgi_application()
        home = make_site(name="Friendly Cities")
        one_of_each_type(home)
        beside = {
            HELLO: lambda: rate(application, "/hello/", chosen.seconds),
            WAGTAIL: lambda: told_by(other),
        }
        counts, rates = [], []
        for have, want in [(0, 1), (1, chosen.many)]:
            now_there_are(home, have, want)
            ask(application, "/")
            while not memory.trusted:
                pass
            counts.append(costs(application, home))
            rates.append(best_rates(application, home, chosen.seconds, chosen.rounds, beside))
        weight = len(Client().get("/calls/").content)
    return report(counts, rates, weight)


def report(counts: list[dict[str, list[int]]], rates: list[Rates], weight: int) -> int:
    few, many = rates
    few_spent = counts[0]
    print("Requests per second of one process (and queries), best round")
    print(f"{'':<34}{'with 1':>14}{'with many':>14}")
    for name in (HELLO, WAGTAIL):
        print(f"{name:<34}{few[name]:>14.0f}{many[name]:>14.0f}")
    for path in few_spent:
        for number, way in enumerate(WAYS if path in PAGES else [ANEW]):
            cells = (f"{each[f'{path} {way}']:.0f}" for each in rates)
            spent = (f"({each[path][number]})" for each in counts)
            row = "".join(f"{cell:>10}{asked:>4}" for cell, asked in zip(cells, spent, strict=True))
            print(f"{path:<18}{way:<16}{row}")
    return told(anchors(counts, rates, weight))


def anchors(counts: list[dict[str, list[int]]], rates: list[Rates], weight: int) -> dict[str, bool]:
    few, many = counts
    every = [each for spent in counts for each in spent.values()]
    hello = min(each["/ from memory"] / each[HELLO] for each in rates)
    wagtail, slowest = min(
        (each[f"{path} {ANEW}"] / each[WAGTAIL], path) for each in rates for path in few
    )
    least, slowed = min(
        (rates[1][f"{path} {ANEW}"] / rates[0][f"{path} {ANEW}"], path) for path in few
    )
    anew = f"made anew / wagtail start >= {UNCACHED_TO_WAGTAIL}: {wagtail:.2f} ({slowest})"
    return {
        f"home from memory / hello >= {CACHED_TO_HELLO}: {hello:.2f}": hello >= CACHED_TO_HELLO,
        f"every type of page {anew}": wagtail >= UNCACHED_TO_WAGTAIL,
        "no query from memory": all(few[path][0] == many[path][0] == 0 for path in PAGES),
        f"{MOST_QUERIES} queries at most": all(max(spent) <= MOST_QUERIES for spent in every),
        "no more queries with many": all(
            after <= before
            for path in few
            for after, before in zip(many[path], few[path], strict=True)
        ),
        f"made anew with many / with 1 >= {MANY_TO_ONE}: {least:.2f} ({slowed})": least
        >= MANY_TO_ONE,
        f"the list of calls weighs {LIGHT:,} bytes at most: {weight:,}": weight <= LIGHT,
    }


def told(found: dict[str, bool]) -> int:
    for anchor, holds in found.items():
        print(f"{'ok  ' if holds else 'FAIL'} {anchor}")
    return 0 if all(found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
