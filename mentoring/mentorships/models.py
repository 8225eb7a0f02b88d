"""Mentors, who they are matched with, and their check-ins."""

import uuid
from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from applications.awards.models import Award
from programmes.models import City, RoleAssignment
from programmes.scopes import Place, scope_filter

STAFF = (Role.ADMINISTRATOR, Role.OFFICER)


class MentorQuerySet(models.QuerySet):
    def of_programme(self, programme_id: int) -> "MentorQuerySet":
        """Those who hold the role of mentor there, or in every programme."""
        held = RoleAssignment.objects.in_force().filter(
            Q(programme=None) | Q(programme=programme_id), role=Role.MENTOR
        )
        return self.filter(user__in=held.values("user"), user__is_active=True)


class Mentor(models.Model):
    """Somebody who walks beside grantees after the award."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mentor")
    city = models.ForeignKey(City, models.PROTECT, related_name="mentors")
    skills = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=35), default=list, blank=True)
    capacity = models.PositiveSmallIntegerField(_("mentees at most"), default=3)
    mentees = models.PositiveSmallIntegerField(_("mentees now"), default=0, editable=False)

    objects = MentorQuerySet.as_manager()

    class Meta:
        verbose_name = _("mentor")
        verbose_name_plural = _("mentors")
        constraints = [
            models.CheckConstraint(
                condition=Q(mentees__lte=F("capacity")), name="mentor_is_never_overloaded"
            )
        ]

    def __str__(self) -> str:
        return self.user.get_full_name()

    @property
    def free(self) -> int:
        """How many more mentees the mentor can take."""
        return self.capacity - self.mentees


class MentorshipQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MentorshipQuerySet":
        """A mentor's own, a grantee's own, and those in an officer's reach."""
        reach = scope_filter(
            user,
            STAFF,
            programme="award__programme",
            city="award__application__city",
        )
        if not (user and user.is_authenticated):
            return self.none()
        return self.filter(
            reach | Q(mentor__user=user) | Q(award__application__applicant__user=user)
        )

    def handled_by(self, user) -> "MentorshipQuerySet":
        """Those in the user's reach as an officer."""
        return self.filter(
            scope_filter(user, STAFF, programme="award__programme", city="award__application__city")
        )

    def mentored_by(self, user) -> "MentorshipQuerySet":
        """Those of the user, for as long as they are a mentor."""
        mentors = RoleAssignment.objects.in_force().filter(role=Role.MENTOR, user=user)
        return self.filter(mentor__user__in=mentors.values("user"))

    def of_either(self, user) -> "MentorshipQuerySet":
        """Those in which the user is the mentor or the grantee."""
        return self.filter(Q(mentor__user=user) | Q(award__application__applicant__user=user))

    def running(self) -> "MentorshipQuerySet":
        return self.filter(ended_on=None)

    def overdue(self, today: date | None = None) -> "MentorshipQuerySet":
        """Running, and the day of the next check-in has passed."""
        return self.running().filter(next_on__lt=today or timezone.localdate())

    def with_people(self) -> "MentorshipQuerySet":
        """Everything a list row shows, in one query."""
        return self.select_related(
            "mentor__user__person",
            "award__application__applicant__user",
            "award__application__call__programme",
            "award__application__city",
        )


class Mentorship(models.Model):
    """A mentor matched with an award."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="mentorships")
    award = models.ForeignKey(Award, models.PROTECT, related_name="mentorships")
    starts_on = models.DateField(_("starts on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_reason = models.CharField(_("why it ended"), max_length=200, blank=True)
    next_on = models.DateField(_("next check-in"), null=True, blank=True)
    matched_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = MentorshipQuerySet.as_manager()

    class Meta:
        verbose_name = _("mentorship")
        verbose_name_plural = _("mentorships")
        constraints = [
            models.UniqueConstraint(
                fields=["award"], condition=Q(ended_on=None), name="one_mentor_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["mentor", "next_on"], name="mentorship_due")]

    def __str__(self) -> str:
        return f"{self.award} {self.mentor}"

    @property
    def place(self) -> Place:
        return self.award.place

    @property
    def is_overdue(self) -> bool:
        return bool(not self.ended_on and self.next_on and self.next_on < timezone.localdate())


class CheckIn(models.Model):
    """One meeting of mentor and mentee, logged by the mentor and confirmed by the mentee."""

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", _("In person")
        PHONE = "phone", _("Phone")
        ONLINE = "online", _("Online")

    class Rag(models.TextChoices):
        GREEN = "green", _("Green: on track")
        AMBER = "amber", _("Amber: needs watching")
        RED = "red", _("Red: needs help now")

    class Topic(models.TextChoices):
        FINANCE = "finance", _("Money and accounts")
        LEGAL_FORM = "legal_form", _("Legal form")
        PREMISES = "premises", _("Premises")
        MARKETING = "marketing", _("Marketing")
        SALES = "sales", _("Sales")
        HIRING = "hiring", _("Hiring")
        WELLBEING = "wellbeing", _("Wellbeing")
        FUNDING = "funding", _("Funding")
        OTHER = "other", _("Something else")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mentorship = models.ForeignKey(Mentorship, models.PROTECT, related_name="check_ins")
    held_on = models.DateField(_("date"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), validators=[MinValueValidator(1)])
    mode = models.CharField(_("how you met"), max_length=10, choices=Mode)
    topics = ArrayField(
        models.CharField(max_length=12, choices=Topic), verbose_name=_("topics"), default=list
    )
    summary = models.TextField(_("summary for both of you"))
    private_note = models.TextField(_("private note"), blank=True)
    rag = models.CharField(_("how is it going"), max_length=5, choices=Rag)
    rag_reason = models.CharField(_("why"), max_length=300, blank=True)
    next_on = models.DateField(_("next check-in"), null=True, blank=True)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    logged_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    class Meta:
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        ordering = ["-held_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rag="green") | ~Q(rag_reason=""), name="amber_and_red_have_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(next_on=None) | Q(next_on__gt=F("held_on")),
                name="next_check_in_is_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentorship_id} {self.held_on}"

    @property
    def topics_in_words(self) -> str:
        return _(", ").join(str(self.Topic(topic).label) for topic in self.topics)


class Action(models.Model):
    """Something that one of the two will do before they meet again."""

    class Owner(models.TextChoices):
        MENTEE = "mentee", _("Grantee")
        MENTOR = "mentor", _("Mentor")

    check_in = models.ForeignKey(CheckIn, models.CASCADE, related_name="actions")
    owner = models.CharField(_("who"), max_length=10, choices=Owner, default=Owner.MENTEE)
    text = models.CharField(_("what"), max_length=200)
    due_on = models.DateField(_("by"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")

    def __str__(self) -> str:
        return self.text
