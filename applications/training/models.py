"""Courses, cohorts and the business plan."""

import uuid
from datetime import timedelta
from pathlib import PurePosixPath

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, Min, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from applications.calls.models import Call
from applications.journey.models import Application
from files.models import Scan, Scanned
from files.storage import private
from programmes.models import City, Programme
from programmes.scopes import Place, scope_filter
from programmes.words import WordsField, worded

COHORT_ROLES = (Role.ADMINISTRATOR, Role.OFFICER, Role.TRAINER)


class CourseQuerySet(models.QuerySet):
    def of_call(self, call: Call) -> "CourseQuerySet":
        """Those that name the call, and those of its programme that name none: they are for all."""
        named = Course.calls.through.objects.filter(course=OuterRef("pk"))
        of_programme = self.filter(programme=call.programme_id)
        return of_programme.filter(Exists(named.filter(call=call)) | ~Exists(named))


class Course(models.Model):
    """What is taught, to whom, and how much of it must be attended to complete."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="courses", verbose_name=_("programme")
    )
    calls = models.ManyToManyField(
        Call,
        verbose_name=_("calls"),
        related_name="courses",
        blank=True,
        help_text=_("Tick none when the course is for every call of its programme."),
    )
    name = models.CharField(_("name"), max_length=120)
    name_words = WordsField()
    description = models.TextField(_("description"), blank=True)
    description_words = WordsField()
    completion_percent = models.PositiveSmallIntegerField(
        _("hours to attend (%)"),
        default=75,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def __str__(self) -> str:
        return worded(self, "name")

    def its_calls(self) -> models.QuerySet[Call]:
        """The calls that it names, or else every call of its programme."""
        named = Course.calls.through.objects.filter(course=self.pk)
        every = Call.objects.filter(programme=self.programme_id)
        return every.filter(Exists(named.filter(call=OuterRef("pk"))) | ~Exists(named))


class CohortQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CohortQuerySet":
        return self.filter(
            scope_filter(user, COHORT_ROLES, programme="course__programme", city="city")
        )

    def with_room_to_come(self) -> "CohortQuerySet":
        """Those that have not begun and have a place left, the next first; `begins` says when."""
        begins = self.annotate(begins=Min("sessions__starts_at"))
        free = begins.filter(closed_at=None, places_taken__lt=F("capacity"))
        return free.filter(begins__gt=timezone.now()).order_by("begins")


class Cohort(models.Model):
    """One run of a course in one city."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(Course, models.PROTECT, related_name="cohorts")
    name = models.CharField(_("name"), max_length=120)
    name_words = WordsField()
    city = models.ForeignKey(City, models.PROTECT, related_name="cohorts")
    venue = models.CharField(_("venue"), max_length=200)
    venue_words = WordsField()
    capacity = models.PositiveSmallIntegerField(_("places"), validators=[MinValueValidator(1)])
    languages = ArrayField(models.CharField(max_length=35), default=list, blank=True)
    notes = models.TextField(
        _("good to know"),
        blank=True,
        help_text=_("How to get there, interpreters, childcare, travel costs, food."),
    )
    notes_words = WordsField()
    places_taken = models.PositiveSmallIntegerField(default=0, editable=False)
    closed_at = models.DateTimeField(_("course closed"), null=True, blank=True, editable=False)

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        constraints = [
            models.CheckConstraint(
                condition=Q(places_taken__lte=F("capacity")), name="cohort_is_never_overfull"
            )
        ]

    def __str__(self) -> str:
        return worded(self, "name")

    @property
    def place(self) -> Place:
        return Place(programme_id=self.course.programme_id, city_id=self.city_id)

    @property
    def is_full(self) -> bool:
        return self.places_taken >= self.capacity


class Session(models.Model):
    """One meeting of a cohort."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="sessions")
    topic = models.CharField(_("topic"), max_length=160)
    topic_words = WordsField()
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return worded(self, "topic")

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at


class TrainingPlace(models.Model):
    """An application's place in a cohort: offered, waiting, accepted ..."""

    class Status(models.TextChoices):
        OFFERED = "offered", _("Offered")
        WAITING = "waiting", _("On the waiting list")
        ACCEPTED = "accepted", _("Accepted")
        COMPLETED = "completed", _("Completed")
        NOT_COMPLETED = "not_completed", _("Not completed")
        GIVEN_UP = "given_up", _("Given up")

    HOLDS_A_SEAT = (Status.ACCEPTED, Status.COMPLETED, Status.NOT_COMPLETED)
    MAY_GIVE_UP = (Status.OFFERED, Status.WAITING, Status.ACCEPTED)

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="places")
    application = models.OneToOneField(Application, models.PROTECT, related_name="training_place")
    status = models.CharField(_("status"), max_length=15, choices=Status, default=Status.OFFERED)
    offered_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("training place")
        verbose_name_plural = _("training places")
        indexes = [models.Index(fields=["cohort", "status", "offered_at"], name="place_waiting")]

    def __str__(self) -> str:
        return f"{self.application} {self.get_status_display()}"


class Attendance(models.Model):
    """Whether the holder of a place was at a session."""

    class Mark(models.TextChoices):
        PRESENT = "present", _("Present")
        LATE = "late", _("Late")
        ABSENT = "absent", _("Absent")
        EXCUSED = "excused", _("Excused")

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendance")
    training_place = models.ForeignKey(TrainingPlace, models.CASCADE, related_name="attendance")
    mark = models.CharField(_("attendance"), max_length=10, choices=Mark)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    marked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "training_place"], name="one_mark_per_session"
            )
        ]

    def __str__(self) -> str:
        return f"{self.training_place_id} {self.session_id} {self.mark}"


class CompletionOverride(models.Model):
    """An officer lets somebody go on who missed the completion rule, with a reason."""

    training_place = models.OneToOneField(
        TrainingPlace, models.CASCADE, related_name="completion_override"
    )
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("completion override")
        verbose_name_plural = _("completion overrides")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="override_has_a_reason")
        ]

    def __str__(self) -> str:
        return f"{self.training_place_id}"


def plan_path(plan: "BusinessPlan", filename: str) -> str:
    """A name that tells nothing; its ending comes from the content (see actions.upload_plan)."""
    ending = PurePosixPath(filename).suffix
    return f"plans/{plan.application.public_id}/{uuid.uuid4()}{ending}"


class BusinessPlanQuerySet(models.QuerySet):
    def usable(self) -> "BusinessPlanQuerySet":
        """Without those that had a virus: their files are deleted."""
        return self.exclude(scan=Scan.INFECTED)

    def visible_to(self, user) -> "BusinessPlanQuerySet":
        """The applicant's own, and those in the reach of officers and trainers."""
        own = Q(application__applicant__user=user) if user.is_authenticated else Q(pk__in=[])
        return self.filter(
            own
            | scope_filter(
                user,
                COHORT_ROLES,
                programme="application__call__programme",
                city="application__city",
            )
        )


class BusinessPlan(Scanned):
    """One uploaded version of a business plan. Judges see the frozen one."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="business_plans")
    version = models.PositiveSmallIntegerField(_("version"))
    file = models.FileField(_("file"), storage=private, upload_to=plan_path, max_length=200)
    original_name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("size (bytes)"))
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    frozen_at = models.DateTimeField(null=True, blank=True)

    objects = BusinessPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("business plan")
        verbose_name_plural = _("business plans")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["application", "version"], name="plan_version_once"),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(frozen_at__isnull=False),
                name="one_frozen_plan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} v{self.version}"

    @property
    def sent_by(self) -> User:
        return self.uploaded_by

    @property
    def sent_name(self) -> str:
        return self.original_name
