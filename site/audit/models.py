"""Who saw what. Who did what is in Wagtail's own log, written through audit.record()."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Sighting(models.Model):
    """A member of staff read a person's casework. Append-only (held by a trigger)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    screen = models.CharField(_("screen"), max_length=80)
    seen_at = models.DateTimeField(_("seen at"), default=timezone.now)

    class Meta:
        verbose_name = _("sighting")
        verbose_name_plural = _("sightings")
        indexes = [
            models.Index(fields=["content_type", "object_id", "-seen_at"], name="sighting_of"),
            models.Index(fields=["user", "-seen_at"], name="sighting_by"),
        ]

    def __str__(self) -> str:
        return f"{self.screen} {self.seen_at:%Y-%m-%d %H:%M}"
