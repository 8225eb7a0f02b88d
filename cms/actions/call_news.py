"""What the clock tells followers of calls. Each piece of news has a key, so it is told once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from applications.calls.emails import dates, topic
from applications.calls.models import Call
from cms import call_emails, call_results
from cms.following import searches_for
from following.actions import tell_followers
from following.models import Notice
from notifications.letters import Letter

CLOSING_SOON = timedelta(days=3)
"""How long before the deadline followers are reminded, once."""
STILL_NEWS = timedelta(days=2)
"""How long after a call opened that is told, should the worker have been away."""
RESULTS_ARE_NEWS = timedelta(days=30)


@dataclass(frozen=True)
class News:
    """One letter about one call; `key` makes sure that it is told once."""

    call: Call
    letter: Letter
    key: str
    also: Callable[[Call], list[str]] = lambda call: []
    """Topics besides the call itself."""


def tell_call_news(*, by: User) -> int:
    """Tell followers what is new by the server's clock; how many pieces of news that were."""
    waiting = {news.key: news for news in _due(timezone.now())}
    told = Notice.objects.filter(once_key__in=waiting).values_list("once_key", flat=True)
    for key in told:
        del waiting[key]
    return sum(_tell(news, by=by) for news in waiting.values())


def _due(now: datetime) -> Iterator[News]:
    fresh = now - STILL_NEWS
    for call in Call.objects.open(now).filter(Q(opens_at__gt=fresh) | Q(published_at__gt=fresh)):
        yield News(call, call_emails.NOW_OPEN, f"call-open-{call.pk}", searches_for)
    for call in Call.objects.open(now).filter(
        closes_at__lte=now + CLOSING_SOON, opens_at__lte=now - STILL_NEWS
    ):
        key = f"call-closing-{call.pk}-{call.closes_at:%Y%m%d%H%M%S}"
        yield News(call, call_emails.CLOSING_SOON, key)
    for call in call_results.decided_since(now - RESULTS_ARE_NEWS):
        yield News(call, call_emails.RESULTS, f"call-results-{call.pk}")


def _tell(news: News, *, by: User) -> int:
    notice = tell_followers(
        topic(news.call),
        *news.also(news.call),
        letter=news.letter,
        once_key=news.key,
        values=lambda: dates(news.call),
        by=by,
    )
    return int(notice is not None)
