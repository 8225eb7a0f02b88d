"""Pictures of the public site."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, SourceImageIOError

from freshness import Part, ahead, depends

from .consents import Consent

CARD = ("format-avif|width-640", "format-webp|width-640")
"""The small picture of a card, for browsers that read AVIF and for others."""


class SiteImage(AbstractImage):
    """A picture with who made it and who can be seen on it.

    Its description (alt text) is given where it is used.
    """

    class Shows(models.TextChoices):
        NOBODY = "nobody", _("Nobody")
        PEOPLE = "people", _("People who agreed")

    if TYPE_CHECKING:
        _default_manager: ClassVar[models.Manager["SiteImage"]]

    credit = models.CharField(
        _("credit"), max_length=160, blank=True, help_text=_("Who made the picture.")
    )
    shows = models.CharField(
        _("who can be seen on it"),
        max_length=10,
        choices=Shows,
        blank=True,
        help_text=_("A page with this picture is published only when this is answered."),
    )
    consents = models.ManyToManyField(
        Consent,
        verbose_name=_("consents of the people on it"),
        related_name="images",
        blank=True,
        help_text=_("Everybody on it. When one takes it back, the picture is deleted."),
    )
    shows_faces = models.BooleanField(_("faces can be seen"), default=False)

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "shows",
        "consents",
        "shows_faces",
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

    def for_card(self) -> "CardPictures | None":
        """None when its file is lost: a list without a picture is better than no list."""
        try:
            made = self.get_renditions(*CARD)
        except SourceImageIOError:
            return None
        return CardPictures(*(made[spec] for spec in CARD))


class SiteRendition(AbstractRendition):
    """One size and format of a picture."""

    image = models.ForeignKey(SiteImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="site_rendition_once"
            )
        ]


@dataclass(frozen=True)
class CardPictures:
    """One picture of a card in two formats, of the same size."""

    avif: SiteRendition
    webp: SiteRendition


def on_cards(path: str) -> models.Prefetch:
    """The sizes for cards of the picture at `path`, to be loaded with the rows."""
    sizes = SiteRendition.objects.filter(filter_spec__in=CARD)
    return models.Prefetch(f"{path}__renditions", sizes, to_attr="prefetched_renditions")


def with_consents(images: Iterable[SiteImage], *parts: Part) -> None:
    """Give each picture the consents of the people on it, read once until one of them changes.

    What else is to be known, `parts`, comes in the same trip to the database.
    """
    known = [(image, _consents_on(image.pk)) for image in images]
    ahead(*(consents for _image, consents in known), *parts)
    for image, consents in known:
        prefetched = image.__dict__.setdefault("_prefetched_objects_cache", {})
        prefetched["consents"] = consents.get()


def _consents_on(image_id: int) -> Part[QuerySet[Consent]]:
    def make(found: QuerySet[Consent]) -> QuerySet[Consent]:
        depends(f"image:{image_id}", *(f"consent:{each.pk}" for each in found))
        return found

    return Part(("consents on", image_id), lambda: (Consent.objects.filter(images=image_id),), make)
