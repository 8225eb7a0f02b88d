"""Search that doesn't mind accents: “cafe” finds “café”, and الاخاء finds الإخاء.

Words are folded alike when a page is put in the index and when somebody asks. It is done here and
not by PostgreSQL's unaccent: that knows no Arabic, and needs a right to install extensions.
"""

import unicodedata

from wagtail.search import index

SAME = str.maketrans(
    {
        "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ـ": "",
        "ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe",
    }
)  # fmt: skip
"""Letters that people type one for the other and that Unicode does not take apart. Arabic: the
forms of alef, yeh, teh marbuta and kaf, and the line that only stretches a word."""


def fold(text: str) -> str:
    """`text` in small letters, without accents and without Arabic's signs for short vowels."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each)).translate(SAME)


def folded(value: object) -> object:
    """As `fold`, for what an index field holds: words, lists and mappings of words."""
    if isinstance(value, str):
        return fold(value)
    if isinstance(value, list):
        return [folded(each) for each in value]
    if isinstance(value, dict):
        return {key: folded(each) for key, each in value.items()}
    return value


class FoldedField(index.SearchField):
    """A field whose words are put in the index folded."""

    def get_value(self, obj: object) -> object:
        return folded(super().get_value(obj))


class FoldedAutocomplete(index.AutocompleteField):
    """The same for search while typing."""

    def get_value(self, obj: object) -> object:
        return folded(super().get_value(obj))
