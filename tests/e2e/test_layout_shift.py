"""Nothing jumps while a public page loads, nor while its pictures come as it is read down."""

from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.public_pages import by_type

from .browser import PATIENCE
from .looking import HEIGHT, in_the_browser

MOST = 0.01
"""Browsers call 0.1 good. What stays under this is a hair that nobody sees."""
SHIFT = """async () => {
    let shift = 0;
    const add = entries => { for (const each of entries) shift += each.value; };
    const observer = new PerformanceObserver(list => add(list.getEntries()));
    observer.observe({type: "layout-shift", buffered: true});
    const frames = async count => {
        for (; count; count--) await new Promise(requestAnimationFrame);
    };
    const step = window.innerHeight;
    for (let place = 0; place < document.body.scrollHeight; place += step) {
        window.scrollTo(0, place);
        await frames(2);
    }
    await Promise.all([...document.images].map(each => each.decode().catch(() => null)));
    await frames(2);
    add(observer.takeRecords());
    return shift;
}"""
LATE = """() => {
    const block = document.createElement("div");
    block.style.height = "300px";
    document.querySelector("main").prepend(block);
}"""
"""Something that comes late and pushes the rest down."""


def shifts(page: Page, addresses: list[str]) -> dict[str, float]:
    """Of each address by how much it jumps, where it does."""
    page.set_default_timeout(PATIENCE)
    found = {}
    for address in addresses:
        page.goto(address)
        if (shift := page.evaluate(SHIFT)) >= MOST:
            found[address] = round(shift, 3)
    return found


def opened(browser, demo, width: int) -> Any:
    site, _cast = demo
    size = {"width": width, "height": HEIGHT}
    return browser.new_context(base_url=site.url, viewport=size, bypass_csp=True)


@pytest.mark.parametrize(("width", "language"), [(360, 0), (360, 1), (1280, 0)])
def test_no_type_of_page_jumps(browser, demo, width, language):
    """In English, and on a small screen in Arabic too."""
    addresses = [urls[language] for urls in by_type().values()]
    with closing(opened(browser, demo, width)) as window:
        found = in_the_browser(window.new_page(), lambda page: shifts(page, addresses))
    assert found == {}


def test_page_that_jumps_is_noticed(browser, demo):
    with closing(opened(browser, demo, 1280)) as window:
        page = window.new_page()
        page.goto("/calls/")
        page.evaluate(LATE)
        assert page.evaluate(SHIFT) > MOST
