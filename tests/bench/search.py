"""How long does `/search/` take over 10,000 pages? The slowest of the usual questions counts.

    python tests/bench/search.py [--pages 10000]

Asks without a network, nothing kept in memory; each question's best of nine. Exits with 1 when
one takes more than 50 ms.
"""

import argparse
import sys
from pathlib import Path
from random import Random
from time import perf_counter
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.public_pages import ask, logging, make_site, site_at_work  # isort: skip

from django.core.wsgi import get_wsgi_application
from django.db import connection
from modelsearch.backends import get_search_backend
from wagtail.models import Page

from cms.models import StandardPage

MOST_MS = 50
COMMON = ["bread", "oven", "garden", "repair", "café", "école", "neighbour", "tools", "rent"]
WORDS = COMMON + [f"{first}{last}" for first in COMMON for last in map(str, range(200))]
QUESTIONS = [
    "bread",
    "cafe",
    "école garden",
    "garden150",
    "neighbour tools rent",
    "nothing-like-it",
    "page",
]
"""One common word, accents left out, two words, a seldom one, three, none, one of every title."""


def said(source: Random) -> str:
    return " ".join([*source.choices(WORDS, k=50), source.choice(COMMON)])


def fill(home: Page, count: int) -> None:
    """Many standing pages of sixty words, common ones often and others seldom, in the index."""
    source = Random(1)
    parent = StandardPage.objects.child_of(home).first()
    pages = [
        StandardPage(
            title=f"Page {number} {source.choice(WORDS)}", slug=f"page-{number}",
            introduction=" ".join(source.choices(WORDS, k=8)),
            body=[{"type": "text", "value": f"<p>{said(source)}</p>"}],
            path=Page._get_path(parent.path, parent.depth + 1, number + 1),
            depth=parent.depth + 1, url_path=f"{parent.url_path}page-{number}/",
            locale=home.locale, live=True, content_type=parent.content_type,
            draft_title=f"Page {number}",
        )
        for number in range(count)
    ]  # fmt: skip
    for page in pages:
        page.save_base()
    index = get_search_backend().get_index_for_model(StandardPage)
    for start in range(0, count, 500):
        index.add_items(StandardPage, pages[start : start + 500])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def milliseconds(application, question: str) -> float:
    times = []
    for _ in range(9):
        start = perf_counter()
        ask(application, "/search/", f"q={quote(question)}")
        times.append((perf_counter() - start) * 1000)
    return min(times)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=10_000)
    count = parser.parse_args().pages
    logging.disable(logging.CRITICAL)
    with site_at_work():
        application = get_wsgi_application()
        fill(make_site(name="Friendly Cities"), count)
        ask(application, "/search/", "q=warm")
        took = {question: milliseconds(application, question) for question in QUESTIONS}
    for question, spent in took.items():
        print(f"  {question:<22} {spent:6.1f} ms")
    holds = max(took.values()) <= MOST_MS
    print(f"{'ok  ' if holds else 'FAIL'} at most {MOST_MS} ms over {count:,} pages")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
