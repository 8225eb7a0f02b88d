"""What a funder's emblem may be: a small picture, checked by its content."""

from django.db.models.fields.files import FieldFile

from files.checks import checked
from files.kinds import MEGABYTE, PICTURES

EMBLEMS = {kind: PICTURES[kind] for kind in ("image/png", "image/jpeg", "image/webp")}


def validate_emblem(emblem: FieldFile) -> None:
    """Look at a new upload only. Raises ValidationError; SVG is refused, it can carry scripts."""
    if not getattr(emblem, "_committed", True):
        checked(emblem.file, allowed=EMBLEMS, largest=2 * MEGABYTE)
