"""Events that people may come to, and who wants a place; cms.EventPage tells of them."""

import secrets
from zoneinfo import ZoneInfo, available_timezones

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from config import languages
from programmes.models import City, Programme, Theme
from programmes.scopes import scope_filter
from programmes.words import WordsField, worded

MOST_GUESTS = 5
PLANNERS = (Role.EDITOR, Role.OFFICER, Role.ADMINISTRATOR)


def new_token() -> str:
    return secrets.token_urlsafe(24)


def check_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("Choose a time zone such as Europe/London."))


class EventQuerySet(models.QuerySet):
    def visible_to(self, user) -> "EventQuerySet":
        """Those whose people the user may see: of the programmes and cities of their roles."""
        return self.filter(scope_filter(user, PLANNERS, programme="programme", city="city"))

    def public(self) -> "EventQuerySet":
        """Those that a page of the public site tells about."""
        return self.filter(pages__live=True).distinct()

    def coming(self) -> "EventQuerySet":
        return self.filter(ends_at__gt=timezone.now())

    def past(self) -> "EventQuerySet":
        return self.filter(ends_at__lte=timezone.now())


class Event(models.Model):
    """When and where people meet. Every language's page shows this one record.

    `places_taken` is counted by a trigger on the registrations, and a constraint keeps it within
    `capacity`: two people can't get the last place, whatever code runs. `sequence` and
    `cancelled_at` are what calendars hear (RFC 5545).
    """

    code = models.SlugField(_("short name"), unique=True, help_text=_("Used in its address."))
    name = models.CharField(_("name"), max_length=120)
    name_words = WordsField()
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    time_zone = models.CharField(
        _("time zone"), max_length=50, default="Europe/London", validators=[check_time_zone]
    )
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        related_name="events",
        verbose_name=_("programme"),
        help_text=_("Its letters thank the funders of this programme."),
    )
    city = models.ForeignKey(
        City, models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("city")
    )
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("theme")
    )
    place = models.CharField(
        _("place"), max_length=200, blank=True, help_text=_("Address, floor and how to get in.")
    )
    place_words = WordsField()
    link = models.URLField(
        _("link to join"), blank=True, help_text=_("Only people with a place get it.")
    )
    languages = ArrayField(
        models.CharField(max_length=10), verbose_name=_("languages spoken"), default=list
    )
    capacity = models.PositiveIntegerField(
        _("places"), null=True, blank=True, help_text=_("Leave it empty when there is no limit.")
    )
    cost = models.CharField(
        _("cost"), max_length=120, blank=True, help_text=_("Leave it empty when it is free.")
    )
    cost_words = WordsField()
    step_free = models.BooleanField(_("step-free way in"), default=False)
    hearing_loop = models.BooleanField(_("hearing loop"), default=False)
    childcare = models.BooleanField(_("childcare"), default=False)
    quiet_room = models.BooleanField(_("quiet room"), default=False)
    places_taken = models.PositiveIntegerField(default=0, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True, editable=False)
    forgotten_at = models.DateTimeField(null=True, editable=False)
    number_registered = models.PositiveIntegerField(_("registered"), null=True, editable=False)
    number_came = models.PositiveIntegerField(_("came"), null=True, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["ends_at"], name="event_by_end")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="event_ends_after_it_starts",
                violation_error_message=_("The end must be after the start."),
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(places_taken__lte=F("capacity")),
                name="event_is_never_overfull",
                violation_error_message=_("More people have a place already."),
            ),
            models.CheckConstraint(
                condition=~Q(place="") | ~Q(link=""),
                name="event_is_somewhere",
                violation_error_message=_("Give a place, a link, or both."),
            ),
        ]

    def __str__(self) -> str:
        return worded(self, "name")

    def clean(self) -> None:
        super().clean()
        if self.pk and self.capacity is not None and self.capacity < self.places_taken:
            raise ValidationError({"capacity": _("More people have a place already.")})

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def is_open(self) -> bool:
        """People may still ask for a place."""
        if self.cancelled_at or self.is_archived:
            return False
        return timezone.now() < self.starts_at

    @property
    def is_archived(self) -> bool:
        """Its programme has ended: the page stays, the form is gone."""
        return self.programme is not None and self.programme.is_over

    def has_room(self, party: int = 1) -> bool:
        """`party` places are free, and nobody waits for them."""
        free = self.capacity is None or self.places_taken + party <= self.capacity
        return free and not self.registrations.waiting().exists()


