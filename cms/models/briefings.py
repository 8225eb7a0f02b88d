"""What applicants should know about a theme."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import TranslatableMixin

from programmes.models import Theme


class ThemeBriefing(TranslatableMixin, models.Model):
    """The briefing of a theme in one language, shown on the pages of its calls."""

    theme = models.ForeignKey(
        Theme, models.CASCADE, related_name="briefings", verbose_name=_("theme")
    )
    body = RichTextField(
        _("briefing"),
        help_text=_("What is needed, who works on it, what was tried. Half a page."),
    )

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("theme briefing")
        verbose_name_plural = _("theme briefings")
        ordering = ["theme__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "locale"],
                name="briefing_once_per_language",
                violation_error_message=_("This theme has a briefing in this language."),
            )
        ]

    def __str__(self) -> str:
        return str(self.theme)
