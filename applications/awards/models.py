"""Award, agreement, tranche, final report."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.journey.models import CASEWORK_ROLES, Application
from applications.journey.states import State
from config import languages
from programmes.models import Programme
from programmes.scopes import Place, scope_filter


class AwardQuerySet(models.QuerySet):
    def visible_to(self, user) -> "AwardQuerySet":
        """The awards in the user's reach as an officer."""
        return self.filter(
            scope_filter(user, CASEWORK_ROLES, programme="programme", city="application__city")
        )

    def counted(self) -> "AwardQuerySet":
        """Awards that count towards the programme's target: all but offers that came to nothing."""
        return self.filter(Q(ended_at=None) | Q(paid_minor__gt=0))

    def with_case(self) -> "AwardQuerySet":
        """Everything a list row shows, in the same number of queries however many rows."""
        return self.select_related(
            "programme", "application__call__programme", "application__applicant", "agreement"
        )

    def ran_out(self, now) -> "AwardQuerySet":
        """Offers whose last day has passed without an answer."""
        return self.filter(application__state=State.AWARDED, ended_at=None, answer_by__lt=now)


class Award(models.Model):
    """A grant offered to an application. Amounts are minor units of `currency`.

    Triggers on the ledger's entries keep `Programme.awarded_minor` (promised and not given back)
    and `paid_minor` (sent to Stripe and not taken back); check constraints then hold
    paid ≤ awarded ≤ budget. The amount never changes (held by a trigger).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(_("reference"), max_length=40, unique=True)
    application = models.OneToOneField(Application, models.PROTECT, related_name="award_record")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="awards")
    amount_minor = models.BigIntegerField(_("amount (minor units)"))
    paid_minor = models.BigIntegerField(_("paid (minor units)"), default=0, editable=False)
    currency = models.CharField(_("currency"), max_length=3)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(default=timezone.now)
    answer_by = models.DateTimeField(_("answer by"))
    over_target_reason = models.TextField(_("reason to go over the target number"), blank=True)
    ended_at = models.DateTimeField(_("given back"), null=True, blank=True)
    ended_reason = models.TextField(_("why it ended"), blank=True)

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="award_is_not_nothing"),
            models.CheckConstraint(
                condition=Q(paid_minor__gte=0) & Q(paid_minor__lte=F("amount_minor")),
                name="paid_within_award",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def place(self) -> Place:
        return self.application.place

    @property
    def left_minor(self) -> int:
        """What of the award is promised and not yet sent."""
        return 0 if self.ended_at else self.amount_minor - self.paid_minor


class AgreementText(models.Model):
    """A programme's agreement in plain words, one row a language; one of them prevails."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="agreement_texts")
    language = models.CharField(_("language"), max_length=10, choices=languages.choices)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    prevails = models.BooleanField(_("this text prevails"), default=False)
    body = models.TextField(
        _("text"), help_text=_("{recipient}, {project}, {amount}, {programme} are filled in.")
    )

    class Meta:
        verbose_name = _("agreement text")
        verbose_name_plural = _("agreement texts")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "language", "version"], name="agreement_text_once"
            ),
            models.UniqueConstraint(
                fields=["programme", "version"],
                condition=Q(prevails=True),
                name="one_text_prevails",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} ({self.language}) v{self.version}"


class Agreement(models.Model):
    """The agreement of one award: the exact text, and who signed it when and how.

    The text is frozen when the award is issued, everything when it is signed (held by a trigger).
    """

    award = models.OneToOneField(Award, models.PROTECT, related_name="agreement")
    body = models.TextField(_("text"))
    language = models.CharField(_("language of the text"), max_length=10, default="en")
    translation = models.TextField(_("text in the person's language"), blank=True)
    translation_language = models.CharField(max_length=10, blank=True)
    sha256 = models.CharField(_("fingerprint of the text"), max_length=64)
    signed_name = models.CharField(_("name typed as signature"), max_length=120, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_how = models.CharField(_("how it was signed"), max_length=120, blank=True)
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True)

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_at=None)
                | (~Q(signed_name="") & Q(signed_by__isnull=False) & ~Q(signed_how="")),
                name="signed_agreement_says_who_and_how",
            )
        ]

    def __str__(self) -> str:
        return str(self.award)


class Tranche(models.Model):
    """A part of an award, and what must have happened before it is paid."""

    class Condition(models.TextChoices):
        AGREEMENT_SIGNED = "agreement_signed", _("The agreement is signed")
        DATE = "date", _("On a date")
        REPORT_ACCEPTED = "report_accepted", _("The final report is accepted")

    award = models.ForeignKey(Award, models.PROTECT, related_name="tranches")
    number = models.PositiveSmallIntegerField(_("number"))
    percent = models.PositiveSmallIntegerField(
        _("percent"), validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    amount_minor = models.BigIntegerField(_("amount (minor units)"))
    condition = models.CharField(_("paid when"), max_length=20, choices=Condition)
    due_on = models.DateField(_("on"), null=True, blank=True)

    class Meta:
        verbose_name = _("tranche")
        verbose_name_plural = _("tranches")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["award", "number"], name="tranche_number_once"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="tranche_is_not_nothing"),
            models.CheckConstraint(
                condition=~Q(condition="date") | Q(due_on__isnull=False),
                name="dated_tranche_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award} {self.number}"


class FinalReport(models.Model):
    """What the project did with the grant, in the grantee's words."""

    award = models.OneToOneField(Award, models.PROTECT, related_name="final_report")
    text = models.TextField(_("what happened, what changed, what the money paid for"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    sent_back_at = models.DateTimeField(null=True, blank=True)
    sent_back_note = models.TextField(_("what is still missing"), blank=True)

    class Meta:
        verbose_name = _("final report")
        verbose_name_plural = _("final reports")
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_back_at=None) | ~Q(sent_back_note=""),
                name="report_sent_back_says_why",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(accepted_by__isnull=False, sent_back_at=None),
                name="accepted_report_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return str(self.award)
