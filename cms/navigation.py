"""The menu and the footer, for every page of the house."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import override
from wagtail.models import Page

from cms import tags
from freshness import Part, depends, remember
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


def url_of(url_path: str, language: str) -> str:
    """The address of a page; the first two parts of a path name the root and the home page."""
    with override(language):
        return reverse("wagtail_serve", args=[url_path.split("/", 2)[2]])


def home_url(language: str) -> str:
    with override(language):
        return reverse("wagtail_serve", args=[""])


def stops(language: str) -> Part[tuple[list[Stop], list[str]]]:
    """All links of a language, and what they depend on."""

    def make(rows: QuerySet) -> tuple[list[Stop], list[str]]:
        of_language = (tags.level(CHILD_OF_HOME, row[-1]) for row in rows[:1])
        shows = ["sites", next(of_language, tags.level(CHILD_OF_HOME))]
        depends(*shows)
        found = [
            Stop(title, url_of(path, language), path, in_menu) for title, path, in_menu, _of in rows
        ]
        return found, shows

    return Part(("navigation", language), lambda: (_linked(language),), make)


def _linked(language: str) -> QuerySet:
    pages = Page.objects.live().filter(
        Q(show_in_menus=True)
        | Q(standardpage__isnull=False)
        | Q(partnerindexpage__isnull=False)
        | Q(resourceindexpage__isnull=False)
        | Q(journalindexpage__isnull=False)
        | Q(lessonindexpage__isnull=False),
        depth=CHILD_OF_HOME,
        locale__language_code=language,
    )
    return pages.order_by("path").values_list("title", "url_path", "show_in_menus", "locale_id")


class Navigation:
    """The links of one language, read in one query when a template first asks for them."""

    def __init__(self, language: str, path: str) -> None:
        self._language = language
        self._path = path

    @cached_property
    def _known(self) -> tuple[list[Stop], list[str]]:
        return stops(self._language).get()

    @property
    def _stops(self) -> list[Stop]:
        return self._known[0]

    @property
    def tags(self) -> list[str]:
        """What the links depend on."""
        return self._known[1]

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

    def menu_items(self) -> SafeString:
        """The menu's entries, drawn once for all pages under the same one of them."""
        links = self.menu()

        def draw() -> SafeString:
            depends(*self.tags)
            return render_to_string("components/menu_items.html", {"links": links})

        return remember(("menu", self._language, *(each.current for each in links)), draw)

    def footer(self) -> list[Link]:
        """What we offer and learn, partners, and standing pages that are not in the menu."""
        return self._links(each for each in self._stops if not each.in_menu)
