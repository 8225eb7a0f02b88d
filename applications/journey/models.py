"""An application and everything said about it on its way from draft to completed grant."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE, ConcurrentTransitionMixin, FSMField, transition

from accounts.models import Person
from accounts.roles import Role
from applications.calls.models import Call, QuestionSet
from programmes.models import City, Strand
from programmes.scopes import Place, scope_filter

from .guards import Guard
from .states import BEFORE_AGREED, State

CASEWORK_ROLES = (Role.ADMINISTRATOR, Role.OFFICER)


class ApplicationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ApplicationQuerySet":
        """The applications that the user may open as their own or as their officer."""
        own = Q(applicant__user=user) if user and user.is_authenticated else Q(pk__in=[])
        return self.filter(own | self._reach(user))

    def handled_by(self, user) -> "ApplicationQuerySet":
        """The applications in the user's reach as an officer; no drafts, and never their own."""
        own = getattr(user, "person_id", None)
        return self.filter(self._reach(user)).exclude(Q(state=State.DRAFT) | Q(applicant=own))

    @staticmethod
    def _reach(user) -> Q:
        return scope_filter(user, CASEWORK_ROLES, programme="call__programme", city="city")

    def with_road(self) -> "ApplicationQuerySet":
        """Everything a list row shows, in the same number of queries however many rows."""
        return self.select_related("call__programme", "applicant", "strand", "city")


class Application(ConcurrentTransitionMixin, models.Model):
    """One project's way through one call. Amounts are minor units of the call's currency.

    `state` changes only through `workflow.advance`.
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
        _("language"), max_length=10, choices=settings.LANGUAGES, default="en"
    )
    requested_minor = models.BigIntegerField(_("amount asked (minor units)"), null=True, blank=True)
    state = FSMField(
        _("state"), default=State.DRAFT, choices=State.choices, protected=True, max_length=20
    )
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now)
    withdrawn_from = models.CharField(max_length=20, choices=State, blank=True, editable=False)
    eligibility = models.JSONField(_("eligibility answers"), default=dict, blank=True)
    submitted_at = models.DateTimeField(_("sent"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["call", "state", "-id"], name="application_pipeline"),
            models.Index(fields=["state", "-state_since"], name="application_waiting"),
            models.Index(
                fields=["call", "state"],
                include=["city", "strand", "applicant"],
                name="application_counts",
            ),
            GinIndex(OpClass(Upper("title"), "gin_trgm_ops"), name="application_title_search"),
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
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def place(self) -> Place:
        return Place(programme_id=self.call.programme_id, city_id=self.city_id)

    # The road. Each move names where it starts, what must be true and who may take it.

    @transition(
        field=state,
        source=[State.DRAFT, State.CHANGES_REQUESTED],
        target=State.SUBMITTED,
        conditions=[
            Guard("journey.call_takes_it"),
            Guard("journey.eligibility_answered"),
            Guard("journey.answers_complete"),
        ],
        permission="journey.submit",
    )
    def submit(self) -> None:
        self.submitted_at = self.submitted_at or timezone.now()

    @transition(
        field=state,
        source=State.SUBMITTED,
        target=State.CHANGES_REQUESTED,
        conditions=[Guard("journey.change_request_open")],
        permission="journey.screen",
    )
    def request_changes(self) -> None: ...

    @transition(
        field=state, source=State.SUBMITTED, target=State.ELIGIBLE, permission="journey.screen"
    )
    def find_eligible(self) -> None: ...

    @transition(
        field=state,
        source=State.SUBMITTED,
        target=State.INELIGIBLE,
        conditions=[Guard("journey.reason_and_way_on_given")],
        permission="journey.screen",
    )
    def find_ineligible(self) -> None: ...

    @transition(
        field=state,
        source=State.ELIGIBLE,
        target=State.IN_TRAINING,
        conditions=[Guard("training.place_accepted")],
        permission="journey.start_training",
    )
    def start_training(self) -> None: ...

    @transition(
        field=state,
        source=[State.IN_TRAINING, State.ELIGIBLE],
        target=State.READY_TO_PITCH,
        conditions=[Guard("training.training_done"), Guard("training.plan_is_in")],
        permission="journey.make_ready",
    )
    def become_ready(self) -> None: ...

    @transition(
        field=state,
        source=State.READY_TO_PITCH,
        target=State.SCHEDULED,
        conditions=[Guard("judging.has_slot")],
        permission="journey.schedule",
    )
    def schedule(self) -> None: ...

    @transition(
        field=state,
        source=[State.SCHEDULED, State.READY_TO_PITCH],
        target=State.JUDGED,
        conditions=[Guard("judging.pitched_if_asked"), Guard("judging.quorum_met_and_locked")],
        permission="journey.judge",
    )
    def judge(self) -> None: ...

    @transition(
        field=state,
        source=[State.JUDGED, State.RESERVE],
        target=State.AWARDED,
        conditions=[Guard("judging.decided_to_award"), Guard("awards.award_issued")],
        permission="journey.award",
    )
    def award(self) -> None: ...

    @transition(
        field=state,
        source=State.JUDGED,
        target=State.RESERVE,
        conditions=[Guard("judging.decided_to_reserve")],
        permission="journey.decide",
    )
    def hold_in_reserve(self) -> None: ...

    @transition(
        field=state,
        source=[State.JUDGED, State.RESERVE],
        target=State.NOT_FUNDED,
        conditions=[Guard("judging.decided_not_to_fund")],
        permission="journey.decide",
    )
    def turn_down(self) -> None: ...

    @transition(
        field=state,
        source=State.AWARDED,
        target=State.AGREED,
        conditions=[Guard("awards.agreement_signed")],
        permission="journey.sign",
    )
    def agree(self) -> None: ...

    @transition(
        field=state,
        source=State.AWARDED,
        target=State.OFFER_DECLINED,
        permission="journey.sign",
    )
    def decline_offer(self) -> None: ...

    @transition(
        field=state,
        source=State.AWARDED,
        target=State.OFFER_LAPSED,
        conditions=[Guard("awards.offer_ran_out")],
        permission="journey.let_offer_lapse",
    )
    def let_offer_lapse(self) -> None: ...

    @transition(
        field=state,
        source=State.AGREED,
        target=State.ACTIVE,
        conditions=[Guard("payments.first_payment_arrived")],
        permission="journey.activate",
    )
    def activate(self) -> None: ...

    @transition(
        field=state,
        source=State.ACTIVE,
        target=State.COMPLETED,
        conditions=[Guard("awards.final_report_accepted"), Guard("payments.all_settled")],
        permission="journey.complete",
    )
    def complete(self) -> None: ...

    @transition(
        field=state,
        source=[State.AGREED, State.ACTIVE],
        target=State.ENDED_EARLY,
        conditions=[Guard("payments.nothing_on_its_way")],
        permission="journey.end_early",
    )
    def end_early(self) -> None: ...

    @transition(
        field=state,
        source=list(BEFORE_AGREED),
        target=State.WITHDRAWN,
        permission="journey.withdraw",
    )
    def withdraw(self) -> None:
        self.withdrawn_from = self.state

    @transition(
        field=state,
        source=State.WITHDRAWN,
        target=RETURN_VALUE(*BEFORE_AGREED),
        conditions=[Guard("journey.withdrawn_within_a_day")],
        permission="journey.withdraw",
    )
    def undo_withdrawal(self) -> State:
        before, self.withdrawn_from = State(self.withdrawn_from), ""
        return before


class ReferenceCounter(models.Model):
    """The last number given out under one prefix, such as COV-2026."""

    prefix = models.CharField(max_length=20, primary_key=True)
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("reference counter")
        verbose_name_plural = _("reference counters")

    def __str__(self) -> str:
        return f"{self.prefix} {self.last}"


class Answer(models.Model):
    """The latest answer to one question, and who typed it. Every earlier text is kept.

    What does not fit its question yet is kept as it was typed, with `valid` false.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="answers")
    key = models.SlugField(max_length=40)
    value = models.JSONField(null=True)
    valid = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    typed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(fields=["application", "key"], name="one_answer_per_question")
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.key}"


