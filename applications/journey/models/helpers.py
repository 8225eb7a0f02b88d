"""Who helps an applicant with one application, and what the applicant said of what they typed."""

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .application import Application
from .guests import Guest

LONGEST = timedelta(days=90)
"""Help ends by itself; the applicant can ask again."""

USUAL = timedelta(days=30)


class HelperQuerySet(models.QuerySet):
    def lasting(self) -> "HelperQuerySet":
        """Not ended by anybody, and not by its date: the server's clock decides, no job does."""
        return self.filter(ended_at=None, ends_at__gt=timezone.now())

    def in_force(self) -> "HelperQuerySet":
        """Those who said yes and may look and type now."""
        return self.lasting().exclude(user=None)

    def asked(self, user) -> "HelperQuerySet":
        """The invitations that wait for this user's yes, by the address they sign in with."""
        return self.lasting().filter(user=None, email=user.email.lower())


class Helper(Guest):
    """Somebody whom the applicant lets see, and perhaps fill in, parts of one application.

    They come in once they say yes (`user`, `accepted_at`), until `ends_at` or until it is ended.
    Empty `sections` mean all parts. What the applicant agreed to stays as it was worded.
    """

    class Relation(models.TextChoices):
        CASEWORKER = "caseworker", _("Caseworker")
        INTERPRETER = "interpreter", _("Interpreter")
        FRIEND = "friend", _("Friend or family")
        TRANSLATOR = "translator", _("Translator of the programme")
        OTHER = "other", _("Somebody else")

    application = models.ForeignKey(Application, models.CASCADE, related_name="helpers")
    relation = models.CharField(_("who they are"), max_length=12, choices=Relation)
    may_type = models.BooleanField(_("may fill in answers"), default=False)
    sections = ArrayField(models.SlugField(max_length=40), default=list, blank=True)
    consent_words = models.TextField()
    consent_version = models.CharField(max_length=20)
    ends_at = models.DateTimeField(_("until"))

    objects = HelperQuerySet.as_manager()

    if TYPE_CHECKING:
        _default_manager: ClassVar[models.Manager["Helper"]]

    class Meta:
        verbose_name = _("helper")
        verbose_name_plural = _("helpers")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["email"], condition=Q(user=None, ended_at=None), name="helper_asked"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "email"],
                condition=Q(ended_at=None),
                name="helper_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("invited_at"))
                & Q(ends_at__lte=F("invited_at") + LONGEST + timedelta(days=1)),
                name="helper_ends_in_time",
            ),
            models.CheckConstraint(
                condition=Q(user=None, accepted_at=None)
                | Q(user__isnull=False, accepted_at__isnull=False),
                name="helper_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="helper_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.name}"

    @property
    def lasts(self) -> bool:
        return self.ended_at is None and timezone.now() < self.ends_at

    @property
    def is_in_force(self) -> bool:
        return self.lasts and self.user_id is not None

    @property
    def only_translates(self) -> bool:
        """Sees the answers to translate, and nothing else."""
        return self.relation == self.Relation.TRANSLATOR

    @property
    def over_since(self):
        """When it ended, by hand or by its date."""
        return self.ended_at or self.ends_at


class HandOver(models.Model):
    """A helper says that they are done and the applicant can go on."""

    helper = models.ForeignKey(Helper, models.CASCADE, related_name="hand_overs")
    note = models.TextField(_("a few words for the applicant"), blank=True)
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("hand over")
        verbose_name_plural = _("hand overs")
        ordering = ["-said_at"]

    def __str__(self) -> str:
        return f"{self.helper_id} {self.said_at:%Y-%m-%d}"


class Confirmation(models.Model):
    """The applicant read what others had typed and said that it is right.

    `versions` has the version of each of those answers by the question's key; who typed it is in
    its AnswerVersion.
    """

    class How(models.TextChoices):
        THEMSELVES = "self", _("They ticked it themselves")
        IN_PERSON = "in_person", _("They said so, face to face")
        BY_PHONE = "by_phone", _("They said so on the phone")

    application = models.ForeignKey(Application, models.CASCADE, related_name="confirmations")
    versions = models.JSONField()
    how = models.CharField(max_length=10, choices=How, default=How.THEMSELVES)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.application_id} {self.confirmed_at:%Y-%m-%d}"
