"""People, the organisations they belong to, and their sign-in."""

import uuid
from datetime import timedelta

import rules
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config import languages

from .managers import SYSTEM_EMAIL, UserManager


class Person(models.Model):
    """A human being, with or without a sign-in. Holds no nationality and no immigration status."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("E-mail")
        PHONE = "phone", _("Phone call")
        TEXT = "text", _("Text message")
        WHATSAPP = "whatsapp", _("WhatsApp")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    display_name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    preferred_channel = models.CharField(
        _("best way to reach me"), max_length=10, choices=Channel, default=Channel.EMAIL
    )
    language = models.CharField(
        _("language"), max_length=10, choices=languages.choices, default="en"
    )
    spoken_languages = ArrayField(
        models.CharField(max_length=35),
        verbose_name=_("languages spoken"),
        default=list,
        blank=True,
    )
    interpreter_language = models.CharField(_("interpreter for"), max_length=35, blank=True)
    access_needs = models.TextField(_("access needs"), blank=True)
    plain_subjects = models.BooleanField(
        _("letters say nothing in their subject"), default=False, db_default=False
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [
            models.Index(Upper("email"), name="person_email"),
            models.Index(fields=["phone"], condition=~Q(phone=""), name="person_phone"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(display_name=""), name="person_has_a_name")
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def audit_label(self) -> str:
        return f"Person {self.pk}"

    @property
    def has_own_name(self) -> bool:
        """Whether somebody gave the name. The door makes one of the e-mail address until then."""
        return self.display_name != name_from(self.email)

    @property
    def likes_a_call(self) -> bool:
        """A call or a message rather than an e-mail, and gave a number for it."""
        return self.preferred_channel != self.Channel.EMAIL and bool(self.phone)


def name_from(email: str) -> str:
    """What a person is called before anybody asked them."""
    return email.partition("@")[0][:120]


class User(AbstractBaseUser, PermissionsMixin):
    """A sign-in. What its person may do is in programmes.RoleAssignment."""

    email = models.EmailField(_("e-mail"), unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="user")
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)
    refused_passkey_at = models.DateTimeField(null=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once_in_any_case")]

    def __str__(self) -> str:
        return self.email

    @property
    def audit_label(self) -> str:
        return f"User {self.pk}"

    @property
    def came_back(self) -> bool:
        """Signed in again on a later day than the first."""
        last = self.last_login
        return last is not None and last - self.date_joined > timedelta(days=1)

    @property
    def is_system(self) -> bool:
        return self.email == SYSTEM_EMAIL

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        """Where a rule of ours speaks, it decides, also for superusers; else Django's permissions.

        So nobody reads or moves casework by a flag: it takes a role, and the reading is recorded.
        The platform itself can't sign in, and does what the rules let it do.
        """
        if rules.perm_exists(perm):
            return (self.is_active or self.is_system) and rules.has_perm(perm, self, obj)
        return super().has_perm(perm, obj)

    def get_full_name(self) -> str:
        return self.person.display_name

    def get_short_name(self) -> str:
        return self.person.display_name


class Organisation(models.Model):
    """A council, university, charity, company or group, in whatever part it plays."""

    class Kind(models.TextChoices):
        LOCAL_AUTHORITY = "local_authority", _("Local authority")
        UNIVERSITY = "university", _("University")
        CHARITY = "charity", _("Charity")
        SOCIAL_ENTERPRISE = "social_enterprise", _("Social enterprise")
        COMPANY = "company", _("Company")
        PUBLIC_BODY = "public_body", _("Public body")
        GROUP = "group", _("Unregistered group")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
    )
    other_names = ArrayField(
        models.CharField(max_length=200), verbose_name=_("other names"), default=list, blank=True
    )
    website = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(parent=models.F("id")), name="organisation_is_not_its_own_parent"
            )
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationIdentifier(models.Model):
    """A number in a register, as org-id.guide names them (GB-CHC, GB-COH, GB-LAE ...)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("register"), max_length=20)
    value = models.CharField(_("number"), max_length=40)
    is_primary = models.BooleanField(_("main identifier"), default=False)

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="identifier_once"),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(is_primary=True),
                name="one_main_identifier_per_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}-{self.value}"
