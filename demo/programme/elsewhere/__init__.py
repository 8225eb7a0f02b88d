"""The demo's names in the other languages, by their English words; all made by a machine."""

from .arabic import ARABIC
from .french import FRENCH
from .ukrainian import UKRAINIAN

LANGUAGES = {"ar": ARABIC, "fr": FRENCH, "uk": UKRAINIAN}


def elsewhere(english: str) -> dict[str, str]:
    """The same words in each other language. Raises KeyError for words nobody translated."""
    return {code: words[english] for code, words in LANGUAGES.items()}
