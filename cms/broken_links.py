"""Finds links of the public site that lead nowhere, by reading it as a visitor without sign-in."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from time import sleep
from urllib.error import HTTPError
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import Request, urlopen

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import StreamingHttpResponse
from django.test import Client

from . import shown
from .languages import full_url
from .views import NOT_FOR_ROBOTS

PAUSE = 1.0
"""Seconds between two questions to other sites."""
PATIENCE = 10
"""Seconds that another site has for its answer."""
ADDRESSES = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "srcset"}


@dataclass(frozen=True)
class Broken:
    """A link that leads nowhere: the page it stands on, where it points, and why it fails."""

    page: str
    target: str
    why: str


class Reader(HTMLParser):
    """The addresses a page points to and the places in it that can be pointed at."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids |= {given[name] for name in ("id", "name") if name in given}
        address = given.get(ADDRESSES.get(tag, ""), "")
        if tag in ("img", "source") and "srcset" in given:
            self.targets += [part.split()[0] for part in given["srcset"].split(",") if part.strip()]
            address = given.get("src", "")
        if address:
            self.targets.append(address)


@dataclass
class Crawl:
    """One walk over the site. `external` also asks other sites, politely.

    `also` names addresses that no sitemap has, such as the demo's own pages: they are read too,
    with all below them, although robots stay out.
    """

    external: bool = False
    also: tuple[str, ...] = ()
    broken: list[Broken] = field(default_factory=list)
    pages: dict[str, set[str]] = field(default_factory=dict)
    _status: dict[str, str] = field(default_factory=dict)

    def run(self) -> "Crawl":
        """Read every page of the sitemap and every page that these lead to."""
        found = shown.pages().select_related("locale").order_by("path")
        queue = deque([*self.also, *(urlsplit(full_url(page)).path for page in found.iterator())])
        links: dict[str, list[str]] = {}
        self._client = Client(HTTP_HOST=urlsplit(settings.BASE_URL).netloc)
        while queue:
            address = queue.popleft()
            if address in links:
                continue
            links[address] = self._read(address)
            queue.extend(each for each in self._own(links[address]) if each not in links)
        for page, targets in links.items():
            for target in dict.fromkeys(targets):
                if why := self._why_broken(target):
                    self.broken.append(Broken(page, target, why))
        return self

    def _read(self, address: str) -> list[str]:
        """The whole addresses that a page points to."""
        response = self._client.get(address)
        self._status[address] = _failure(response.status_code)
        kind = response.headers.get("Content-Type", "")
        if response.status_code != 200 or not kind.startswith("text/html"):
            return []
        reader = Reader(response.content.decode())
        self.pages[address] = reader.ids
        here = settings.BASE_URL + address
        return [urljoin(here, each) for each in reader.targets]

    def _own(self, targets: Iterable[str]) -> list[str]:
        """Pages of ours to read as well: public, without a query, no files."""
        own = (urlsplit(target) for target in targets if _is_ours(target))
        return [each.path for each in own if not each.query and self._is_read(each.path)]

    def _is_read(self, path: str) -> bool:
        return _is_public(path) or (path.endswith("/") and path.startswith(self.also))

    def _why_broken(self, target: str) -> str:
        address, place = urldefrag(target)
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https"):
            return ""
        if not _is_ours(address):
            return self._once(address, _ask) if self.external else ""
        if parts.path.startswith(settings.STATIC_URL):
            return self._once(address, _missing_file)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        why = self._once(path, self._ask_ourselves)
        if not why and place and parts.path in self.pages:
            known = unquote(place) in self.pages[parts.path]
            return "" if known else f"no place “{unquote(place)}” on that page"
        return why

    def _once(self, address: str, ask: Callable[[str], str]) -> str:
        if address not in self._status:
            self._status[address] = ask(address)
        return self._status[address]

    def _ask_ourselves(self, path: str) -> str:
        response = self._client.get(path)
        if isinstance(response, StreamingHttpResponse):
            b"".join(response)
        return _failure(response.status_code)


def _is_ours(address: str) -> bool:
    return urlsplit(address).netloc == urlsplit(settings.BASE_URL).netloc


def _is_public(path: str) -> bool:
    """Not what robots should leave alone, in any language, and no file."""
    parts = [part for part in path.split("/") if part]
    if parts and parts[0] in dict(settings.LANGUAGES):
        parts = parts[1:]
    kept_out = {*NOT_FOR_ROBOTS, "media", settings.STATIC_URL.strip("/")}
    return path.endswith("/") and not (parts and parts[0] in kept_out)


def _missing_file(address: str) -> str:
    name = unquote(urlsplit(address).path.removeprefix(settings.STATIC_URL))
    return "" if finders.find(name) or staticfiles_storage.exists(name) else "no such file"


def _failure(status: int) -> str:
    return f"answers {status}" if status >= 400 else ""


def _ask(address: str) -> str:
    """Another site, at most once a second, and only for the head of its page."""
    sleep(PAUSE)
    request = Request(address, method="HEAD", headers={"User-Agent": "Seedbed link check"})  # noqa: S310 http or https
    try:
        with urlopen(request, timeout=PATIENCE):  # noqa: S310 http or https
            return ""
    except HTTPError as error:
        return "" if error.code in (403, 405, 429) else f"answers {error.code}"
    except OSError as error:
        return f"no answer: {error}"
