"""A real browser in a thread of its own.

Playwright's synchronous interface keeps an event loop running in its thread, where Django refuses
to touch the database. Here the loop lives elsewhere: every call and every object that belongs to
Playwright crosses over through `Remote`, and the test's own thread stays free for the database.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 15_000
"""Milliseconds that a step may take on a busy machine."""


class Remote:
    """Something of Playwright's; what is read or called happens in its thread."""

    def __init__(self, thread: ThreadPoolExecutor, inner: Any) -> None:
        self._thread, self._inner = thread, inner

    def __getattr__(self, name: str) -> Any:
        return self._over(getattr, self._inner, name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._over(self._inner, *map(bare, args), **kwargs)

    def _over(self, work: Callable, *args: Any, **kwargs: Any) -> Any:
        return self._wrapped(self._thread.submit(work, *args, **kwargs).result())

    def _wrapped(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._wrapped(each) for each in value]
        ours = type(value).__module__.startswith("playwright") or callable(value)
        return Remote(self._thread, value) if ours else value


def click_through(page: Remote, found: Remote) -> None:
    """Click, and wait for the page that it leads to."""

    def work() -> None:
        with bare(page).expect_navigation():
            bare(found).first.click()

    page._over(work)


def bare(value: Any) -> Any:
    return value._inner if isinstance(value, Remote) else value


@contextmanager
def chromium() -> Iterator[Remote]:
    """Debian's Chromium, until the block ends."""
    with ThreadPoolExecutor(1, thread_name_prefix="browser") as thread:
        playwright = thread.submit(lambda: sync_playwright().start()).result()
        browser = thread.submit(
            lambda: playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        ).result()
        try:
            yield Remote(thread, browser)
        finally:
            thread.submit(browser.close).result()
            thread.submit(playwright.stop).result()
