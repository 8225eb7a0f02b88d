"""Pictures of the public site."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition


class SiteImage(AbstractImage):
    """A picture with who made it. Its description (alt text) is given where it is used."""

    if TYPE_CHECKING:
        _default_manager: ClassVar[models.Manager["SiteImage"]]

    credit = models.CharField(
        _("credit"), max_length=160, blank=True, help_text=_("Who made the picture.")
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]


class SiteRendition(AbstractRendition):
    """One size and format of a picture."""

    image = models.ForeignKey(SiteImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="site_rendition_once"
            )
        ]
