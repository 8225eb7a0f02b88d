"""Facts and rows as text, in pieces that are passed on as they grow."""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from files.tables import harmless

PIECE = 64_000
"""Characters, about."""
CHUNK = 200
"""Rows read at once."""


def as_json(facts: object) -> Iterator[bytes]:
    yield from in_pieces(json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(facts))
    yield b"\n"


def in_pieces(words: Iterable[str]) -> Iterator[bytes]:
    """Many short pieces of a text as few longer ones."""
    kept = io.StringIO()
    for each in words:
        kept.write(each)
        if kept.tell() > PIECE:
            yield _taken(kept)
    yield _taken(kept)


def as_csv(heading: list[str], rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """Lines in pieces; what a spreadsheet would take for a formula is marked as text."""
    kept = io.StringIO()
    writer = csv.writer(kept)
    writer.writerow(heading)
    for row in rows:
        writer.writerow([harmless(each) if isinstance(each, str) else each for each in row])
        if kept.tell() > PIECE:
            yield _taken(kept)
    yield _taken(kept)


def _taken(kept: io.StringIO) -> bytes:
    taken = kept.getvalue().encode()
    kept.seek(0)
    kept.truncate()
    return taken
