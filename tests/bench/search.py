"""How long does `/search/` take over 10,000 pages? The slowest of the usual questions counts.

    python tests/bench/search.py [--pages 10000]

Asks without a network, nothing kept in memory; each question's median of nine. Exits with 1 when
one takes more than 50 ms.
"""

import argparse
import sys
from pathlib import Path
from statistics import median
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
WORDS = [
    "bread",
    "oven",
    "garden",
    "repair",
    "bicycle",
    "sewing",
    "café",
    "école",
    "crème",
    "neighbour",
    "tools",
    "rent",
]
QUESTIONS = ["bread", "cafe", "école garden", "page 77", "neighbour tools rent", "nothing-like-it"]


def fill(home: Page, count: int) -> None:
    """Many standing pages, all of them said in three of twelve words, put in the index."""
    parent = StandardPage.objects.child_of(home).first()
    pages = [
        StandardPage(
            title=f"Page {number} {WORDS[number % 12].title()}", slug=f"page-{number}",
            introduction=f"About {WORDS[number % 5]} and {WORDS[number % 7]}.",
            body=[{"type": "text", "value": f"<p>{' '.join(WORDS[number % 9 :])}</p>" * 5}],
            path=Page._get_path(parent.path, parent.depth + 1, number + 1),
            depth=parent.depth + 1, url_path=f"{parent.url_path}page-{number}/",
            locale=home.locale, live=True, content_type=parent.content_type,
            draft_title=f"Page {number}",
        )
        for number in range(count)
    ]  # fmt: skip
    for page in pages:
        page.save_base(raw=True)
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
    return median(times)


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
