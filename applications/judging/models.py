"""Rubric, round, panel, conflict, scorecard, pitch day, decision."""

import uuid

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from applications.calls.models import Call
from applications.journey.models import Application
from programmes.models import City
from programmes.scopes import Place, scope_filter


class Rubric(models.Model):
    """What a call's projects are scored against. Public before the deadline, frozen at scoring."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="rubrics")
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    scale_min = models.SmallIntegerField(_("lowest mark"), default=0)
    scale_max = models.SmallIntegerField(_("highest mark"), default=5)
    frozen_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("rubric")
        verbose_name_plural = _("rubrics")
        constraints = [
            models.UniqueConstraint(fields=["call", "version"], name="rubric_version_once"),
            models.CheckConstraint(
                condition=Q(scale_max__gt=F("scale_min")), name="rubric_scale_has_room"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call} v{self.version}"


class Criterion(models.Model):
    """One line of a rubric."""

    rubric = models.ForeignKey(Rubric, models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("what to look for"), blank=True)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    points = models.JSONField(
        _("what each mark means"), default=dict, blank=True, help_text=_('{"0": "...", "5": "..."}')
    )
    allows_not_applicable = models.BooleanField(_("may be “does not apply”"), default=False)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["rubric", "position"], name="criterion_position_once"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="criterion_counts"),
        ]

    def __str__(self) -> str:
        return self.name


class RoundQuerySet(models.QuerySet):
    def visible_to(self, user) -> "RoundQuerySet":
        """Rounds the user runs as an officer, sits on as a judge, or chairs."""
        runs = scope_filter(
            user, (Role.ADMINISTRATOR, Role.OFFICER), programme="call__programme", city="city"
        )
        sits = Q(members__user=user) if user and user.is_authenticated else Q(pk__in=[])
        return self.filter(runs | sits).distinct()


class Round(models.Model):
    """One panel scores a call's applications of one city (or all), at a desk or on a pitch day."""

    class Kind(models.TextChoices):
        DESK = "desk", _("Desk scoring")
        PITCH_DAY = "pitch_day", _("Pitch day")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    call = models.ForeignKey(Call, models.PROTECT, related_name="rounds")
    city = models.ForeignKey(City, models.PROTECT, null=True, blank=True, related_name="rounds")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PITCH_DAY)
    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="rounds")
    quorum = models.PositiveSmallIntegerField(_("scorecards needed for each pitch"), default=3)
    places = models.PositiveSmallIntegerField(_("grants that can be made"), default=1)
    seed = models.PositiveIntegerField(_("seed of the lot, announced beforehand"), default=1)
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    locked_at = models.DateTimeField(_("scores locked"), null=True, blank=True, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="round_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=Q(quorum__gt=0), name="round_needs_a_scorecard"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        return Place(programme_id=self.call.programme_id, city_id=self.city_id)


class PanelMember(models.Model):
    """A judge on a round's panel; one of them chairs."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="panel_seats")
    chairs = models.BooleanField(_("chairs the panel"), default=False)
    conflicts_declared_at = models.DateTimeField(null=True, blank=True)

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


class Slot(models.Model):
    """When and where an application pitches. No room and no person is booked twice at once."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="slots")
    application = models.OneToOneField(Application, models.PROTECT, related_name="slot")
    applicant = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    room = models.CharField(_("room"), max_length=80)
    during = DateTimeRangeField(_("time"))

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        ordering = ["during"]
        constraints = [
            ExclusionConstraint(
                name="room_is_free",
                expressions=[
                    ("round", RangeOperators.EQUAL),
                    ("room", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="applicant_is_free",
                expressions=[
                    ("applicant", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.during.lower:%Y-%m-%d %H:%M}"


class Scorecard(models.Model):
    """One judge's marks for one application in one round."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="scorecards")
    application = models.ForeignKey(Application, models.PROTECT, related_name="scorecards")
    judge = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="scorecards")
    comment = models.TextField(_("comment for the panel"), blank=True)
    private_note = models.TextField(_("private note"), blank=True)
    version = models.PositiveIntegerField(default=1)
    submitted_at = models.DateTimeField(null=True, blank=True)
    saved_at = models.DateTimeField(auto_now=True)

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


class Decision(models.Model):
    """What the panel decided about an application, by its chair, with the reason. Amounts are
    minor units of the call's currency."""

    class Outcome(models.TextChoices):
        AWARD = "award", _("Award")
        RESERVE = "reserve", _("Reserve list")
        NOT_FUNDED = "not_funded", _("Not funded")

    round = models.ForeignKey(Round, models.PROTECT, related_name="decisions")
    application = models.OneToOneField(Application, models.PROTECT, related_name="decision")
    outcome = models.CharField(_("decision"), max_length=12, choices=Outcome)
    amount_minor = models.BigIntegerField(_("amount (minor units)"), null=True, blank=True)
    reserve_order = models.PositiveSmallIntegerField(_("place on the reserve list"), null=True)
    rank = models.PositiveSmallIntegerField(_("rank"))
    reason = models.TextField(_("reason"))
    feedback = models.TextField(_("feedback for the applicant"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome="award") | Q(amount_minor__gt=0),
                name="award_decision_has_an_amount",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.outcome}"
