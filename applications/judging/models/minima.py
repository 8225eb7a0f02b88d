"""What a round promised beforehand: at least so many grants in a city, or in a strand."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from programmes.models import City, Strand

from .rounds import Round


class Minimum(models.Model):
    """At least so many of the round's grants go to a city, or to a strand."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="minima")
    city = models.ForeignKey(City, models.PROTECT, null=True, blank=True, related_name="+")
    strand = models.ForeignKey(Strand, models.PROTECT, null=True, blank=True, related_name="+")
    at_least = models.PositiveSmallIntegerField(_("at least"))

    class Meta:
        verbose_name = _("promised minimum")
        verbose_name_plural = _("promised minima")
        ordering = ["city__name", "strand__name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(at_least__gt=0), name="minimum_promises_something"),
            models.CheckConstraint(
                condition=Q(city__isnull=False, strand=None) | Q(city=None, strand__isnull=False),
                name="minimum_for_a_city_or_a_strand",
            ),
            models.UniqueConstraint(fields=["round", "city"], name="minimum_once_per_city"),
            models.UniqueConstraint(fields=["round", "strand"], name="minimum_once_per_strand"),
        ]

    def __str__(self) -> str:
        return f"{self.city or self.strand}: {self.at_least}"
