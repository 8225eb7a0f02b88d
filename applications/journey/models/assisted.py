"""An application that a caseworker began for somebody who cannot sign in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config import languages

from .application import Application
from .helpers import Helper


class AssistedStart(models.Model):
    """Who began it, what the person agreed to and how, and whether they have claimed it since.

    Help that goes on after its last day needs the person's word again: that is another row. The
    claim code is kept as a hash; a new one takes the place of the one before.
    """

    class ConsentHow(models.TextChoices):
        IN_PERSON = "in_person", _("Face to face")
        BY_PHONE = "by_phone", _("On the phone")

    application = models.ForeignKey(Application, models.CASCADE, related_name="assisted_starts")
    helper = models.OneToOneField(Helper, models.PROTECT, related_name="assisted_start")
    consent_how = models.CharField(_("how they agreed"), max_length=10, choices=ConsentHow)
    consent_on = models.DateField(_("when they agreed"))
    consent_language = models.CharField(max_length=10, choices=languages.choices)
    consent_words = models.TextField()
    consent_version = models.CharField(max_length=20)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    code_hash = models.CharField(max_length=64, blank=True)
    code_ends_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("application begun for somebody")
        verbose_name_plural = _("applications begun for somebody")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["code_hash"], condition=~Q(code_hash=""), name="claim_code_once"
            ),
            models.CheckConstraint(
                condition=Q(code_hash="", code_ends_at=None)
                | (~Q(code_hash="") & Q(code_ends_at__isnull=False, claimed_at=None)),
                name="claim_code_ends_and_is_used_once",
            ),
            models.CheckConstraint(
                condition=Q(claimed_at=None, claimed_by=None)
                | Q(claimed_at__isnull=False, claimed_by__isnull=False),
                name="claimed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.started_at:%Y-%m-%d}"
