"""What the clock tells followers of events: each new one, once."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.models import User
from cms.event_emails import NEW_EVENT
from cms.following import event_topics
from cms.models import EventPage
from events.models import Event
from following.actions import tell_followers
from following.models import Notice
from programmes.moments import in_words
from programmes.words import worded

from .call_news import STILL_NEWS


def tell_event_news(*, by: User) -> int:
    """Tell followers of events whose page is new; how many pieces of news that were."""
    waiting = {_key(each): each for each in _new_events()}
    told = Notice.objects.filter(once_key__in=waiting).values_list("once_key", flat=True)
    for key in told:
        del waiting[key]
    return sum(_tell(each, by=by) for each in waiting.values())


def _key(event: Event) -> str:
    return f"event-new-{event.pk}"


def _new_events() -> QuerySet[Event]:
    """To come, and first published within two days: a translation makes nothing new."""
    now = timezone.now()
    pages = EventPage.objects.filter(event=OuterRef("pk"), live=True)
    fresh = Exists(pages.filter(first_published_at__gt=now - STILL_NEWS))
    known = Exists(pages.filter(first_published_at__lte=now - STILL_NEWS))
    coming = Event.objects.filter(starts_at__gt=now, cancelled_at=None, programme__over_since=None)
    return coming.filter(fresh).exclude(known).select_related("city")


def _tell(event: Event, *, by: User) -> int:
    notice = tell_followers(
        *event_topics(event),
        letter=NEW_EVENT,
        once_key=_key(event),
        values=lambda: {
            "when": in_words(event.starts_at, event.time_zone),
            "place": worded(event, "place"),
        },
        by=by,
    )
    return int(notice is not None)
