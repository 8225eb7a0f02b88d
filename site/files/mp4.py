"""MP4 and its kin (ISO/IEC 14496-12): how long, with a film or not, and where it was made: gone."""

import io
import struct
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, NamedTuple

from django.core.files.base import File

ENTERED = frozenset({b"moov", b"trak", b"mdia", b"moof", b"traf", b"mvex"})
MOST_BOXES = 20_000
PRIVATE = frozenset({b"udta", b"meta", b"uuid"})
"""What a phone writes beside the recording: place, device, names."""
IN_MEMORY = 5 * 1024 * 1024
LARGEST_HEADER = 4 * 1024 * 1024
HEADERS = frozenset({b"mvhd", b"mdhd", b"hdlr", b"tfhd", b"tfdt", b"trun", b"trex"})


class Box(NamedTuple):
    """Where a box begins, where its body begins and where it ends, in bytes."""

    kind: bytes
    at: int
    body: int
    end: int


def boxes(stream: IO[bytes]) -> Iterator[Box]:
    """Every box down to the tracks, in order. ValueError for a file that is none of the kin."""
    end = stream.seek(0, io.SEEK_END)
    at = 0
    for _count in range(MOST_BOXES):
        if at + 8 > end:
            return
        stream.seek(at)
        size, kind = struct.unpack(">I4s", stream.read(8))
        body = at + 8
        if size == 1:
            (size,) = struct.unpack(">Q", stream.read(8))
            body = at + 16
        size = size or end - at
        if size < body - at:
            raise ValueError("a box smaller than its own header")
        yield Box(kind, at, body, min(at + size, end))
        at = body if kind in ENTERED else at + size
    raise ValueError("too many boxes")


def headers(stream: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Every header with its body."""
    for box in boxes(stream):
        if box.kind in HEADERS:
            stream.seek(box.body)
            yield box.kind, stream.read(min(box.end - box.body, LARGEST_HEADER))


def without_places(stream: File) -> File:
    """The same recording without what a phone writes beside it, such as where it was made.

    The boxes stay as empty room, so that every place in the file is where it was.
    """
    private = [box for box in boxes(stream) if box.kind in PRIVATE]
    if not private:
        return stream
    copy = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # its File closes it
    for chunk in stream.chunks():
        copy.write(chunk)
    for box in private:
        copy.seek(box.at + 4)
        copy.write(b"free")
        copy.seek(box.body)
        copy.write(bytes(box.end - box.body))
    copy.seek(0)
    return File(copy, name=stream.name)


def length_and_pictures(stream: IO[bytes]) -> tuple[float | None, bool]:
    """Seconds (None when the headers don't say), and whether there is a picture track."""
    whole, scale, handlers, ends = 0.0, 0, set(), [0.0]
    default = base = 0
    for kind, body in headers(stream):
        if kind == b"mvhd":
            units, length = _scale_and_length(body)
            whole = length / units if units else 0.0
        elif kind == b"mdhd":
            scale = _scale_and_length(body)[0] or scale
        elif kind == b"hdlr":
            handlers.add(body[8:12])
        elif kind == b"trex":
            (default,) = struct.unpack_from(">I", body, 12)
        elif kind == b"tfhd":
            default = _default_of_fragment(body) or default
        elif kind == b"tfdt":
            (base,) = struct.unpack_from(">Q" if body[0] else ">I", body, 4)
        elif kind == b"trun" and scale:
            ends.append((base + _length_of_run(body, default)) / scale)
    if not handlers:
        raise ValueError("no track")
    return max(whole, *ends) or None, b"vide" in handlers


def _scale_and_length(body: bytes) -> tuple[int, int]:
    """Units a second and the length in them, as `mvhd` and `mdhd` both begin."""
    if len(body) < (32 if body[:1] == b"\x01" else 20):
        raise ValueError("a header that is cut short")
    return struct.unpack_from(">IQ", body, 20) if body[0] else struct.unpack_from(">II", body, 12)


def _default_of_fragment(body: bytes) -> int:
    """The usual length of a sample in this fragment, or 0."""
    flags = int.from_bytes(body[1:4], "big")
    at = 8 + (8 if flags & 0x1 else 0) + (4 if flags & 0x2 else 0)
    return struct.unpack_from(">I", body, at)[0] if flags & 0x8 else 0


def _length_of_run(body: bytes, default: int) -> int:
    flags = int.from_bytes(body[1:4], "big")
    (count,) = struct.unpack_from(">I", body, 4)
    if not flags & 0x100:
        return count * default
    at = 8 + 4 * bool(flags & 0x1) + 4 * bool(flags & 0x4)
    step = 4 * sum(bool(flags & bit) for bit in (0x100, 0x200, 0x400, 0x800))
    return sum(struct.unpack_from(">I", body, each)[0] for each in range(at, len(body) - 3, step))
