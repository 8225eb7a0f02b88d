"""A partner refers a person to a programme, with the person's consent."""

import secrets
import uuid
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Person
from accounts.roles import Role
from config import languages
from programmes.models import City, Programme
from programmes.scopes import scope_filter

KEPT_UNANSWERED = timedelta(days=60)
"""Nobody said yes or no: then everything about the person is deleted."""
KEPT_ANSWERED = timedelta(days=365)
"""After a yes the referrer sees how it goes for a year; then the referral is deleted too."""

STAFF = (Role.OFFICER, Role.ADMINISTRATOR)


def new_token() -> str:
    return secrets.token_urlsafe(24)


def unanswered_until() -> date:
    return timezone.localdate() + KEPT_UNANSWERED


class ReferralQuerySet(models.QuerySet):
    def open(self) -> "ReferralQuerySet":
        return self.filter(ended_at=None)

    def to_call(self) -> "ReferralQuerySet":
        """Those whom nobody reached yet and whom only a call reaches."""
        return self.open().filter(reached_at=None).exclude(preferred_channel=Person.Channel.EMAIL)

    def handled_by(self, user) -> "ReferralQuerySet":
        """Those in the user's reach as an officer."""
        return self.filter(scope_filter(user, STAFF, programme="programme", city="city"))


class Referral(models.Model):
    """What a partner told us about one person, and what the person said to it.

    `token` is in the person's link alone. `person` is set when they say yes. Whatever ends the
    referral (`ended_at`: a no, a consent taken back, time) wipes what was told: constraints hold
    it. Why it ended is nobody's business here.
    """

    class Given(models.TextChoices):
        IN_PERSON = "in_person", _("Face to face")
        BY_PHONE = "by_phone", _("On the phone")
        IN_WRITING = "in_writing", _("In writing")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="referrals")
    city = models.ForeignKey(City, models.PROTECT, verbose_name=_("city"), related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="referrals")
    referred_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    referred_at = models.DateTimeField(default=timezone.now)
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    preferred_channel = models.CharField(
        _("best way to reach them"), max_length=10, choices=Person.Channel
    )
    language = models.CharField(_("language"), max_length=10, choices=languages.choices)
    interpreter_language = models.CharField(_("interpreter for"), max_length=35, blank=True)
    access_needs = models.TextField(_("what helps them take part"), blank=True)
    consent_words = models.TextField()
    consent_version = models.CharField(max_length=20)
    consent_given = models.CharField(_("how they agreed"), max_length=12, choices=Given)
    consent_on = models.DateField(_("when they agreed"))
    reached_at = models.DateTimeField(null=True, editable=False)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, editable=False, related_name="referrals"
    )
    accepted_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    delete_on = models.DateField(default=unanswered_until, db_index=True, editable=False)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        indexes = [
            models.Index(fields=["referred_by", "-id"], name="referral_of_referrer"),
            models.Index(
                fields=["programme", "city", "id"],
                condition=Q(ended_at=None, reached_at=None),
                name="referral_to_reach",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "programme", "email"],
                condition=Q(ended_at=None) & ~Q(email=""),
                name="referral_once_by_email",
            ),
            models.UniqueConstraint(
                fields=["organisation", "programme", "phone"],
                condition=Q(ended_at=None, email="") & ~Q(phone=""),
                name="referral_once_by_phone",
            ),
            models.CheckConstraint(
                condition=~Q(consent_words="") & ~Q(consent_version=""),
                name="referral_has_consent",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False)
                | Q(person__isnull=False)
                | (
                    ~Q(name="")
                    & (
                        (Q(preferred_channel="email") & ~Q(email=""))
                        | (~Q(preferred_channel="email") & ~Q(phone=""))
                    )
                ),
                name="referral_can_be_answered",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None)
                | Q(
                    name="",
                    email="",
                    phone="",
                    interpreter_language="",
                    access_needs="",
                    person=None,
                ),
                name="ended_referral_keeps_nothing",
            ),
            models.CheckConstraint(
                condition=Q(person=None) | Q(accepted_at__isnull=False),
                name="referral_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="referral_in_lower_case"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(accepted_at__gte=F("referred_at")),
                name="referral_accepted_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return self.audit_label

    @property
    def audit_label(self) -> str:
        return f"Referral {self.pk}"

    @property
    def by_call(self) -> bool:
        """Whether an officer must call; an e-mail does not reach them."""
        return self.preferred_channel != Person.Channel.EMAIL
