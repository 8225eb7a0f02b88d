"""Referrals on people's first screen."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from programmes.waiting import Door, Waiting, offers, opens

from .models import Referral

MANY = 100


@opens
def referrals(user: User) -> list[Door]:
    if not user.has_perm("referrals.refer"):
        return []
    about = _("People you sent to us, and how far they are")
    return [Door(_("Refer a person"), reverse("referrals"), about)]


@offers
def to_call(user: User) -> list[Waiting]:
    """For an officer: one line, however many wait for a call. At most one query."""
    if not user.has_perm("journey.pipeline"):
        return []
    count = Referral.objects.handled_by(user).to_call()[:MANY].count()
    if not count:
        return []
    words = ngettext("Call %(count)s person", "Call %(count)s people", count) % {"count": count}
    return [Waiting(label=words, url=reverse("referrals_to_call"), about=_("Referred to us"))]
