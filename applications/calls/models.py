"""A call for applications: when, who, how much, which questions and which stages."""

import uuid
from datetime import datetime, timedelta
from email.utils import parseaddr
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from accounts.roles import Role
from config import languages
from programmes.models import City, Programme, Strand, Theme
from programmes.scopes import assignments
from programmes.words import WordsField, worded

from .blocks import CheckBlock, SectionBlock


class Stage(models.TextChoices):
    """A stretch of the road that a call may use. Screening and award are always part of it."""

    TRAINING = "training", _("Training")
    DESK_SCORING = "desk_scoring", _("Desk scoring")
    PITCH_DAY = "pitch_day", _("Pitch day")
    MENTORING = "mentoring", _("Mentoring")


def every_stage() -> list[str]:
    return [Stage.TRAINING, Stage.PITCH_DAY, Stage.MENTORING]


def check_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("Choose a time zone such as Europe/London."))


CALL_ROLES = (Role.ADMINISTRATOR, Role.OFFICER)


class CallQuerySet(models.QuerySet):
    def worked_on_by(self, user) -> "CallQuerySet":
        """The calls of every programme where the user is an officer, in whichever city."""
        mine = [each.programme_id for each in assignments(user) if each.role in CALL_ROLES]
        return self if None in mine else self.filter(programme__in=mine)

    def managed_by(self, user) -> "CallQuerySet":
        """The calls of the programmes where the user is an officer for every city."""
        mine = [
            each
            for each in assignments(user)
            if each.role in CALL_ROLES and not each.city_id and not each.organisation_id
        ]
        if any(each.programme_id is None for each in mine):
            return self
        return self.filter(programme__in=[each.programme_id for each in mine])

    def published(self) -> "CallQuerySet":
        return self.filter(published_at__isnull=False, cancelled_at__isnull=True)

    def open(self, now: datetime | None = None) -> "CallQuerySet":
        now = now or timezone.now()
        return self.published().filter(opens_at__lte=now, closes_at__gt=now)


class Call(models.Model):
    """A dated offer of grants in one programme. Amounts are minor units of its currency."""

    class Phase(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SOON = "soon", _("Opening soon")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")
        CANCELLED = "cancelled", _("Cancelled")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="calls", verbose_name=_("programme")
    )
    code = models.SlugField(_("code"), max_length=20, unique=True)
    title = models.CharField(_("title"), max_length=160)
    title_words = WordsField()
    strands = models.ManyToManyField(Strand, related_name="calls", verbose_name=_("strands"))
    cities = models.ManyToManyField(City, related_name="calls", verbose_name=_("cities"))
    themes = models.ManyToManyField(
        Theme, related_name="calls", blank=True, verbose_name=_("themes")
    )
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    time_zone = models.CharField(
        _("time zone"), max_length=50, default="Europe/London", validators=[check_time_zone]
    )
    grace_minutes = models.PositiveSmallIntegerField(
        _("grace after the deadline (minutes)"),
        default=15,
        help_text=_("For people who were writing when the call closed."),
    )
    maximum_minor = models.BigIntegerField(_("most one project can get (minor units)"))
    minimum_minor = models.BigIntegerField(
        _("least one project can get (minor units)"), null=True, blank=True
    )
    pot_minor = models.BigIntegerField(_("pot of this call (minor units)"))
    languages = ArrayField(
        models.CharField(max_length=10, choices=languages.choices),
        verbose_name=_("languages"),
        default=list,
    )
    stages = ArrayField(
        models.CharField(max_length=20, choices=Stage),
        verbose_name=_("stages"),
        default=every_stage,
        blank=True,
    )
    contact_email = models.EmailField(
        _("e-mail for questions"),
        blank=True,
        help_text=_("People who are not sure write here. Empty: the address of the site."),
    )
    answers_by = models.DateField(
        _("everyone has an answer by"),
        null=True,
        blank=True,
        help_text=_("Shown while the call is judged. Choose a day that you can keep."),
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True, editable=False)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["-closes_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="call_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(maximum_minor__gt=0) & Q(maximum_minor__lte=F("pot_minor")),
                name="call_maximum_within_pot",
            ),
            models.CheckConstraint(
                condition=Q(minimum_minor=None)
                | (Q(minimum_minor__gt=0) & Q(minimum_minor__lte=F("maximum_minor"))),
                name="call_minimum_within_maximum",
            ),
        ]

    def __str__(self) -> str:
        return worded(self, "title")

    @property
    def currency(self) -> str:
        return self.programme.currency

    @property
    def least_minor(self) -> int:
        """What one project gets at least: more than nothing, where the call says no more."""
        return self.minimum_minor or 1

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def grace_ends_at(self) -> datetime:
        return self.closes_at + timedelta(minutes=self.grace_minutes)

    def phase(self, now: datetime | None = None) -> "Call.Phase":
        """Where the call stands by the server's clock; closes_at itself is too late."""
        now = now or timezone.now()
        if self.cancelled_at:
            return self.Phase.CANCELLED
        if not self.published_at:
            return self.Phase.DRAFT
        if now < self.opens_at:
            return self.Phase.SOON
        return self.Phase.OPEN if now < self.closes_at else self.Phase.CLOSED

    @property
    def questions_to(self) -> str:
        """The address that answers questions about this call."""
        return self.contact_email or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]

    def uses(self, stage: Stage) -> bool:
        return stage in self.stages

    @cached_property
    def current_question_set(self) -> "QuestionSet | None":
        """The newest published version of the questions, which new applications begin with."""
        return self.question_sets.filter(published_at__isnull=False).order_by("-version").first()


