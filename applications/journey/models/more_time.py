"""Somebody's draft is late, and they ask for more time."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.scopes import scope_filter

from .application import CASEWORK_ROLES, Application


class ExtensionRequestQuerySet(models.QuerySet):
    def reached_by(self, user) -> "ExtensionRequestQuerySet":
        """Those in the user's reach as an officer, and never about a draft of their own."""
        reach = scope_filter(
            user, CASEWORK_ROLES, programme="application__call__programme", city="application__city"
        )
        own = getattr(user, "person_id", None)
        return self.filter(reach).exclude(application__applicant=own)

    def waiting(self) -> "ExtensionRequestQuerySet":
        return self.filter(answered_at=None)


class ExtensionRequest(models.Model):
    """An applicant asks, once for each draft, for more time than the call gives.

    `granted` says what a person answered; `reply` is the reason that the applicant reads for a no.
    """

    application = models.OneToOneField(
        Application, models.CASCADE, related_name="extension_request"
    )
    reason = models.TextField(_("why you need more time"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    granted = models.BooleanField(null=True, editable=False)
    reply = models.TextField(_("why not, in plain words"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )
    answered_at = models.DateTimeField(null=True, editable=False)

    objects = ExtensionRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for more time")
        verbose_name_plural = _("requests for more time")
        ordering = ["asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(granted=None, answered_by=None, answered_at=None)
                | Q(granted__isnull=False, answered_by__isnull=False, answered_at__isnull=False),
                name="extension_request_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(granted=None) | Q(granted=True) | ~Q(reply=""),
                name="extension_request_no_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} asks for more time"
