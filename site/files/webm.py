"""Reads the headers of WebM (EBML, RFC 8794): length, and whether there is a film. Empties what
names people and places.

Browsers that record write no length; the time of the last block is the next best.
"""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

EBML, SEGMENT, INFO, TRACKS, TRACK, CLUSTER, GROUP = (
    0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0x1F43B675, 0xA0,
)  # fmt: skip
SCALE, DURATION, TRACK_TYPE, CLUSTER_TIME, SIMPLE_BLOCK, BLOCK = (
    0x2AD7B1, 0x4489, 0x83, 0xE7, 0xA3, 0xA1,
)  # fmt: skip
TAGS, ATTACHMENTS, CHAPTERS, TITLE, DATE, VOID = (
    0x1254C367, 0x1941A469, 0x1043A770, 0x7BA9, 0x4461, 0xEC,
)  # fmt: skip
PRIVATE = frozenset({TAGS, ATTACHMENTS, CHAPTERS, TITLE, DATE})
ENTERED = frozenset({SEGMENT, INFO, TRACKS, TRACK, CLUSTER, GROUP})
VALUES = frozenset({SCALE, DURATION, TRACK_TYPE, CLUSTER_TIME, SIMPLE_BLOCK, BLOCK})
MOST_ELEMENTS = 200_000
NANOSECONDS = 1_000_000_000


@dataclass(frozen=True)
class Element:
    """Where an element stands in the file: its first byte, its body's, and how long that is."""

    kind: int
    at: int
    body: int
    size: int

    @property
    def end(self) -> int:
        return self.body + self.size


def walk(stream: IO[bytes]) -> Iterator[Element]:
    """Every element, in order. ValueError for something else than WebM."""
    end = stream.seek(0, io.SEEK_END)
    at = 0
    for number in range(MOST_ELEMENTS):
        if at >= end:
            return
        stream.seek(at)
        kind, taken = _number(stream, keep_marker=True)
        size, more = _number(stream)
        if number == 0 and kind != EBML:
            raise ValueError("not WebM")
        element = Element(kind, at, at + taken + more, size)
        yield element
        at = element.body if kind in ENTERED else element.end
    raise ValueError("too many elements")


def elements(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Every value we need with its first bytes, in order. ValueError for something else."""
    for each in walk(stream):
        if each.kind in VALUES:
            stream.seek(each.body)
            yield each.kind, stream.read(min(each.size, 8))


def forget_private(stream: IO[bytes]) -> None:
    """Make empty room of names, dates and attachments, so that every place stays where it was."""
    end = stream.seek(0, io.SEEK_END)
    for each in [one for one in walk(stream) if one.kind in PRIVATE and one.end <= end]:
        stream.seek(each.at)
        stream.write(_void(each.end - each.at))


def _void(length: int) -> bytes:
    """An element that says nothing, `length` bytes in all."""
    if length < 9:
        return bytes([VOID, 0x80 | (length - 2)]) + bytes(length - 2)
    return bytes([VOID, 1]) + (length - 9).to_bytes(7, "big") + bytes(length - 9)


def _number(stream: IO[bytes], *, keep_marker: bool = False) -> tuple[int, int]:
    """A number of variable length, and how many bytes it took."""
    first = stream.read(1)
    if not first or not first[0]:
        raise ValueError("not a number")
    length = 9 - first[0].bit_length()
    value = int.from_bytes(first + stream.read(length - 1), "big")
    return (value if keep_marker else value & ((1 << 7 * length) - 1)), length


def length_and_pictures(stream: IO[bytes]) -> tuple[float | None, bool]:
    """Seconds (None when there is no block either), and whether there is a picture track."""
    scale, said, cluster, last = 1_000_000, 0.0, 0, 0
    kinds = set()
    for kind, value in elements(stream):
        if kind == SCALE:
            scale = int.from_bytes(value, "big")
        elif kind == DURATION:
            (said,) = struct.unpack(">f" if len(value) == 4 else ">d", value)
        elif kind == TRACK_TYPE:
            kinds.add(int.from_bytes(value, "big"))
        elif kind == CLUSTER_TIME:
            cluster = int.from_bytes(value, "big")
        else:
            track = 9 - value[0].bit_length()
            last = max(last, cluster + struct.unpack_from(">h", value, track)[0])
    if not kinds:
        raise ValueError("no track")
    return max(said, last) * scale / NANOSECONDS or None, 1 in kinds
