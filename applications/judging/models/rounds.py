"""A round: what a panel scores, by which rules, and how far it is."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from applications.calls.models import Call, Stage
from programmes.models import City
from programmes.scopes import Place, scope_filter
from programmes.words import WordsField, worded

from .rubrics import RUNNERS, Rubric
from .terms import PanelTerms


def newest_terms(programme: str = "call__programme") -> Coalesce:
    """The version of the terms in force, 0 where a programme has none."""
    terms = PanelTerms.objects.filter(programme=OuterRef(programme))
    return Coalesce(Subquery(terms.order_by("-version").values("version")[:1]), 0)


class RoundQuerySet(models.QuerySet):
    def run_by(self, user) -> "RoundQuerySet":
        """Rounds in the user's reach as an officer."""
        return self.filter(
            scope_filter(user, RUNNERS, programme="call__programme", city="city")
        ).select_related("call__programme", "city", "rubric")

    def sat_on_by(self, user) -> "RoundQuerySet":
        """Rounds on whose panel the user sits."""
        if not (user and user.is_authenticated):
            return self.none()
        sat_on = self.filter(members__user=user).annotate(newest_terms=newest_terms())
        return sat_on.select_related("call__programme", "city", "rubric")

    def visible_to(self, user) -> "RoundQuerySet":
        """Rounds the user runs as an officer, sits on as a judge, or chairs."""
        if not (user and user.is_authenticated):
            return self.none()
        runs = scope_filter(user, RUNNERS, programme="call__programme", city="city")
        sits = Q(pk__in=user.panel_seats.values("round"))
        visible = self.filter(runs | sits).annotate(newest_terms=newest_terms())
        return visible.select_related("call__programme", "city", "rubric")


