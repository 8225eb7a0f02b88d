"""What makes the officers' desk quick: tallies, words to search in, filters that people saved."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.calls.models import Call
from programmes.models import City, Programme, Strand
from programmes.scopes import scope_filter

from .application import CASEWORK_ROLES, Application


class TallyQuerySet(models.QuerySet):
    def reached_by(self, user) -> "TallyQuerySet":
        """The part that counts applications in the user's reach, their own ones included."""
        reach = scope_filter(user, CASEWORK_ROLES, programme="call__programme", city="city")
        return self.filter(reach)


class Tally(models.Model):
    """How many applications more or fewer stand in one place; the sum over the rows is the count.

    Triggers on applications add rows and never change one, so that nobody waits for a counter.
    `tasks.add_up` makes one row of many. Drafts are not counted.
    """

    call = models.ForeignKey(Call, models.DO_NOTHING, db_constraint=False, related_name="+")
    city = models.ForeignKey(
        City, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    strand = models.ForeignKey(
        Strand, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    state = models.CharField(max_length=20)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        null=True,
        related_name="+",
    )
    number = models.IntegerField()

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")

    def __str__(self) -> str:
        return f"{self.call_id} {self.state} {self.number:+}"


class SearchText(models.Model):
    """The words of an application that was sent: its title, its applicant's name, its answers.

    Kept by triggers, in small letters and without accents (`journey_folded`). `marks` are the
    hashes of its long texts, for finding the same text in another application. The row goes with
    its application (a rule of the database, so that no trigger can bring it back on the way).
    """

    application = models.OneToOneField(
        Application,
        models.DO_NOTHING,
        db_constraint=False,
        primary_key=True,
        related_name="search_text",
    )
    title = models.TextField()
    vector = SearchVectorField()
    marks = ArrayField(models.UUIDField(), default=list)

    class Meta:
        verbose_name = _("words of an application")
        verbose_name_plural = _("words of applications")
        indexes = [
            GinIndex(fields=["vector"], name="search_text_words"),
            GinIndex(OpClass("title", "gin_trgm_ops"), name="search_text_title"),
            GinIndex(fields=["marks"], name="search_text_marks"),
        ]

    def __str__(self) -> str:
        return self.title


class SavedFilterQuerySet(models.QuerySet):
    def offered_to(self, user) -> "SavedFilterQuerySet":
        """The user's own, and those shared with the team of a programme they work in."""
        team = scope_filter(user, CASEWORK_ROLES, programme="programme") & models.Q(
            programme__isnull=False
        )
        return self.filter(models.Q(user=user) | team)


class SavedFilter(models.Model):
    """A filter of the pipeline with a name. With a programme, its whole team sees it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    programme = models.ForeignKey(
        Programme, models.CASCADE, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name of the filter"), max_length=60)
    query = models.CharField(max_length=2000)
    saved_at = models.DateTimeField(default=timezone.now)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="saved_filter_name_once")
        ]

    def __str__(self) -> str:
        return self.name
