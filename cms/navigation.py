"""The menu and the footer, for every page of the house."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import override
from wagtail.models import Page

from cms import tags
from freshness import depends, remember
from programmes.models import Programme

CHILD_OF_HOME = 3
"""The depth in Wagtail's tree: root, home page of a language, its children."""

PUBLIC_STATES = (
    Programme.State.OPEN,
    Programme.State.DELIVERING,
    Programme.State.CLOSING,
    Programme.State.CLOSED,
    Programme.State.ARCHIVED,
)


@dataclass(frozen=True)
class Link:
    """One entry of a menu."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Stop:
    """A page of the menu (or else of the footer) with its place in the tree."""

    label: str
    url: str
    url_path: str
    in_menu: bool


def _url(url_path: str) -> str:
    """In the language in use; the first two parts of a path name the root and the home page."""
    return reverse("wagtail_serve", args=[url_path.split("/", 2)[2]])


def home_url(language: str) -> str:
    with override(language):
        return reverse("wagtail_serve", args=[""])


class Navigation:
    """The links of one language, read in one query when a template first asks for them."""

    def __init__(self, language: str, path: str) -> None:
        self._language = language
        self._path = path
        self._stops: list[Stop] = SimpleLazyObject(self._read)  # type: ignore[assignment]

    def _read(self) -> list["Stop"]:
        return remember(("navigation", self._language), self._stops_of_language)

    def _stops_of_language(self) -> list["Stop"]:
        pages = Page.objects.live().filter(
            Q(show_in_menus=True)
            | Q(standardpage__isnull=False)
            | Q(partnerindexpage__isnull=False),
            depth=CHILD_OF_HOME,
            locale__language_code=self._language,
        )
        columns = ("title", "url_path", "show_in_menus", "locale_id")
        rows = list(pages.order_by("path").values_list(*columns))
        of_language = (tags.level(CHILD_OF_HOME, row[-1]) for row in rows[:1])
        depends("sites", next(of_language, tags.level(CHILD_OF_HOME)))
        with override(self._language):
            return [
                Stop(title, _url(url_path), url_path, in_menu)
                for title, url_path, in_menu, _locale in rows
            ]

    def _links(self, stops: Iterable["Stop"]) -> list[Link]:
        return [Link(each.label, each.url, self._path.startswith(each.url)) for each in stops]

    def above(self, page: Page) -> list[Link]:
        """The pages of the menu or the footer that `page` hangs under, its own entry left out."""
        return self._links(
            each
            for each in self._stops
            if page.url_path.startswith(each.url_path) and page.url_path != each.url_path
        )

    def menu(self) -> list[Link]:
        """Pages right under the home page that editors show in menus."""
        return self._links(each for each in self._stops if each.in_menu)

    def footer(self) -> list[Link]:
        """Partners, and standing pages such as privacy, that are not in the menu."""
        return self._links(each for each in self._stops if not each.in_menu)
