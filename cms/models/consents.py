"""What a person agreed to about their story and their pictures."""

import secrets
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from config import languages


def new_token() -> str:
    return secrets.token_urlsafe(24)


def today() -> date:
    return timezone.localdate()


class ConsentQuerySet(models.QuerySet):
    def valid_for(self, use: "Consent.Use", on: date | None = None) -> "ConsentQuerySet":
        """Consents in force on a day (today), last day included, for one use."""
        return self.filter(
            withdrawn_at=None, until__gte=on or timezone.localdate(), uses__contains=[use]
        )

    def not_valid_for(self, use: "Consent.Use") -> "ConsentQuerySet":
        """Consents that do not cover one use today: taken back, ended, or never for it."""
        return self.filter(
            Q(withdrawn_at__isnull=False)
            | Q(until__lt=timezone.localdate())
            | ~Q(uses__contains=[use])
        )


class Consent(models.Model):
    """A person's yes to telling their story: where, under which name, until when.

    The person holds `token` in a private link that takes it back at any time, without a reason.
    A person may give several: one for this website until one day, one for print until another.
    """

    class Use(models.TextChoices):
        WEB = "web", _("This website")
        PRINT = "print", _("Print")
        SOCIAL = "social", _("Social media")
        PRESS = "press", _("Newspapers, radio and television")

    class ShownAs(models.TextChoices):
        NAME = "name", _("Their name")
        PSEUDONYM = "pseudonym", _("Another name")

    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="consents", editable=False
    )
    name = models.CharField(
        _("who agreed"), max_length=120, help_text=_("Their own name. It is never published.")
    )
    email = models.EmailField(
        _("e-mail"),
        blank=True,
        help_text=_("We send them a private link. With it they can take the story down."),
    )
    language = models.CharField(
        _("language to write to them"), max_length=10, choices=languages.choices, default="en"
    )
    uses = ArrayField(
        models.CharField(max_length=10, choices=Use), verbose_name=_("where we may use the story")
    )
    shown_as = models.CharField(
        _("name shown"), max_length=10, choices=ShownAs, default=ShownAs.PSEUDONYM
    )
    shown_name = models.CharField(
        _("name to print"), max_length=80, help_text=_("The name that readers see.")
    )
    shows_face = models.BooleanField(_("pictures may show their face"), default=False)
    given_on = models.DateField(_("given on"), default=today)
    given_how = models.CharField(
        _("how it was given"), max_length=160, help_text=_("For example: signed form, 3 May.")
    )
    until = models.DateField(
        _("valid until"), help_text=_("The story comes down by itself after this day.")
    )
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True, editable=False)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("given_on")), name="consent_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(shown_name="") & ~Q(given_how=""), name="consent_says_who_and_how"
            ),
            models.CheckConstraint(condition=~Q(uses=[]), name="consent_is_for_something"),
        ]

    def __str__(self) -> str:
        return f"{self.shown_name} ({self.until:%Y-%m-%d})"

    @property
    def name_is_changed(self) -> bool:
        return self.shown_as == self.ShownAs.PSEUDONYM

    @property
    def use_names(self) -> list[str]:
        """The uses in words."""
        return [str(self.Use(use).label) for use in self.uses]

    def is_valid_for(self, use: "Consent.Use", on: date | None = None) -> bool:
        """Whether the story may be used there on a day (today); the last day counts."""
        return (
            self.withdrawn_at is None
            and use in self.uses
            and (on or timezone.localdate()) <= self.until
        )
