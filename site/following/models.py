"""Who follows what by e-mail, without an account, and the news that goes out to them."""

import secrets

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .kinds import LONGEST_TOPIC


def new_token() -> str:
    return secrets.token_urlsafe(24)


class FollowQuerySet(models.QuerySet):
    def confirmed(self) -> "FollowQuerySet":
        return self.filter(confirmed_at__isnull=False)

    def unconfirmed(self) -> "FollowQuerySet":
        return self.filter(confirmed_at=None)


class Follow(models.Model):
    """An address that asked for the news of one topic. It is deleted when the person stops.

    `purpose` is the sentence that the person agreed to. `token` is in their links alone. Until
    `confirmed_at` nothing is sent but the first letter, `letters` times.
    """

    topic = models.CharField(_("topic"), max_length=LONGEST_TOPIC)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=10)
    purpose = models.TextField(_("purpose"))
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    letters = models.PositiveSmallIntegerField(default=0, editable=False)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("follower")
        verbose_name_plural = _("followers")
        indexes = [
            models.Index(fields=["email"], name="follow_by_address"),
            models.Index(
                fields=["asked_at"], condition=Q(confirmed_at=None), name="follow_unconfirmed"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["topic", "email"], name="follow_once"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="follow_in_lower_case"),
            models.CheckConstraint(condition=~Q(purpose=""), name="follow_has_a_purpose"),
        ]

    def __str__(self) -> str:
        return self.audit_label

    @property
    def audit_label(self) -> str:
        return f"Follower {self.pk}"


class Notice(models.Model):
    """One piece of news for the followers of some topics, each address at most once.

    `words` holds the letter in every language. The worker tells a batch at a time, in the order
    of the addresses; `reached` is the last one told, and is wiped when all are.
    """

    topics = ArrayField(models.CharField(max_length=LONGEST_TOPIC))
    kind = models.CharField(_("kind"), max_length=60)
    words = models.JSONField(_("words"))
    once_key = models.CharField(max_length=120, unique=True)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    reached = models.EmailField(blank=True)
    told = models.PositiveIntegerField(_("followers told"), default=0)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice to followers")
        verbose_name_plural = _("notices to followers")
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(reached=""),
                name="finished_notice_keeps_no_address",
            )
        ]

    def __str__(self) -> str:
        return self.once_key
