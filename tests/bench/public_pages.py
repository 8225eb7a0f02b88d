"""How fast are public pages, kept and made anew, and what do they cost? Ratios within one run.

    python tests/bench/public_pages.py [--seconds 0.2] [--rounds 25]

Measures requests per second of one process, asked without a network, each the best of `--rounds`
that take turns: the home page from memory against a bare view behind the same middleware, and the
home page made anew (as after an edit) against the home page that `wagtail start` writes, with that
project's own settings, DEBUG off. Counts queries with 1 and with 1,000 calls and
stories, half of the calls open. Exits
with 1 when an anchor fails.
"""

import argparse
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
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
from tests.factories.calls import CallFactory  # noqa: E402
from tests.factories.cms import TEXT, make_consent, make_image, make_site  # noqa: E402
from tests.factories.programmes import CityFactory, StrandFactory  # noqa: E402
from tests.own_database import own_database  # noqa: E402

CACHED_TO_HELLO = 0.7
UNCACHED_TO_WAGTAIL = 1.0
MOST_QUERIES = 8
LIGHT = 20_000
OPEN_CALLS = 500
PAGES = ["/", "/calls/", "/calls/call-0/", "/stories/", "/stories/story-0/", "/figures/"]


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
    page.path = Page._get_path(parent.path, parent.depth + 1, number + 1)
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


def costs(application, home: Page) -> dict[str, tuple[int, int, int, int]]:
    """Queries of each page: from memory, made anew, made anew after an edit of it, and made by a
    process that knows nothing."""
    result = {}
    for path in PAGES:
        ask(application, path)
        kept = queries(application, path)
        page_forgotten(path)
        anew = queries(application, path)
        page_edited(home, path)
        edited = queries(application, path)
        memory.empty()
        result[path] = (kept, anew, edited, queries(application, path))
    return result


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


def best_rates(application, seconds: float, rounds: int) -> dict[str, float]:
    best: dict[str, float] = {}
    with wagtail_start(seconds) as other:
        for _round in range(rounds):
            ask(application, "/")
            measured = {
                "hello": rate(application, "/hello/", seconds),
                "home from memory": rate(application, "/", seconds),
                "home made anew": rate(application, "/", seconds, lambda: page_forgotten("/")),
                "home, knowing nothing": rate(application, "/", seconds, memory.empty),
                "wagtail start": told_by(other),
            }
            best = {name: max(value, best.get(name, 0)) for name, value in measured.items()}
    return best


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=0.2)
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--many", type=int, default=1000)
    chosen = parser.parse_args()
    logging.disable(logging.CRITICAL)
    with site_at_work():
        application = get_wsgi_application()
        home = make_site(name="Friendly Cities")
        with disable_reference_index_auto_update(), transaction.atomic():
            fill(home, 0, 1)
        ask(application, "/")
        while not memory.trusted:
            pass
        few = costs(application, home)
        with disable_reference_index_auto_update(), transaction.atomic():
            fill(home, 1, chosen.many)
        time.sleep(2)  # until all that was announced is heard
        many = costs(application, home)
        weight = len(Client().get("/calls/").content)
        rates = best_rates(application, chosen.seconds, chosen.rounds)
    return report(few, many, weight, rates)


def report(few: dict, many: dict, weight: int, rates: dict[str, float]) -> int:
    print("Queries with 1 call and story, and with many:")
    print("  from memory, made anew, after an edit of the page, in a process that knows nothing")
    for path in PAGES:
        print(f"  {path:<20} {few[path]} {many[path]}")
    print("Requests per second, one process, best round")
    for name, value in rates.items():
        print(f"  {name:<22} {value:8.0f}")
    to_hello = rates["home from memory"] / rates["hello"]
    to_wagtail = rates["home made anew"] / rates["wagtail start"]
    anchors = {
        f"from memory / hello >= {CACHED_TO_HELLO}: {to_hello:.2f}": to_hello >= CACHED_TO_HELLO,
        f"made anew / wagtail start >= {UNCACHED_TO_WAGTAIL}: {to_wagtail:.2f}": to_wagtail
        >= UNCACHED_TO_WAGTAIL,
        "no query from memory": all(each[0] == 0 for each in [*few.values(), *many.values()]),
        f"made anew, after an edit, knowing nothing: {MOST_QUERIES} queries at most": all(
            max(each) <= MOST_QUERIES for each in [*few.values(), *many.values()]
        ),
        "no more queries with many": all(
            many[path][number] <= few[path][number] for path in PAGES for number in range(4)
        ),
        f"the list of calls weighs {LIGHT:,} bytes at most: {weight:,}": weight <= LIGHT,
    }
    for anchor, holds in anchors.items():
        print(f"{'ok  ' if holds else 'FAIL'} {anchor}")
    return 0 if all(anchors.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
