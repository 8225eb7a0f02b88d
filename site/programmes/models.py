"""Programmes and what they are made of: cities, themes, strands, partners, funders, roles."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from accounts.models import Organisation
from accounts.roles import SITE_ROLES, Role

from .emblems import validate_emblem
from .words import WordsField, worded


class City(models.Model):
    """A place a programme works in, with the codes that open data needs."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    name_words = WordsField()
    slug = models.SlugField(unique=True)
    ons_code = models.CharField(_("ONS code"), max_length=9, blank=True)
    latitude = models.DecimalField(
        _("latitude"), max_digits=7, decimal_places=4, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=7, decimal_places=4, null=True, blank=True
    )
    organisations = models.ManyToManyField(Organisation, related_name="cities", blank=True)

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="city_is_on_the_globe",
            )
        ]

    def __str__(self) -> str:
        return worded(self, "name")


class Theme(models.Model):
    """A field of need that projects answer, such as housing or healthcare."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    name_words = WordsField()
    slug = models.SlugField(unique=True)
    description = models.TextField(_("description"), blank=True)
    description_words = WordsField()

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["name"]

    def __str__(self) -> str:
        return worded(self, "name")


class Programme(ClusterableModel):
    """A funded programme, edited together with its strands, partners and funders.

    Amounts are in minor units (cents, pence) of its currency.
    """

    if TYPE_CHECKING:
        _default_manager: ClassVar[models.Manager["Programme"]]

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OPEN = "open", _("Open")
        DELIVERING = "delivering", _("Delivering")
        CLOSING = "closing", _("Closing")
        CLOSED = "closed", _("Closed")
        ARCHIVED = "archived", _("Archived")

    name = models.CharField(_("name"), max_length=160)
    name_words = WordsField()
    code = models.SlugField(_("code"), max_length=12, unique=True)
    summary = models.TextField(_("summary"), blank=True)
    summary_words = WordsField()
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    over_since = models.DateField(_("over since"), null=True, blank=True, editable=False)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    budget_minor = models.BigIntegerField(_("grant budget (minor units)"))
    awarded_minor = models.BigIntegerField(
        _("awarded so far (minor units)"), default=0, editable=False
    )
    target_awards = models.PositiveIntegerField(_("target number of awards"))
    lead = models.ForeignKey(Organisation, models.PROTECT, related_name="leads")
    cities = models.ManyToManyField(City, related_name="programmes")
    themes = models.ManyToManyField(Theme, related_name="programmes", blank=True)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="programme_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(awarded_minor__gte=0) & Q(awarded_minor__lte=F("budget_minor")),
                name="awarded_within_budget",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["closed", "archived"], over_since__isnull=False)
                | (~Q(state__in=["closed", "archived"]) & Q(over_since=None)),
                name="programme_that_is_over_says_since_when",
            ),
        ]

    def __str__(self) -> str:
        return worded(self, "name")

    @property
    def is_over(self) -> bool:
        """Closed or archived: it keeps its pages and takes nothing more in."""
        return self.state in (self.State.CLOSED, self.State.ARCHIVED)


class Strand(models.Model):
    """A kind of project the programme funds, such as social enterprises."""

    programme = ParentalKey(Programme, on_delete=models.PROTECT, related_name="strands")
    name = models.CharField(_("name"), max_length=120)
    name_words = WordsField()
    code = models.SlugField(_("code"), max_length=20)
    description = models.TextField(_("description"), blank=True)
    description_words = WordsField()

    class Meta:
        verbose_name = _("strand")
        verbose_name_plural = _("strands")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="strand_code_once")
        ]

    def __str__(self) -> str:
        return worded(self, "name")


class Partner(models.Model):
    """An organisation's part in a programme."""

    programme = ParentalKey(Programme, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="partnerships")
    part = models.CharField(_("part played"), max_length=200)
    part_words = WordsField()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            models.UniqueConstraint(fields=["programme", "organisation"], name="partner_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {worded(self, 'part')}"


class Funder(models.Model):
    """Who pays for a programme, and the words its pages and letters must carry."""

    programme = ParentalKey(Programme, on_delete=models.CASCADE, related_name="funders")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="funding")
    acknowledgement = models.TextField(_("acknowledgement"))
    acknowledgement_words = WordsField()
    emblem = models.FileField(
        _("emblem"), upload_to="emblems/", blank=True, validators=[validate_emblem]
    )

    class Meta:
        verbose_name = _("funder")
        verbose_name_plural = _("funders")
        constraints = [
            models.UniqueConstraint(fields=["programme", "organisation"], name="funder_once")
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class RoleAssignmentQuerySet(models.QuerySet):
    def in_force(self) -> "RoleAssignmentQuerySet":
        now = timezone.now()
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=now), starts_at__lte=now)


class RoleAssignment(models.Model):
    """A user holds a role in a scope. An empty programme, city or organisation means any."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    title = models.CharField(_("display title"), max_length=80, blank=True)
    programme = models.ForeignKey(Programme, models.CASCADE, null=True, blank=True)
    city = models.ForeignKey(City, models.CASCADE, null=True, blank=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True)
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "programme", "city", "organisation"],
                nulls_distinct=False,
                condition=Q(ends_at=None),
                name="role_once_per_scope",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")),
                name="role_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=SITE_ROLES) | Q(programme=None, city=None, organisation=None),
                name="site_role_has_no_scope",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.get_role_display()

    @property
    def is_in_force(self) -> bool:
        now = timezone.now()
        return self.starts_at <= now and (self.ends_at is None or now < self.ends_at)

    @property
    def scope(self) -> list[str]:
        """The names of what the role is limited to; empty means everywhere."""
        return [str(each) for each in (self.programme, self.city, self.organisation) if each]
