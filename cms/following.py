"""What of the public site can be followed by e-mail (see following.kinds)."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications.awards.models import Award
from applications.calls.models import Call
from events.models import Event
from following.kinds import Thing, followable, topic_of
from following.models import Follow, Notice
from programmes.models import City
from programmes.thanks import in_letters

from .acknowledgements import of_every_programme
from .call_search import Search
from .models import CallIndexPage, CallPage, EventIndexPage, EventPage, ProjectPage

NEVER_DECIDED = timedelta(days=400)
"""After so long without results, followers of a closed call are let go."""


@followable("call")
def call(code: str) -> Thing | None:
    """A call with a public page: in the language in use, or else in one that it has."""
    pages = CallPage.objects.live().filter(call__code=code, call__published_at__isnull=False)
    by_language = {
        page.locale.language_code: page
        for page in pages.select_related("call__programme", "locale")
    }
    page = by_language.get(get_language()) or next(iter(by_language.values()), None)
    if page is None:
        return None
    promise = _(
        "E-mails about “%(title)s”: when it opens, if its dates change, before it closes, "
        "and its results."
    )
    return Thing(
        name=page.title,
        url=page.url,
        promise=promise % {"title": page.title},
        ended=_is_over(page.call),
        thanks=partial(in_letters, page.call.programme),
    )


def _is_over(call: Call) -> bool:
    """Nothing more comes after the news that it is cancelled or decided."""
    if (
        call.programme.is_over
        or call.cancelled_at
        or call.closes_at < timezone.now() - NEVER_DECIDED
    ):
        return True
    return Notice.objects.filter(once_key=f"call-results-{call.pk}").exists()


@followable("calls")
def calls(key: str) -> Thing | None:
    """The calls of a search, by its key."""
    search = Search.of_key(key)
    names = search.names() if search else None
    index = CallIndexPage.objects.live().filter(locale__language_code=get_language()).first()
    if search is None or names is None or index is None:
        return None
    name = _("Calls: %(names)s") % {"names": " · ".join(names)} if names else _("Every call")
    promise = _("One e-mail each time a call opens that fits: %(name)s.") % {"name": name}
    url = index.url + search.query
    return Thing(name=name, url=url, promise=promise, thanks=of_every_programme)


def searches_for(call: Call) -> list[str]:
    """The topics of every followed search that the call fits."""
    prefix = topic_of("calls", "")
    followed = Follow.objects.confirmed().filter(topic__startswith=prefix)
    keys = followed.order_by("topic").values_list("topic", flat=True).distinct()
    return [topic for topic in keys if _fits(topic.removeprefix(prefix), call)]


def _fits(key: str, call: Call) -> bool:
    search = Search.of_key(key)
    return search is not None and search.fits(call)


def project_topic(award: Award) -> str:
    return topic_of("project", award.public_id)


@followable("project")
def project(key: str) -> Thing | None:
    """A project whose founder lets it be seen: in the language in use, or else in one it has."""
    try:
        public_id = UUID(key)
    except ValueError:
        return None
    pages = ProjectPage.objects.shown().filter(award__public_id=public_id)
    pages = pages.select_related("locale", "award__programme")
    by_language = {page.locale.language_code: page for page in pages}
    page = by_language.get(get_language()) or next(iter(by_language.values()), None)
    if page is None:
        return None
    promise = _("E-mails about “%(title)s”: when the people of the project write something new.")
    return Thing(
        name=page.title,
        url=page.url,
        promise=promise % {"title": page.title},
        thanks=partial(in_letters, page.award.programme),
    )


@followable("event")
def event(code: str) -> Thing | None:
    """One event, to tell of. People register for it instead of following it."""
    pages = EventPage.objects.live().filter(event__code=code)
    pages = pages.select_related("event__programme", "locale")
    by_language = {page.locale.language_code: page for page in pages}
    page = by_language.get(get_language()) or next(iter(by_language.values()), None)
    if page is None:
        return None
    programme = page.event.programme
    thanks = partial(in_letters, programme) if programme else of_every_programme
    return Thing(name=page.title, url=page.url, promise="", ended=True, thanks=thanks)


@followable("events")
def events(slug: str) -> Thing | None:
    """New events of the city with this slug; of every city when it is empty."""
    city = City.objects.filter(slug=slug).first() if slug else None
    index = EventIndexPage.objects.live().filter(locale__language_code=get_language()).first()
    if index is None or (slug and city is None):
        return None
    name = _("Events: %(city)s") % {"city": city} if city else _("Every event")
    promise = _("One e-mail each time there is a new event: %(name)s.") % {"name": name}
    url = f"{index.url}?city={slug}" if city else index.url
    return Thing(name=name, url=url, promise=promise, thanks=of_every_programme)


def event_topics(event: Event) -> list[str]:
    """The event itself, and who hears of it."""
    topics = [topic_of("event", event.code), topic_of("events", "")]
    return [*topics, topic_of("events", event.city.slug)] if event.city else topics
