"""What a funder's emblem may be: a small picture, checked by its content."""

from django.db.models.fields.files import FieldFile

from files.checks import MEGABYTE, checked

PICTURES = {"image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp"}


def validate_emblem(emblem: FieldFile) -> None:
    """Look at a new upload only. Raises ValidationError; SVG is refused, it can carry scripts."""
    if not getattr(emblem, "_committed", True):
        checked(emblem.file, allowed=PICTURES, largest=2 * MEGABYTE)