class QuestionSet(models.Model):
    """One version of a call's questions. Published versions never change."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="question_sets")
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    body = StreamField([("section", SectionBlock())], verbose_name=_("sections"))
    checks = StreamField(
        [("check", CheckBlock())],
        verbose_name=_("answers that must fit each other"),
        blank=True,
        default=list,
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    must_because = models.TextField(
        _("why every draft must take these questions over"),
        blank=True,
        default="",
        db_default="",
        help_text=_("Empty: who has begun with older questions may stay with them."),
    )

    class Meta:
        verbose_name = _("question set")
        verbose_name_plural = _("question sets")
        ordering = ["call", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["call", "version"], name="question_set_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.call} v{self.version}"


class QuestionSetTranslation(models.Model):
    """A question set's words in another language: `{"key.label": "...", "key.help": "..."}`."""

    question_set = models.ForeignKey(QuestionSet, models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=10, choices=languages.choices)
    texts = models.JSONField(_("texts"), default=dict)
    reviewed_by = models.CharField(_("reviewed by"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("translation of questions")
        verbose_name_plural = _("translations of questions")
        constraints = [
            models.UniqueConstraint(
                fields=["question_set", "language"], name="question_set_language_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question_set} ({self.language})"


class EligibilityQuestion(models.Model):
    """A yes-or-no question before the form. It never asks about immigration status."""

    class Outcome(models.TextChoices):
        MAYBE = "maybe", _("Maybe: talk to us")
        NOT_THIS = "not_this", _("Not this call")

    call = models.ForeignKey(Call, models.CASCADE, related_name="eligibility_questions")
    position = models.PositiveSmallIntegerField(_("order"))
    key = models.SlugField(_("key"), max_length=40)
    texts = models.JSONField(
        _("words per language"),
        help_text=_(
            "{language: {question, help, advice}}; advice is shown when the answer differs."
        ),
    )
    wanted = models.BooleanField(_("the answer that fits is yes"), default=True)
    otherwise = models.CharField(
        _("when the answer differs"), max_length=10, choices=Outcome, default=Outcome.MAYBE
    )

    class Meta:
        verbose_name = _("eligibility question")
        verbose_name_plural = _("eligibility questions")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["call", "key"], name="eligibility_key_once")]

    def __str__(self) -> str:
        return self.words(get_language()).get("question") or self.key

    def words(self, language: str | None) -> dict[str, str]:
        """Question, help and advice in this language, or else in the call's first one with words.

        Never just the first there is: PostgreSQL keeps an object's keys in an order of its own.
        """
        texts: dict[str, dict[str, str]] = self.texts
        asked = (language or "", *self.call.languages)
        return next((texts[code] for code in asked if texts.get(code)), {})
