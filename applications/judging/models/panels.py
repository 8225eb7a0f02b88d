"""A round's panel: who sits on it, what comes before them, who keeps out of it, who reads what."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.journey.models import Application
from applications.journey.states import State
from programmes.models import City, Strand

from .rounds import Round
from .terms import PanelTerms


class PanelMember(models.Model):
    """A judge on a round's panel; one of them chairs."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="panel_seats")
    chairs = models.BooleanField(_("chairs the panel"), default=False)
    conflicts_declared_at = models.DateTimeField(null=True, blank=True)
    strands = models.ManyToManyField(
        Strand, related_name="+", blank=True, verbose_name=_("strands this judge knows")
    )
    cities = models.ManyToManyField(
        City, related_name="+", blank=True, verbose_name=_("cities this judge knows")
    )
    most = models.PositiveSmallIntegerField(_("most projects to read"), null=True, blank=True)
    terms_version = models.PositiveSmallIntegerField(
        _("version of the terms that they accepted"), default=0, db_default=0
    )
    terms_accepted_at = models.DateTimeField(null=True, blank=True)
    calibrated_at = models.DateTimeField(_("scored the samples"), null=True, blank=True)

    class Meta:
        verbose_name = _("panel member")
        verbose_name_plural = _("panel members")
        constraints = [
            models.UniqueConstraint(fields=["round", "user"], name="judge_once_per_panel"),
            models.UniqueConstraint(
                fields=["round"], condition=Q(chairs=True), name="one_chair_per_panel"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.round})"


class EntryQuerySet(models.QuerySet):
    def still_in(self) -> "EntryQuerySet":
        """Without the applications that were withdrawn."""
        return self.exclude(application__state=State.WITHDRAWN)

    def before(self, member: PanelMember) -> "EntryQuerySet":
        """What comes before this judge: not withdrawn, and not one they must keep out of."""
        own = Conflict.objects.filter(member=member, application=OuterRef("application"))
        return self.filter(Q(round=member.round_id) & ~Exists(own)).still_in()

    def to_read(self, member: PanelMember) -> "EntryQuerySet":
        """Of those, the ones that this judge reads: all, unless the round shares them out."""
        given = Assignment.objects.filter(member=member, application=OuterRef("application"))
        return self.before(member).filter(Q(round__each=None) | Exists(given))

    def open_to(self, member: PanelMember) -> "EntryQuerySet":
        """Of those, the ones about which the judge has said whom they know; none before they
        agreed to the terms in force and, where the round asks for it, scored the samples."""
        if member.conflicts_declared_at is None:
            return self.none()
        newer = PanelTerms.objects.filter(
            programme=OuterRef("round__call__programme"), version__gt=member.terms_version
        )
        found = self.to_read(member).filter(
            ~Exists(newer), entered_at__lte=member.conflicts_declared_at
        )
        return found if member.calibrated_at else found.filter(round__calibrates=False)

    def to_declare(self, member: PanelMember) -> "EntryQuerySet":
        """What comes before this judge and they have not said so about yet."""
        if member.conflicts_declared_at is None:
            return self.before(member)
        return self.before(member).filter(entered_at__gt=member.conflicts_declared_at)


class Assignment(models.Model):
    """A judge reads this application, in a round whose applications are shared out.

    `reasons` are codes of `method.Reason`. What somebody fixed stays when it is shared out again.
    """

    member = models.ForeignKey(PanelMember, models.CASCADE, related_name="assignments")
    application = models.ForeignKey(Application, models.CASCADE, related_name="panel_assignments")
    reasons = ArrayField(models.CharField(max_length=10), default=list)
    fixed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.UniqueConstraint(fields=["member", "application"], name="assigned_once")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.application_id}"


class Entry(models.Model):
    """An application before a panel. A trigger enters whatever gets a slot."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="entries")
    application = models.ForeignKey(Application, models.PROTECT, related_name="entries")
    entered_at = models.DateTimeField(default=timezone.now)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            models.UniqueConstraint(fields=["round", "application"], name="entered_once_per_round")
        ]

    def __str__(self) -> str:
        return f"{self.application_id} ({self.round_id})"


class Conflict(models.Model):
    """A judge may not see or score this application."""

    class Source(models.TextChoices):
        DECLARED = "declared", _("Declared by the judge")
        DETECTED = "detected", _("Found in the records")

    member = models.ForeignKey(PanelMember, models.CASCADE, related_name="conflicts")
    application = models.ForeignKey(Application, models.CASCADE, related_name="conflicts")
    source = models.CharField(_("source"), max_length=10, choices=Source, default=Source.DECLARED)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    declared_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("conflict of interest")
        verbose_name_plural = _("conflicts of interest")
        constraints = [
            models.UniqueConstraint(fields=["member", "application"], name="conflict_once")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.application_id}"
