"""What a file lacks for people who cannot see or hear it, in plain sentences for the team."""

from django.utils.translation import gettext as _

from files.kinds import PDF

from .models import Copy


def missing(copy: Copy) -> list[str]:
    """Empty when everybody can read it, as far as a program can tell. One sentence a problem."""
    if not copy.file or copy.text:
        return []
    if copy.content_type == PDF:
        return [] if copy.has_tags else [_untagged()]
    kind = copy.content_type.partition("/")[0]
    if kind == "image":
        return [_("A picture of words cannot be read aloud. Add the same words as text.")]
    if kind in ("video", "audio"):
        return [_("Who cannot hear it misses what is said. Add the words as text.")]
    return []


def _untagged() -> str:
    return _(
        "This PDF has no tags, so screen readers may read it wrongly. "
        "Save it again as a PDF with tags, or add the same words as text."
    )
