"""What projects are scored against."""

from django.db import models
from django.db.models import F, Q
from django.utils.formats import number_format as spoken_number
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from applications.calls.models import Call
from programmes.scopes import scope_filter
from programmes.words import WordsField, worded

RUNNERS = (Role.ADMINISTRATOR, Role.OFFICER)
"""Who sets up rubrics, rounds and panels."""


def calls_run_by(user) -> models.QuerySet[Call]:
    """The calls in the user's reach as an officer, whichever of their cities it is."""
    reach = scope_filter(user, RUNNERS, programme="programme", city="cities")
    return Call.objects.filter(pk__in=Call.objects.filter(reach).values("pk"))


SETTINGS = ("scale_min", "scale_max", "gives_feedback", "needs_comment", "pass_mark")
"""What a copy of a rubric has from it, beside its criteria."""


class RubricQuerySet(models.QuerySet):
    def visible_to(self, user) -> "RubricQuerySet":
        """The rubrics of those calls."""
        return self.filter(call__in=calls_run_by(user)).select_related("call__programme")


class Rubric(models.Model):
    """One version of what a call's projects are scored against.

    Triggers freeze it, with its criteria, when the first scorecard is begun.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="rubrics", verbose_name=_("call"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    scale_min = models.SmallIntegerField(_("lowest mark"), default=0)
    scale_max = models.SmallIntegerField(_("highest mark"), default=5)
    gives_feedback = models.BooleanField(
        _("applicants read feedback on each criterion"),
        default=False,
        db_default=False,
        help_text=_("One person writes it, another approves it, then the round is decided."),
    )
    needs_comment = models.BooleanField(
        _("every scorecard needs a comment"),
        default=False,
        db_default=False,
        help_text=_("Then there is always something to draw feedback from."),
    )
    pass_mark = models.DecimalField(
        _("pass mark"),
        max_digits=6,
        decimal_places=1,
        null=True,
        blank=True,
        help_text=_("For the mean of all points that the round ranks by."),
    )
    frozen_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = RubricQuerySet.as_manager()

    class Meta:
        verbose_name = _("rubric")
        verbose_name_plural = _("rubrics")
        ordering = ["call", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["call", "version"], name="rubric_version_once"),
            models.CheckConstraint(
                condition=Q(scale_max__gt=F("scale_min")), name="rubric_scale_has_room"
            ),
            models.CheckConstraint(
                condition=Q(pass_mark__range=(F("scale_min"), F("scale_max"))),
                name="rubric_pass_mark_is_on_the_scale",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call} v{self.version}"

    @property
    def scale(self) -> range:
        """Every mark that can be given."""
        return range(self.scale_min, self.scale_max + 1)

    @property
    def needed(self) -> str:
        """The pass mark of the whole in words; nothing where there is none."""
        if self.pass_mark is None:
            return ""
        return gettext("Needed for all points together: at least %(mark)s") % {
            "mark": spoken_number(self.pass_mark)
        }

    def copy_for(self, call: Call, version: int = 1) -> "Rubric":
        """The same settings for `call`, not saved and not frozen."""
        same = {name: getattr(self, name) for name in SETTINGS}
        return Rubric(call=call, version=version, **same)


class Criterion(models.Model):
    """One line of a rubric. `points` holds what a mark means: `{"0": "...", "5": "..."}`,
    and `points_words` the same for each other language. A trigger keeps `pass_mark` on the scale.
    """

    rubric = models.ForeignKey(Rubric, models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name"), max_length=120)
    name_words = WordsField()
    description = models.TextField(_("what to look for"), blank=True)
    description_words = WordsField()
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    points = models.JSONField(_("what each mark means"), default=dict, blank=True)
    points_words = WordsField()
    allows_not_applicable = models.BooleanField(_("may be “does not apply”"), default=False)
    pass_mark = models.SmallIntegerField(_("pass mark"), null=True, blank=True)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["rubric", "position"], name="criterion_position_once"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="criterion_counts"),
        ]

    def __str__(self) -> str:
        return worded(self, "name")

    @property
    def needed(self) -> str:
        """The pass mark in words; nothing where there is none."""
        if self.pass_mark is None:
            return ""
        return gettext("Needed: at least %(mark)s") % {"mark": self.pass_mark}

    @property
    def meanings(self) -> list[tuple[str, str]]:
        """Each described mark with what it stands for, in the reader's language."""
        return [(mark, self.meaning_of(int(mark))) for mark in self.points]

    def meaning_of(self, mark: int) -> str:
        """What `mark` stands for, in the reader's language where it is there."""
        spoken = self.points_words.get(get_language(), {})
        return spoken.get(str(mark)) or self.points.get(str(mark), "")
