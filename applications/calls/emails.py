"""What followers of a call hear when staff change it. `{title}` is its public page's."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from following.actions import tell_followers
from following.kinds import topic_of
from notifications.letters import Letter
from programmes.moments import in_words

from .models import Call

DATES_MOVED = Letter(
    kind="calls.dates_moved",
    subject=_("New dates: {title}"),
    body=_(
        "Hello,\n\nThe dates of “{title}” have changed.\n\n"
        "It opens: {opens}\n\nLast moment to apply: {closes}"
    ),
    action_label=_("See the call"),
    kept=False,
)
CANCELLED = Letter(
    kind="calls.cancelled",
    subject=_("Called off: {title}"),
    body=_(
        "Hello,\n\nThe call “{title}” is called off. You cannot apply to it any more.\n\n"
        "We are sorry. We delete your address from this list now."
    ),
    action_label=_("See the call"),
    kept=False,
)


def topic(call: Call) -> str:
    """What its followers follow; a published call keeps its code."""
    return topic_of("call", call.code)


def dates(call: Call) -> dict[str, object]:
    """Both moments in words, in the language in use."""
    return {
        "opens": in_words(call.opens_at, call.time_zone),
        "closes": in_words(call.closes_at, call.time_zone),
    }


def tell_dates_moved(call: Call, *, by: User) -> None:
    """Once for each pair of dates."""
    key = f"call-dates-{call.pk}-{call.opens_at:%Y%m%d%H%M%S}-{call.closes_at:%Y%m%d%H%M%S}"
    tell_followers(topic(call), letter=DATES_MOVED, once_key=key, values=lambda: dates(call), by=by)


def tell_cancelled(call: Call, *, by: User) -> None:
    tell_followers(topic(call), letter=CANCELLED, once_key=f"call-cancelled-{call.pk}", by=by)
