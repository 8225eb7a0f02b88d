"""Events with their pages, and people who come."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from cms.actions import EventWords, publish_event_page
from cms.models import EventPage
from events import actions
from events.models import Announcement, Event, Registration
from events.telling import tell_batch
from notifications.models import Message

WORDS = {
    "en": EventWords("Repair day", "Bring what is broken. We mend it together."),
    "ar": EventWords("يوم الإصلاح", "أحضر ما انكسر ونصلحه معًا."),
}


def make_event(code: str = "repair-day", **facts) -> Event:
    """Two hours, in a week; two places."""
    starts = facts.pop("starts_at", timezone.now() + timedelta(days=7))
    given = {
        "name": "Repair day",
        "name_words": {"ar": "يوم الإصلاح"},
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=2),
        "place": "The old tram shed",
        "languages": ["en", "ar"],
        "capacity": 2,
    }
    return actions.keep(Event(code=code, **given | facts), by=User.objects.system())


def make_event_page(pages: str = "en ar", **facts) -> EventPage:
    words = {code: WORDS[code] for code in pages.split()}
    return publish_event_page(make_event(**facts), words, by=User.objects.system())


def make_registration(event: Event, email: str = "rosa@example.org", **facts) -> Registration:
    """Somebody who asked for a place and said yes by e-mail; `confirmed=False`: did not yet."""
    confirmed = facts.pop("confirmed", True)
    given = {"name": "Rosa", "language": "en"} | facts
    actions.register(event, email=email, wait=True, by=User.objects.system(), **given)
    mine = Registration.objects.get(event=event, email=email)
    if confirmed:
        actions.confirm(mine.token, by=User.objects.system())
        Message.objects.filter(kind="events.please_confirm", to_email=email).delete()
        mine.refresh_from_db()
    return mine


def tell_everybody() -> None:
    """Let the worker write every letter that waits to be written."""
    for pk in Announcement.objects.filter(finished_at=None).values_list("pk", flat=True):
        while Announcement.objects.get(pk=pk).finished_at is None:
            tell_batch(pk)
