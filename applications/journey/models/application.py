"""An application: one project's way through one call."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField

from accounts.models import Person
from accounts.roles import Role
from applications.calls.models import Call, QuestionSet
from applications.journey.states import State
from config import languages
from programmes.models import City, Strand
from programmes.scopes import Place, scope_filter

from .road import Road

CASEWORK_ROLES = (Role.ADMINISTRATOR, Role.OFFICER)


class ApplicationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ApplicationQuerySet":
        """The applications that the user may open as their own or as their officer."""
        own = Q(applicant=user.person_id) if user and user.is_authenticated else Q(pk__in=[])
        return self.filter(own | self._reach(user))

    def handled_by(self, user) -> "ApplicationQuerySet":
        """The applications in the user's reach as an officer; no drafts, and never their own."""
        own = getattr(user, "person_id", None)
        return self.filter(self._reach(user)).exclude(Q(state=State.DRAFT) | Q(applicant=own))

    def reached_by(self, user) -> "ApplicationQuerySet":
        """Where the user is an officer; their own applications and drafts too, for counting."""
        return self.filter(self._reach(user))

    @staticmethod
    def _reach(user) -> Q:
        return scope_filter(user, CASEWORK_ROLES, programme="call__programme", city="city")

    def with_road(self) -> "ApplicationQuerySet":
        """Everything a list row shows, in the same number of queries however many rows."""
        return self.select_related("call__programme", "applicant", "strand", "city")

    def with_desk(self) -> "ApplicationQuerySet":
        """Everything a row of the officers' pipeline shows."""
        return self.with_road().select_related("assigned_to__person", "planned")


class ApplicationManager(models.Manager.from_queryset(ApplicationQuerySet)):  # type: ignore[misc]
    """Without tests, so that no list, count, figure or letter can take one for an application."""

    def get_queryset(self) -> ApplicationQuerySet:
        return super().get_queryset().filter(is_test=False)


class Application(Road, ConcurrentTransitionMixin, models.Model):
    """One project's way through one call. Amounts are minor units of the call's currency.

    One with `is_test` is a member of staff trying the form: a draft for ever, and never counted.

    `state` changes only through `workflow.advance`, by the moves of `Road`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(_("reference"), max_length=40, unique=True)
    call = models.ForeignKey(Call, models.PROTECT, related_name="applications")
    question_set = models.ForeignKey(QuestionSet, models.PROTECT, related_name="applications")
    applicant = models.ForeignKey(Person, models.PROTECT, related_name="applications")
    strand = models.ForeignKey(Strand, models.PROTECT, verbose_name=_("strand"))
    city = models.ForeignKey(City, models.PROTECT, verbose_name=_("city"))
    title = models.CharField(_("project name"), max_length=140)
    language = models.CharField(
        _("language"), max_length=10, choices=languages.choices, default="en"
    )
    requested_minor = models.BigIntegerField(_("amount asked (minor units)"), null=True, blank=True)
    state = FSMField(
        _("state"), default=State.DRAFT, choices=State.choices, protected=True, max_length=20
    )
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now)
    withdrawn_from = models.CharField(max_length=20, choices=State, blank=True, editable=False)
    eligibility = models.JSONField(_("eligibility answers"), default=dict, blank=True)
    submitted_at = models.DateTimeField(_("sent"), null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("who reads it"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    flagged = models.BooleanField(
        _("come back to this"), default=False, db_default=False, editable=False
    )
    is_test = models.BooleanField(default=False, db_default=False, editable=False)
    stays_below = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    """The version of the questions that the applicant did not want to take over."""
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ApplicationManager()
    with_tests = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["call", "state", "-id"], name="application_pipeline"),
            models.Index(fields=["call", "-id"], name="application_newest"),
            models.Index(fields=["call", "state_since", "id"], name="application_longest"),
            models.Index(
                fields=["call", "state", "state_since", "id"], name="application_state_longest"
            ),
            models.Index(
                "call",
                Coalesce("requested_minor", 0).desc(),
                F("id").desc(),
                name="application_most_asked",
            ),
            models.Index(
                fields=["call", "-id"], name="application_flagged", condition=Q(flagged=True)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "applicant", "title"], name="application_once_per_project"
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="application_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.WITHDRAWN])
                | Q(submitted_at__isnull=False),
                name="application_past_draft_was_sent",
            ),
            models.CheckConstraint(
                condition=Q(requested_minor=None) | Q(requested_minor__gt=0),
                name="application_asks_for_more_than_nothing",
            ),
            models.CheckConstraint(
                condition=Q(is_test=False) | Q(state=State.DRAFT),
                name="application_test_stays_a_draft",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def refresh_from_db(
        self, using: Any = None, fields: Iterable[str] | None = None, from_queryset: Any = None
    ) -> None:
        """As Django does it. django-fsm takes the protection off `state` for a moment, but for
        every thread: of two people at once, one would meet an error and the other no protection.
        """
        if fields is None:
            fields = {each.attname for each in self._meta.concrete_fields}
            fields -= self.get_deferred_fields()
            self._forget_neighbours()
        if "state" in fields:
            self.__dict__.pop("state", None)  # a state that is not there may be set
        models.Model.refresh_from_db(self, using, list(fields), from_queryset)
        self._update_initial_state()

    def _forget_neighbours(self) -> None:
        self._prefetched_objects_cache: dict = {}
        for each in self._meta.related_objects:
            if each.is_cached(self):
                each.delete_cached_value(self)

    def become(self, other: "Application") -> None:
        """Be as `other`, the same application just read or written, without asking for it again."""
        for field in self._meta.concrete_fields:
            self.__dict__[field.attname] = other.__dict__[field.attname]
        self._state.fields_cache = dict(other._state.fields_cache)
        self._prefetched_objects_cache = {}
        self._update_initial_state()

    @property
    def place(self) -> Place:
        return Place(programme_id=self.call.programme_id, city_id=self.city_id)


class ReferenceCounter(models.Model):
    """The last number given out under one prefix, such as COV-2026."""

    prefix = models.CharField(max_length=20, primary_key=True)
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("reference counter")
        verbose_name_plural = _("reference counters")

    def __str__(self) -> str:
        return f"{self.prefix} {self.last}"
