"""Every place where a story and its pictures can be read, listed before they are taken away."""

from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urlencode, urljoin

from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from .languages import full_url
from .machines.kinds import kind_of
from .models import Removal, SiteImage, StoryIndexPage, Trace
from .navigation import home_url

Lists = Callable[[Page], Iterable[str]]
_lists: list[Lists] = []


def mentions(lists: Lists) -> Lists:
    """Register a function that gives the addresses (site-relative) which may lead to a page."""
    _lists.append(lists)
    return lists


def of(removal: Removal, *, pages: Iterable[Page], pictures: Iterable[SiteImage]) -> list[Trace]:
    """The traces to look at: pages, what leads to them, files of pictures in every size."""
    found = [trace for page in pages for trace in _page(removal, page)]
    return found + [trace for picture in pictures for trace in _files(removal, picture)]


def _page(removal: Removal, page: Page) -> Iterator[Trace]:
    address = full_url(page)
    yield Trace(removal=removal, kind=Trace.Kind.PAGE, name=page.title, address=address)
    for path in (path for lists in _lists for path in lists(page)):
        yield Trace(
            removal=removal,
            kind=Trace.Kind.MENTION,
            name=page.title,
            address=urljoin(settings.BASE_URL, path),
            mentions=address.removeprefix(settings.BASE_URL),
        )


def _files(removal: Removal, picture: SiteImage) -> Iterator[Trace]:
    yield _file(removal, picture.title, picture.file)
    for rendition in picture.renditions.all():
        yield _file(removal, picture.title, rendition.file)


def _file(removal: Removal, name: str, file: FieldFile) -> Trace:
    address = urljoin(settings.BASE_URL, file.url)
    return Trace(
        removal=removal, kind=Trace.Kind.FILE, name=name, address=address, file=str(file.name)
    )


@mentions
def own_lists(page: Page) -> Iterator[str]:
    """Home, the list of stories, search and the sitemap."""
    language = page.locale.language_code
    yield home_url(language)
    for index in StoryIndexPage.objects.live().filter(locale=page.locale):
        yield index.get_url()
    with override(language):
        yield f"{reverse('search')}?{urlencode({'q': page.title})}"
    yield reverse("sitemap")


@mentions
def feeds(page: Page) -> Iterator[str]:
    """Both forms of the feed of its kind, for all cities and for its own."""
    kind = kind_of(page)
    if kind is None:
        return
    with override(page.locale.language_code):
        addresses = [reverse(name, kwargs={"kind": kind.name}) for name in ("feed", "feed_atom")]
    cities = type(page).objects.filter(pk=page.pk).values_list(kind.city, flat=True)
    queries = ["", *(f"?{urlencode({'city': slug})}" for slug in cities if slug)]
    for address in addresses:
        yield from (address + query for query in queries)
