"""Messages out: each is stored with the change that caused it, then delivered by the worker."""

import uuid

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config import languages


class Message(models.Model):
    """One e-mail to one person."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=60)
    language = models.CharField(_("language"), max_length=10)
    to_name = models.CharField(_("to"), max_length=120)
    to_email = models.EmailField(_("e-mail"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="messages"
    )
    subject = models.CharField(_("subject"), max_length=200)
    paragraphs = models.JSONField(_("text"))
    action_label = models.CharField(max_length=80, blank=True)
    action_url = models.CharField(max_length=400, blank=True)
    stop_url = models.CharField(max_length=400, blank=True)
    acknowledgement = models.TextField(blank=True)
    calendar = models.TextField(blank=True, db_default="")
    content_type = models.ForeignKey(ContentType, models.SET_NULL, null=True, related_name="+")
    object_id = models.PositiveBigIntegerField(null=True)
    once_key = models.CharField(max_length=120, null=True, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    queued_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [
            models.Index(fields=["content_type", "object_id", "queued_at"], name="message_about"),
            models.Index(fields=["state", "queued_at"], name="message_waiting"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False),
                name="sent_message_has_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.subject


class Wording(models.Model):
    """Staff's own words for one kind of message in one language, in place of the built-in ones."""

    kind = models.CharField(_("kind"), max_length=60)
    language = models.CharField(_("language"), max_length=10, choices=languages.choices)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(
        _("text"),
        help_text=_("Leave an empty line between paragraphs. Words in {braces} are filled in."),
    )

    class Meta:
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")
        constraints = [models.UniqueConstraint(fields=["kind", "language"], name="wording_once")]

    def __str__(self) -> str:
        return f"{self.kind} ({self.language})"