class Round(models.Model):
    """One panel scores applications of a call, from one city or all, at a desk or on a pitch day.

    Open until `locked_at` (no mark changes after that, held by triggers). One person proposes to
    close it, by the hash of what they saw; another confirms that, and it is decided at `closed_at`.
    """

    class Kind(models.TextChoices):
        DESK = "desk", _("Desk scoring")
        PITCH_DAY = "pitch_day", _("Pitch day")

    class Blind(models.TextChoices):
        NAMES = "names", _("Who applies")
        CITY = "city", _("The city")
        TITLE = "title", _("The title of the project")
        FILE_NAMES = "file_names", _("The names of files")

    class Others(models.TextChoices):
        OWN_CARD = "own_card", _("When their own scorecard for it is in")
        ALL_CARDS = "all_cards", _("When all their own scorecards are in")
        LOCKED = "locked", _("When the scores are locked")

    class Second(models.TextChoices):
        NONE = "none", _("No")
        BESIDE = "beside", _("Yes, and the first marks rank")
        RANKS = "ranks", _("Yes, and the second marks rank")

    class Order(models.TextChoices):
        ADJUSTED = "adjusted", _("Adjusted for judges who mark high or low")
        PLAIN = "plain", _("Plain mean")

    class DecidedBy(models.TextChoices):
        CHAIR = "chair", _("The chair")
        MAJORITY = "majority", _("The panel by majority")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    call = models.ForeignKey(Call, models.PROTECT, related_name="rounds", verbose_name=_("call"))
    city = models.ForeignKey(
        City,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rounds",
        verbose_name=_("city"),
        help_text=_("Leave empty for all cities of the call."),
    )
    name = models.CharField(_("name"), max_length=120)
    name_words = WordsField()
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PITCH_DAY)
    rubric = models.ForeignKey(
        Rubric, models.PROTECT, related_name="rounds", verbose_name=_("rubric")
    )
    quorum = models.PositiveSmallIntegerField(_("scorecards needed for each pitch"), default=3)
    each = models.PositiveSmallIntegerField(
        _("judges for each project"),
        null=True,
        blank=True,
        help_text=_("For desk scoring only. Leave empty when all judges read all projects."),
    )
    places = models.PositiveSmallIntegerField(
        _("grants that can be made"),
        default=1,
        help_text=_("In desk scoring before a pitch day: how many go on to it."),
    )
    seed = models.PositiveIntegerField(
        _("seed of the lot"),
        default=1,
        help_text=_("Any number, announced beforehand. The same seed gives the same ranking."),
    )
    order = models.CharField(
        _("the order follows"),
        max_length=10,
        choices=Order,
        default=Order.ADJUSTED,
        db_default=Order.ADJUSTED,
    )
    decided_by = models.CharField(
        _("who decides"),
        max_length=10,
        choices=DecidedBy,
        default=DecidedBy.CHAIR,
        db_default=DecidedBy.CHAIR,
    )
    meeting_quorum = models.PositiveSmallIntegerField(
        _("judges who must be at the meeting"),
        default=1,
        db_default=1,
        help_text=_("Fewer cannot decide."),
    )
    shares_record = models.BooleanField(
        _("the public may read the record, without names"), default=False, db_default=False
    )
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    venue_words = WordsField()
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    blind = ArrayField(
        models.CharField(max_length=10, choices=Blind),
        verbose_name=_("judges do not see"),
        default=list,
        db_default=Value([], ArrayField(models.CharField(max_length=10))),
        blank=True,
    )
    blind_answers = ArrayField(
        models.CharField(max_length=60),
        verbose_name=_("answers that judges do not see"),
        default=list,
        db_default=Value([], ArrayField(models.CharField(max_length=60))),
        blank=True,
    )
    calibrates = models.BooleanField(
        _("judges score two samples first"), default=False, db_default=False
    )
    others = models.CharField(
        _("judges see what the others gave"),
        max_length=10,
        choices=Others,
        default=Others.OWN_CARD,
        db_default=Others.OWN_CARD,
    )
    may_reopen = models.BooleanField(
        _("judges may take a scorecard back until the scores are locked"),
        default=True,
        db_default=True,
    )
    second = models.CharField(
        _("second marks after the panel has talked"),
        max_length=10,
        choices=Second,
        default=Second.NONE,
        db_default=Second.NONE,
    )
    discussed_at = models.DateTimeField(
        _("second marks open since"), null=True, blank=True, editable=False
    )
    locked_at = models.DateTimeField(_("scores locked"), null=True, blank=True, editable=False)
    proposed_at = models.DateTimeField(null=True, blank=True, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    proposed_hash = models.CharField(
        max_length=64, blank=True, default="", db_default="", editable=False
    )
    closed_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ["-starts_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="round_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=Q(quorum__gt=0), name="round_needs_a_scorecard"),
            models.CheckConstraint(
                condition=Q(each=None) | Q(kind="desk", each__gte=F("quorum")),
                name="round_shared_out_reaches_its_quorum",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(locked_at__isnull=False, closed_by__isnull=False),
                name="round_is_locked_before_it_is_decided",
            ),
            models.CheckConstraint(
                condition=Q(discussed_at=None) | ~Q(second="none"),
                name="round_has_second_marks_only_when_it_says_so",
            ),
            models.CheckConstraint(
                condition=Q(proposed_at=None, proposed_by=None, proposed_hash="")
                | Q(~Q(proposed_hash=""), proposed_at__isnull=False, proposed_by__isnull=False),
                name="round_proposed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None) | Q(proposed_by=None) | ~Q(closed_by=F("proposed_by")),
                name="round_confirmed_by_another_person",
            ),
            models.CheckConstraint(
                condition=Q(meeting_quorum__gt=0), name="round_meeting_needs_somebody"
            ),
        ]

    def __str__(self) -> str:
        return worded(self, "name")

    @property
    def place(self) -> Place:
        return Place(programme_id=self.call.programme_id, city_id=self.city_id)

    @property
    def hands_over(self) -> bool:
        """A desk round before a pitch day: it chooses who pitches, and gives no grants."""
        return self.kind == self.Kind.DESK and self.call.uses(Stage.PITCH_DAY)
