"""What of the public site can be followed by e-mail (see following.kinds)."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications.calls.models import Call
from following.kinds import Thing, followable, topic_of

from .models import CallPage


def call_topic(call: Call) -> str:
    """A published call keeps its code, so its followers stay with it."""
    return topic_of("call", call.code)


@followable("call")
def call(code: str) -> Thing | None:
    """A call with a public page: in the language in use, or else in one that it has."""
    pages = CallPage.objects.live().filter(call__code=code, call__published_at__isnull=False)
    by_language = {
        page.locale.language_code: page for page in pages.select_related("call", "locale")
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
        ended=page.call.cancelled_at is not None,
    )
