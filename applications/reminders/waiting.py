"""Reminders on people's first screen."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from programmes.waiting import Waiting, offers

from .calling import to_call

MANY = 100


@offers
def people_to_remind(user: User) -> list[Waiting]:
    """For an officer: one line, however many like a call better than an e-mail."""
    if not user.has_perm("journey.pipeline"):
        return []
    count = to_call(user).order_by()[:MANY].count()
    if not count:
        return []
    words = ngettext(
        "Remind %(count)s person of their last day",
        "Remind %(count)s people of their last day",
        count,
    )
    about = _("They like a call or a message better than e-mail")
    return [Waiting(label=words % {"count": count}, url=reverse("people_to_remind"), about=about)]
