"""What a judge gave."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from applications.journey.models import Application
from applications.journey.states import State

from .panels import Conflict
from .rounds import Round
from .rubrics import Criterion


class ScorecardQuerySet(models.QuerySet):
    def counted(self) -> "ScorecardQuerySet":
        """Submitted, by a judge with no conflict, about an application that is still in."""
        out = Conflict.objects.filter(
            member__round=OuterRef("round"),
            member__user=OuterRef("judge"),
            application=OuterRef("application"),
        )
        return self.filter(~Exists(out), submitted_at__isnull=False).exclude(
            application__state=State.WITHDRAWN
        )


class Scorecard(models.Model):
    """One judge's marks for one application in one round.

    `version` goes up with every change, so that two screens never overwrite each other unseen.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="scorecards")
    application = models.ForeignKey(Application, models.PROTECT, related_name="scorecards")
    judge = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="scorecards")
    comment = models.TextField(_("comment for the panel"), blank=True)
    private_note = models.TextField(_("private note"), blank=True)
    before = models.JSONField(null=True, blank=True)
    """What was given before the last change, so that it can be undone."""
    version = models.PositiveIntegerField(default=1)
    submitted_at = models.DateTimeField(null=True, blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    objects = ScorecardQuerySet.as_manager()

    class Meta:
        verbose_name = _("scorecard")
        verbose_name_plural = _("scorecards")
        constraints = [
            models.UniqueConstraint(fields=["round", "application", "judge"], name="scorecard_once")
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.judge_id}"


class Mark(models.Model):
    """A judge's mark for one criterion; `value` is empty when it does not apply."""

    scorecard = models.ForeignKey(Scorecard, models.CASCADE, related_name="marks")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="marks")
    value = models.SmallIntegerField(null=True)
    not_applicable = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        constraints = [
            models.UniqueConstraint(fields=["scorecard", "criterion"], name="mark_once"),
            models.CheckConstraint(
                condition=Q(not_applicable=True, value=None)
                | Q(not_applicable=False, value__isnull=False),
                name="mark_has_a_value_or_does_not_apply",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.value}"


class SecondCard(models.Model):
    """What a judge gives after the panel has talked, kept beside the first with its reason.

    `marks` holds a mark, or nothing where it does not apply, by the criterion's key. Triggers let
    it be written only while its round has second marks open.
    """

    scorecard = models.OneToOneField(Scorecard, models.CASCADE, related_name="second")
    marks = models.JSONField(default=dict)
    reason = models.TextField(_("what changed your mind"))
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("second scorecard")
        verbose_name_plural = _("second scorecards")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="second_marks_have_a_reason")
        ]

    def __str__(self) -> str:
        return f"{self.scorecard_id} again"