class RegistrationQuerySet(models.QuerySet):
    def with_a_place(self) -> "RegistrationQuerySet":
        return self.filter(state=Registration.State.COMING)

    def confirmed(self) -> "RegistrationQuerySet":
        """Those whose address said yes."""
        return self.filter(confirmed_at__isnull=False)

    def unconfirmed(self) -> "RegistrationQuerySet":
        return self.filter(confirmed_at=None)

    def waiting(self) -> "RegistrationQuerySet":
        """In the queue; whoever did not say yes is not in it."""
        return self.confirmed().filter(state=Registration.State.WAITING)

    def offered(self) -> "RegistrationQuerySet":
        return self.filter(state=Registration.State.OFFERED)


class Registration(models.Model):
    """A person, and perhaps guests, who want to come. Cancelling deletes it.

    `token` is in the person's private link alone. The address says yes at `confirmed_at`; before,
    a place may be held until `held_until`. A place on offer is held until `offered_until`.
    """

    class State(models.TextChoices):
        COMING = "coming", _("Has a place")
        WAITING = "waiting", _("On the waiting list")
        OFFERED = "offered", _("Has the offer of a place")
        HELD = "held", _("Has not said yes by e-mail yet")

    event = models.ForeignKey(Event, models.PROTECT, related_name="registrations")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=10, choices=languages.choices)
    needs = models.TextField(_("access needs"), max_length=600, blank=True)
    interpreter = models.CharField(_("interpreter for"), max_length=60, blank=True)
    guests = models.PositiveSmallIntegerField(_("guests"), default=0)
    state = models.CharField(_("state"), max_length=10, choices=State)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("said yes"), null=True, db_default=Now())
    held_until = models.DateTimeField(null=True)
    letters = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    offered_until = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    came = models.BooleanField(_("came"), default=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["event", "state", "asked_at"], name="registration_queue")]
        constraints = [
            models.UniqueConstraint(fields=["event", "email"], name="registration_once"),
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="registration_in_lower_case"
            ),
            models.CheckConstraint(
                condition=Q(guests__lte=MOST_GUESTS), name="registration_few_guests"
            ),
            models.CheckConstraint(
                condition=Q(state="offered", offered_until__isnull=False)
                | (~Q(state="offered") & Q(offered_until=None)),
                name="registration_offer_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(state="held", held_until__isnull=False)
                | (~Q(state="held") & Q(held_until=None)),
                name="registration_hold_has_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["coming", "offered"]) | Q(confirmed_at__isnull=False),
                name="registration_place_needs_a_yes",
            ),
        ]

    def __str__(self) -> str:
        return self.audit_label

    @property
    def audit_label(self) -> str:
        return f"Registration {self.pk}"

    @property
    def status(self) -> str:
        """Where the person stands, in words."""
        return str(self.get_state_display() if self.confirmed_at else self.State.HELD.label)

    @property
    def party(self) -> int:
        """Places that the person and their guests need."""
        return 1 + self.guests


class Announcement(models.Model):
    """One letter to everybody on an event's list, written by the worker a batch at a time.

    `reached` is the last registration told, in the order of their keys.
    """

    class Kind(models.TextChoices):
        CHANGED = "changed", _("Changed")
        CANCELLED = "cancelled", _("Cancelled")
        MESSAGE = "message", _("Message")

    event = models.ForeignKey(Event, models.PROTECT, related_name="announcements")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    text = models.TextField(_("text"), blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    reached = models.PositiveBigIntegerField(default=0)
    told = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("letter to an event's people")
        verbose_name_plural = _("letters to events' people")
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="message") | ~Q(text=""), name="message_says_something"
            )
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.kind}"

    @property
    def is_stale(self) -> bool:
        """What changed matters no more once the event is called off."""
        return self.kind == self.Kind.CHANGED and self.event.cancelled_at is not None
