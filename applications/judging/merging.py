"""What a judge gives, field by field, so that two screens of one judge never overwrite unseen.

Each field on a screen comes with a token of what was stored when it was shown. Sent again, a field
whose token still fits was not changed here; one that was changed here and elsewhere is a clash. The
tokens come from what is stored: no clock of a phone and no order of arrival decides.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from .given import Given, mark_of

WORDS = ("comment", "private_note")


@dataclass(frozen=True)
class Merged:
    """What there is now, and the fields that two screens changed differently."""

    given: Given
    clashes: tuple[str, ...]


def fields_of(given: Given) -> dict[str, str]:
    """By the name that it has on the form; what is open is left out."""
    marks = {f"c{key}": str(value) for key, value in given.marks.items()}
    words = {name: getattr(given, name) for name in WORDS}
    return marks | {name: text for name, text in words.items() if text}


def token(value: str) -> str:
    """Stands for a value on a screen; nothing for nothing."""
    return sha256(value.encode()).hexdigest()[:12] if value else ""


def tokens(stored: Given, *, like: Given, names: Iterable[str]) -> dict[str, str]:
    """A token for each named field that is stored as it is in `like`.

    A screen that shows something else keeps its older token, and so what it knows.
    """
    there, here = fields_of(stored), fields_of(like)
    return {
        name: token(there.get(name, ""))
        for name in names
        if there.get(name, "") == here.get(name, "")
    }


def merged(stored: Given, sent: Given, seen: Mapping[str, str]) -> Merged:
    """`sent` laid over `stored`, given the tokens of what the screen had shown."""
    there, here = fields_of(stored), fields_of(sent)
    clashes = []
    kept = dict(there)
    for name in there.keys() | here.keys():
        old, new, shown = there.get(name, ""), here.get(name, ""), seen.get(name, "")
        if new == old or token(new) == shown:
            continue
        if token(old) == shown:
            kept[name] = new
        else:
            clashes.append(name)
    return Merged(given_of(kept), tuple(sorted(clashes)))


def given_of(fields: Mapping[str, str]) -> Given:
    """The other way round."""
    marks = {
        int(name[1:]): mark_of(value)
        for name, value in fields.items()
        if name not in WORDS and value
    }
    return Given(marks, fields.get("comment", ""), fields.get("private_note", ""))