class AnswerVersion(models.Model):
    """A text that was typed. Append-only (held by a trigger)."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="answer_versions")
    key = models.SlugField(max_length=40)
    value = models.JSONField(null=True)
    version = models.PositiveIntegerField()
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    typed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("answer version")
        verbose_name_plural = _("answer versions")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "key", "version"], name="answer_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.key} v{self.version}"


class ChangeRequest(models.Model):
    """An officer asks for better answers to named questions; only those reopen."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="change_requests")
    keys = ArrayField(models.SlugField(max_length=40), verbose_name=_("questions"))
    message = models.TextField(_("message to the applicant"))
    due_at = models.DateTimeField(_("answer by"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("change request")
        verbose_name_plural = _("change requests")
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(answered_at=None),
                name="one_open_change_request",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {', '.join(self.keys)}"


class Screening(models.Model):
    """What screening found, with the words the applicant reads."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="screening")
    eligible = models.BooleanField(_("can go on"))
    reason = models.TextField(_("reason in plain words"), blank=True)
    way_on = models.TextField(_("where to go instead"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("screening")
        verbose_name_plural = _("screenings")
        constraints = [
            models.CheckConstraint(
                condition=Q(eligible=True) | (~Q(reason="") & ~Q(way_on="")),
                name="ineligible_has_reason_and_way_on",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.eligible}"


class Extension(models.Model):
    """More time for one application, granted by a person with a reason."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="extensions")
    until = models.DateTimeField(_("until"))
    reason = models.TextField(_("reason"))
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")

    def __str__(self) -> str:
        return f"{self.application_id} until {self.until:%Y-%m-%d %H:%M}"


class Note(models.Model):
    """A note about an application, for a named audience."""

    class Audience(models.TextChoices):
        TEAM = "team", _("The programme team only")
        APPLICANT = "applicant", _("The applicant and the team")

    application = models.ForeignKey(Application, models.CASCADE, related_name="notes")
    audience = models.CharField(
        _("who can read it"), max_length=10, choices=Audience, default=Audience.TEAM
    )
    text = models.TextField(_("note"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return f"{self.application_id} {self.written_at:%Y-%m-%d}"
