"""The menu and the footer, for every page of the house."""

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


def home_url(language: str) -> str:
    with override(language):
        return reverse("wagtail_serve", args=[""])


class Navigation:
    """The links of one language, read in one query when a template first asks for them."""

    def __init__(self, language: str, path: str) -> None:
        self._language = language
        self._path = path
        self._rows = SimpleLazyObject(self._read)

    def _read(self) -> list[tuple[str, str, bool]]:
        return remember(("navigation", self._language), self._rows_of_language)

    def _rows_of_language(self) -> list[tuple[str, str, bool]]:
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
        return [row[:-1] for row in rows]

    def _links(self, *, in_menu: bool) -> list[Link]:
        return [
            self._link(title, url_path)
            for title, url_path, shown_in_menu in self._rows
            if shown_in_menu is in_menu
        ]

    def _link(self, title: str, url_path: str) -> Link:
        below_home = url_path.split("/", 2)[2]
        with override(self._language):
            url = reverse("wagtail_serve", args=[below_home])
        return Link(title, url, self._path.startswith(url))

    def above(self, page: Page) -> list[Link]:
        """The pages of the menu or the footer that `page` hangs under, its own entry left out."""
        return [
            self._link(title, url_path)
            for title, url_path, _shown_in_menu in self._rows
            if page.url_path.startswith(url_path) and page.url_path != url_path
        ]

    def menu(self) -> list[Link]:
        """Pages right under the home page that editors show in menus."""
        return self._links(in_menu=True)

    def footer(self) -> list[Link]:
        """Partners, and standing pages such as privacy, that are not in the menu."""
        return self._links(in_menu=False)
