"""The languages of the interface: those we know, and those that are offered because complete.

Read by the settings, so nothing here needs Django to be set up. Names are in English, marked for
translation, and in the language's own script.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from django.conf import locale as django_locale
from django.conf import settings
from django.utils.dateformat import DateFormat
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CATALOGUES = Path(__file__).resolve().parents[2] / "locale"
SOURCE = "en"


class Language(NamedTuple):
    """A language we mean to offer. `bidi`: it is written from right to left."""

    code: str
    name: "StrOrPromise"
    name_local: str
    bidi: bool = False


KNOWN = (
    Language("en", _("English"), "English"),
    Language("ar", _("Arabic"), "العربية", bidi=True),
    Language("fr", _("French"), "Français"),
    Language("uk", _("Ukrainian"), "Українська"),
    Language("pl", _("Polish"), "Polski"),
    Language("fa", _("Persian"), "فارسی", bidi=True),
    Language("ckb", _("Sorani Kurdish"), "کوردیی ناوەندی", bidi=True),
    Language("ps", _("Pashto"), "پښتو", bidi=True),
    Language("ti", _("Tigrinya"), "ትግርኛ"),
    Language("ur", _("Urdu"), "اردو", bidi=True),
    Language("ro", _("Romanian"), "Română"),
    Language("so", _("Somali"), "Soomaali"),
)

GENITIVE_MONTHS = ("pl", "uk")
"""Languages that give a month another ending beside its day: 22 листопада, not 22 Листопад."""

OFFERED = ("en", "ar", "fr", "uk")
"""Only languages whose catalogue is complete: tests/config/test_translations.py holds it."""


def offered() -> list[tuple[str, "StrOrPromise"]]:
    """Django's LANGUAGES: code and English name, in the order of the switch."""
    names = {each.code: each.name for each in KNOWN}
    return [(code, names[code]) for code in OFFERED]


def choices() -> list[tuple[str, "StrOrPromise"]]:
    """The languages of the site for a field: offering one more needs no migration."""
    return list(settings.LANGUAGES)


_month_alone = DateFormat.F


def _month(self: DateFormat) -> str:
    """Our "F": every date of ours shows the day beside the month.

    Django keeps the other ending under "E", which cannot stand in one format for all languages: its
    French has a capital there.
    """
    return self.E() if get_language() in GENITIVE_MONTHS else _month_alone(self)


def tell_django() -> None:
    """Django lacks some of our languages, and writes some names in another way than we do."""
    DateFormat.F = _month  # type: ignore[method-assign]
    for each in KNOWN:
        known = django_locale.LANG_INFO.get(each.code, {})
        django_locale.LANG_INFO[each.code] = {
            "code": each.code,
            "name": str(known.get("name", each.name_local)),
            "bidi": each.bidi,
            "name_local": each.name_local,
        }


@dataclass(frozen=True)
class Catalogue:
    """Who made a language's words and who has read them, as the head of its file says."""

    code: str
    machine_made: bool
    reviewed_by: str

    @property
    def needs_review(self) -> bool:
        return self.machine_made and not self.reviewed_by


@cache
def catalogue(code: str) -> Catalogue:
    """The mark of a language's interface. English is the source and needs no review.

    `Last-Translator: Made by a machine` and `X-Reviewed-By: name, date, commit` in the head.
    """
    if code == SOURCE:
        return Catalogue(code, machine_made=False, reviewed_by="")
    head = _head(CATALOGUES / code / "LC_MESSAGES" / "django.po")
    return Catalogue(
        code,
        machine_made=head.get("Last-Translator", "").lower().startswith("made by a machine"),
        reviewed_by=head.get("X-Reviewed-By", ""),
    )


def _head(file: Path) -> dict[str, str]:
    """The fields of a catalogue's first entry; the file is read only so far."""
    fields = {}
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            if not line.strip():
                break
            name, colon, value = line.strip().strip('"').partition(": ")
            if colon and not line.startswith("#"):
                fields[name] = value.removesuffix("\\n")
    return fields
