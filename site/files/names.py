"""What a file is called: on screens by its own name without lies, in the storage by ours."""

import mimetypes
import re
import unicodedata
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

LONGEST = 150
ENDINGS_OF_PROGRAMS = frozenset(
    [
        ".app",
        ".apk",
        ".bat",
        ".cmd",
        ".com",
        ".cpl",
        ".exe",
        ".hta",
        ".jar",
        ".jse",
        ".lnk",
        ".msi",
        ".php",
        ".pif",
        ".ps1",
        ".scr",
        ".sh",
        ".url",
        ".vbs",
        ".wsf",
    ]
)
FOLDERS = re.compile(r"[/\\]")
SPACES = re.compile(r"\s+")


def said(name: str | None) -> str:
    """A sender's name for a file, safe to repeat to that person: one line, no hidden signs."""
    last = FOLDERS.split(name or "")[-1]
    plain = "".join(each for each in last if unicodedata.category(each)[0] != "C")
    return SPACES.sub(" ", plain).strip()[-LONGEST:] or _("file")


def shown(name: str | None, ending: str) -> str:
    """The name others read: every false ending goes, the true one is put in its place.

    >>> shown("plan.pdf.exe", ".pdf")
    'plan.pdf'
    """
    stem = said(name)
    while _is_ending(suffix := PurePosixPath(f"_{stem}").suffix):
        stem = stem.removesuffix(suffix)
    return f"{stem.strip(' .') or _('file')}{ending}"


def _is_ending(suffix: str) -> bool:
    known = mimetypes.guess_type(f"x{suffix}") != (None, None)
    return bool(suffix) and (known or suffix.lower() in ENDINGS_OF_PROGRAMS)
