"""A sign-in on a phone that others use too: it locks after a few quiet minutes."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

QUIET = timedelta(minutes=5)
"""Without a click for so long, the phone locks; a PIN opens it."""
LONGEST = timedelta(minutes=20)
"""Without a click for so long, the sign-in is over; a code by e-mail begins another."""
MOST_TRIES = 5
"""Wrong PINs before the sign-in is over."""


class SharedPhone(models.Model):
    """One sign-in on a shared phone. Its key is in that session and nowhere else.

    The row goes when the sign-in ends. The PIN belongs to this one sign-in.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    pin = models.CharField(max_length=128)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now, db_index=True)
    locked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("shared phone")
        verbose_name_plural = _("shared phones")
        constraints = [
            models.CheckConstraint(
                condition=Q(wrong_tries__lt=MOST_TRIES), name="shared_phone_ends_after_wrong_tries"
            )
        ]

    def __str__(self) -> str:
        return f"Shared phone of {self.user_id}"

    def is_over(self, now: datetime) -> bool:
        return now - self.seen_at >= LONGEST

    def is_locked(self, now: datetime) -> bool:
        return self.locked_at is not None or now - self.seen_at >= QUIET
