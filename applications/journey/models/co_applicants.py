"""The people with whom an applicant applies."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .application import Application
from .guests import Guest


class CoApplicantQuerySet(models.QuerySet):
    def there(self) -> "CoApplicantQuerySet":
        """Neither left nor taken off."""
        return self.filter(ended_at=None)

    def accepted(self) -> "CoApplicantQuerySet":
        """Those who said yes: only they count as applicants."""
        return self.there().exclude(user=None)

    def asked(self, user) -> "CoApplicantQuerySet":
        """What waits for this user's yes, by the address they sign in with."""
        return self.there().filter(user=None, email=user.email.lower())


class CoApplicant(Guest):
    """Somebody whom the applicant names as part of the team; without an e-mail, in name only.

    Who left or was taken off stays on record.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="co_applicants")
    role = models.CharField(_("what they do in the project"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)

    objects = CoApplicantQuerySet.as_manager()

    if TYPE_CHECKING:
        _default_manager: ClassVar[models.Manager["CoApplicant"]]

    class Meta:
        verbose_name = _("co-applicant")
        verbose_name_plural = _("co-applicants")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["email"],
                condition=Q(user=None, ended_at=None) & ~Q(email=""),
                name="co_applicant_asked",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "email"],
                condition=Q(ended_at=None) & ~Q(email=""),
                name="co_applicant_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(user=None, accepted_at=None)
                | (Q(user__isnull=False, accepted_at__isnull=False) & ~Q(email="")),
                name="co_applicant_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="co_applicant_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.name}"

    @property
    def is_there(self) -> bool:
        return self.ended_at is None and self.user_id is not None
