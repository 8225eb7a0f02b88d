"""Tiny recordings: real headers around nothing to hear or see."""

import struct

SCALE = 1000
"""Units a second in every header here."""


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), kind) + body


def mp4(*, seconds: int, film: bool = False) -> bytes:
    """As a phone records it: the length stands in the header."""
    return _start() + _movie(seconds * SCALE, film) + box(b"mdat", b"\0" * 16)


def mp4_from_a_phone(*, seconds: int, place: bytes) -> bytes:
    """With the place where it was made, as Android and iPhones write it."""
    android = box(b"udta", box(b"\xa9xyz", place))
    iphone = box(b"meta", box(b"ilst", place))
    return _start() + _movie(seconds * SCALE, True, android + iphone) + box(b"mdat", b"film")


def mp4_in_fragments(*, seconds: int) -> bytes:
    """As a browser records it: no length in the header, one sample a second in fragments."""
    track_default = box(b"trex", struct.pack(">IIIIII", 0, 1, 1, SCALE, 0, 0))
    start = _start() + _movie(0, False, box(b"mvex", track_default))
    return start + b"".join(_fragment(second) for second in range(seconds))


def _start() -> bytes:
    return box(b"ftyp", b"isom\0\0\2\0isomiso2mp41")


def _movie(length: int, film: bool, more: bytes = b"") -> bytes:
    header = struct.pack(">IIIII", 0, 0, 0, SCALE, length) + b"\0" * 80
    return box(b"moov", box(b"mvhd", header) + _track(b"vide" if film else b"soun", length) + more)


def _track(handler: bytes, length: int) -> bytes:
    times = box(b"mdhd", struct.pack(">IIIIII", 0, 0, 0, SCALE, length, 0))
    kind = box(b"hdlr", struct.pack(">II4s12sB", 0, 0, handler, b"", 0))
    return box(b"trak", box(b"mdia", times + kind))


def _fragment(second: int) -> bytes:
    parts = (
        box(b"tfhd", struct.pack(">II", 0x020000, 1)),
        box(b"tfdt", struct.pack(">II", 0, second * SCALE)),
        box(b"trun", struct.pack(">II", 0, 1)),
    )
    return box(b"moof", box(b"traf", b"".join(parts))) + box(b"mdat", b"\0")


def element(kind: str, body: bytes, *, open_ended: bool = False) -> bytes:
    size = b"\x01" + b"\xff" * 7 if open_ended else struct.pack(">Q", 1 << 56 | len(body))
    return bytes.fromhex(kind) + size + body


def webm(*, seconds: int, film: bool = False) -> bytes:
    """With its length in the header."""
    length = element("4489", struct.pack(">d", seconds * SCALE))
    return _document(element("1549A966", length), _tracks(film))


def webm_without_length(*, seconds: int) -> bytes:
    """As a browser records it: open ends, and only the blocks have times."""
    block = element("A3", b"\x81" + struct.pack(">h", SCALE) + b"\x80")
    cluster = element("E7", struct.pack(">I", (seconds - 1) * SCALE)) + block
    return _document(
        element("1549A966", element("2AD7B1", struct.pack(">I", 1_000_000))),
        _tracks(False),
        element("1F43B675", cluster, open_ended=True),
    )


def _tracks(film: bool) -> bytes:
    return element("1654AE6B", element("AE", element("83", b"\x01" if film else b"\x02")))


def _document(*parts: bytes) -> bytes:
    head = bytes.fromhex("1A45DFA387") + bytes.fromhex("428284") + b"webm"
    return head + element("18538067", b"".join(parts), open_ended=True)
