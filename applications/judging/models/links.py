"""A judge's own way in on the day: a link, and a PIN that they choose at the first opening."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .panels import PanelMember

MOST_TRIES = 5
"""Wrong PINs before a link ends; the officer sends another."""
AFTER_THE_END = timedelta(days=1)
"""How long after its round's end a link still opens."""


class LinkQuerySet(models.QuerySet):
    def in_force(self, now: datetime | None = None) -> "LinkQuerySet":
        """Not revoked, and its round neither decided nor over for more than a day."""
        since = (now or timezone.now()) - AFTER_THE_END
        return self.filter(
            revoked_at=None, member__round__closed_at=None, member__round__ends_at__gt=since
        )


class PanelLink(models.Model):
    """One link that was sent to one judge. Its address is signed (`links.py`), its PIN hashed.

    Sent again, the old row is revoked: a judge has one link in force.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(PanelMember, models.CASCADE, related_name="links")
    pin = models.CharField(max_length=128, blank=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    last_opened_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("judge's link")
        verbose_name_plural = _("judges' links")
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(revoked_at=None), name="one_link_per_judge"
            ),
            models.CheckConstraint(
                condition=Q(wrong_tries__lt=MOST_TRIES) | Q(revoked_at__isnull=False),
                name="link_ends_after_wrong_pins",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None, pin="") | (Q(opened_at__isnull=False) & ~Q(pin="")),
                name="opened_link_has_a_pin",
            ),
        ]

    def __str__(self) -> str:
        return f"Link of {self.member_id}"
