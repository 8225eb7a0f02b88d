"""Figures about the world: each is a dated reading with a source, never an edited counter."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from programmes.models import City, Programme
from programmes.words import WordsField, worded


class Indicator(models.Model):
    """Something a programme promised to count."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="indicators", verbose_name=_("programme")
    )
    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=160)
    name_words = WordsField()
    unit = models.CharField(_("unit"), max_length=40)
    unit_words = WordsField()
    target = models.PositiveIntegerField(_("target"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="indicator_code_once")
        ]

    def __str__(self) -> str:
        return worded(self, "name")


class Reading(models.Model):
    """The value of an indicator on a date, with where it comes from."""

    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="readings", verbose_name=_("indicator")
    )
    city = models.ForeignKey(City, models.PROTECT, null=True, blank=True, verbose_name=_("city"))
    value = models.PositiveIntegerField(_("value"))
    as_of = models.DateField(_("on"))
    source = models.CharField(_("source"), max_length=300)
    source_words = WordsField()
    note = models.CharField(_("note"), max_length=300, blank=True)
    note_words = WordsField()

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        ordering = ["-as_of"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "city", "as_of"],
                nulls_distinct=False,
                name="one_reading_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value} ({self.as_of})"
