"""Looks at a page in the browser: how it fits, what axe says, how the keyboard walks through it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.public_pages import Visit

from .browser import PATIENCE, bare

SCRIPT = Path(__file__).with_name("looking.js").read_text()
NARROW, WIDE = 320, 1280
WIDTHS = (NARROW, WIDE, 360, 768)
HEIGHT = 900
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE_ITSELF = f"if (window === top) {{ {AXE_SCRIPT}\n}}"
AXE = "([part, rules]) => axe.run(part, {resultTypes: ['violations'], runOnly: rules})"
WAGTAILS = "#block_group-"
"""Wagtail's editor gives every part of the same kind the same name."""
SEND = """() => {
    const form = document.querySelector("main form[method=post]");
    form.noValidate = true;
    form.requestSubmit();
}"""


def with_axe(window: Any) -> Any:
    """A window whose pages come with axe: its half megabyte is not sent again for each of them."""
    window.add_init_script(AXE_ITSELF)
    return window


def in_the_browser(page: Any, work: Callable[[Page], Any]) -> Any:
    """`work` with the page itself, all of it in the browser's thread: quicker than step by step."""
    return page._over(lambda: work(bare(page)))


@contextmanager
def heard(page: Page, site: str) -> Iterator[list[str]]:
    """What the page says to the console, its broken promises (CSP) among it, and whom it asks."""
    heard: list[str] = []

    def said(message: Any) -> None:
        if message.type == "error" and message.location["url"] != page.url:
            heard.append(f"console: {message.text}")

    def asked(request: Any) -> None:
        if not request.url.startswith((f"{site}/", "data:")):
            heard.append(f"asks another host: {request.url}")

    listeners = {"console": said, "request": asked, "pageerror": lambda e: heard.append(str(e))}
    for event, listener in listeners.items():
        page.on(event, listener)
    yield heard
    for event, listener in listeners.items():
        page.remove_listener(event, listener)


def open_page(page: Page, visit: Visit, language: str) -> list[str]:
    page.set_default_timeout(PATIENCE)
    answer = page.goto(visit.address(language))
    if visit.sent:
        with page.expect_navigation() as sent:
            page.evaluate(SEND)
        answer = sent.value
    page.evaluate(SCRIPT)
    return [] if answer.status == visit.status else [f"status {answer.status}"]


def at_every_width(page: Page) -> list[str]:
    """axe looks at the narrowest and at the widest page, and wherever the layout is another."""
    found, layouts = [], set()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        layout = page.evaluate("looking.layout()")
        said = page.evaluate("looking.fit()")
        if layout not in layouts:
            said += mistakes(page)
        layouts.add(layout)
        found += [f"at {width}: {each}" for each in said]
    return found


def mistakes(page: Any, part: str = "html") -> list[str]:
    """What axe finds in a part of the page."""
    result = page.evaluate(AXE, [{"include": [[part]]}, RULES])
    return [
        f"{violation['id']}: {violation['help']} {node['target']}"
        for violation in result["violations"]
        for node in violation["nodes"][:3]
        if not (violation["id"] == "landmark-unique" and node["target"][0].startswith(WAGTAILS))
    ]


def language_of(page: Page, language: str) -> list[str]:
    told = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
    wanted = [language, "rtl" if language == "ar" else "ltr"]
    return [] if told == wanted else [f"says that it is in {told}"]


def by_keyboard(page: Page) -> list[str]:
    """Through the whole page with Tab, through what opens with Enter, over the head to the main."""
    for _step in range(page.evaluate("looking.watch()") + 3):
        page.keyboard.press("Tab")
    found = page.evaluate("looking.walked()")
    for opener in page.query_selector_all("summary:not(details:not([open]) details *)"):
        opener.focus()
        before = opener.evaluate("each => each.parentElement.open")
        page.keyboard.press("Enter")
        if opener.evaluate("each => each.parentElement.open") is before:
            found.append(f"Enter does not open it: {opener.inner_text()}")
    if not page.query_selector("header"):  # the big screen: nothing to skip
        return found
    page.focus(".skip")
    page.keyboard.press("Enter")
    if page.evaluate("document.activeElement.id") != "main":
        found.append("the link over the head does not lead to the main part")
    return found


def look(page: Page, site: str, visit: Visit, language: str) -> list[str]:
    """Every mistake of a page in a language. The keyboard walks the wide page in English, the
    narrow one in other languages."""
    page.set_viewport_size({"width": WIDE if language == "en" else NARROW, "height": HEIGHT})
    with heard(page, site) as noise:
        found = open_page(page, visit, language)
        found += language_of(page, language) + page.evaluate("looking.headings()")
        if not visit.sent:
            found += by_keyboard(page)
        found += at_every_width(page)
    return [f"{visit} in {language} {each}" for each in [*noise, *found]]


def look_at_menu(page: Page, address: str) -> list[str]:
    """The menu of a small screen: Enter opens it, Tab goes into it, Escape leaves it."""
    page.goto(address)
    page.focus(".menu-button")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = page.evaluate("document.activeElement === document.querySelector('#site-menu a')")
    found = [*mistakes(page), *([] if inside else ["Tab does not go into the menu"])]
    page.keyboard.press("Escape")
    if not page.evaluate("document.activeElement.matches('.menu-button')"):
        found.append("Escape does not lead back to the button")
    return found


def misfits(page: Page, addresses: list[str]) -> list[str]:
    """What stands out of the window, or is cut off, on these pages."""
    found = []
    for address in addresses:
        page.goto(address)
        page.evaluate(SCRIPT)
        found += [f"{address}: {each}" for each in page.evaluate("looking.fit()")]
    return found
