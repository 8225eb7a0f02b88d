"""Reads a page as a person does: its words, links and pictures."""

from html.parser import HTMLParser

from django.test import Client


class Page(HTMLParser):
    """What a response shows, without its data for programs. `links` maps words to addresses."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: dict[str, str] = {}
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._words: list[str] = []
        self._data = False
        self._link: str | None = None
        self._label: list[str] = []
        self.feed(html)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self._words).split())

    def all(self, tag: str, **attributes: str) -> list[dict[str, str | None]]:
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}.items()
        return [held for name, held in self.tags if name == tag and wanted <= held.items()]

    def handle_starttag(self, tag, attrs):
        self._data = tag == "script" and ("type", "application/ld+json") in attrs
        if self._data:
            return
        self.tags.append((tag, dict(attrs)))
        if tag == "a":
            self._link, self._label = dict(attrs).get("href"), []

    def handle_endtag(self, tag):
        self._data = False
        if tag == "a" and self._link:
            self.links[" ".join(" ".join(self._label).split())] = self._link
            self._link = None

    def handle_data(self, data):
        if self._data:
            return
        self._words.append(data)
        if self._link:
            self._label.append(data)


def read(client: Client, address: str) -> Page:
    response = client.get(address)
    assert response.status_code == 200, address
    return Page(response.content.decode())
