"""Pages that are told with a picture."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .base import SitePage
from .media import CardPictures, SiteImage


class PicturedPage(SitePage):
    """A page with one picture above its text, which must be described for whoever can't see it."""

    image = models.ForeignKey(
        SiteImage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    image_alt = models.CharField(
        _("what the picture shows"),
        max_length=200,
        blank=True,
        help_text=_("For people who cannot see it."),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.image_id and not self.image_alt.strip():
            raise ValidationError({"image_alt": _("Say in a few words what the picture shows.")})

    @property
    def picture(self) -> SiteImage | None:
        """What readers see of it today."""
        return self.image

    @property
    def card_pictures(self) -> CardPictures | None:
        """The small picture of a card; free of queries when loaded `for_cards()`."""
        return self.picture and self.picture.for_card()
