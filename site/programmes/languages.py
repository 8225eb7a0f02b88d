"""Languages that people speak, by their BCP 47 codes, with names anybody can read."""

from collections.abc import Iterable

from babel import Locale, UnknownLocaleError
from babel.dates import get_timezone_location
from django.utils.translation import get_language, gettext

SPOKEN = (
    "en", "ar", "fa", "ku", "ps", "ti", "am", "so", "ur", "pa", "bn",
    "tr", "pl", "ro", "ru", "uk", "fr", "es", "pt", "sw", "zh", "vi",
)  # fmt: skip
"""Languages offered in forms; records may hold any code."""


def language_name(code: str, language: str | None = None) -> str:
    """The language's name in `language` (the reader's, if not said); the code when unknown."""
    try:
        return Locale.parse(code.replace("-", "_")).get_display_name(_locale(language)) or code
    except (UnknownLocaleError, ValueError):
        return code


def language_names(codes: Iterable[str]) -> str:
    """Names for a sentence: “English, Arabic”."""
    return gettext(", ").join(language_name(code) for code in codes)


def language_choices() -> list[tuple[str, str]]:
    """Choices for a form, in the alphabetical order of the reader's language."""
    return sorted(((code, language_name(code)) for code in SPOKEN), key=lambda each: each[1])


def zone_name(zone: str) -> str:
    """The time zone in the reader's words: “United Kingdom Time” for Europe/London."""
    return get_timezone_location(zone, locale=_locale())


def _locale(language: str | None = None) -> str:
    """Babel's spelling of the language, the reader's if not said."""
    return (language or get_language() or "en").replace("-", "_")
