"""How long a recording is and whether it has pictures, read from its headers alone."""

import io
import struct
import wave
import zipfile
from dataclasses import dataclass
from typing import IO

from django.core.files.base import File
from django.utils.translation import gettext as _
from mutagen import FileType, MutagenError
from mutagen.mp3 import MP3
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis

from . import mp4, webm
from .refusals import refuse

BROKEN = (
    MutagenError, wave.Error, struct.error, zipfile.BadZipFile,
    ValueError, EOFError, OSError, LookupError, ArithmeticError, TypeError, AttributeError,
)  # fmt: skip
"""What a header that lies makes a reader say."""

MP4_FAMILY = ("video/mp4", "audio/mp4", "video/quicktime", "video/3gpp")


@dataclass(frozen=True)
class Recording:
    """What the headers say: the length in seconds (None when they don't), and if it is a film."""

    seconds: float | None
    is_film: bool


def exact_type(stream: IO[bytes], content_type: str) -> str:
    """Recorders write sound into files that begin like films: without pictures it is sound."""
    if content_type not in (*MP4_FAMILY, "video/webm"):
        return content_type
    try:
        is_film = _read(stream, content_type).is_film
    except BROKEN:
        return content_type
    if not is_film:
        return "audio/webm" if content_type == "video/webm" else "audio/mp4"
    return "video/mp4" if content_type == "audio/mp4" else content_type


def seconds(stream: IO[bytes], content_type: str, *, name: str) -> float | None:
    """The length of the recording. Raises ValidationError for one that is broken, or is an
    archive at the same time."""
    try:
        if zipfile.is_zipfile(stream):
            raise ValueError("also an archive")
        return _read(stream, content_type).seconds
    except BROKEN:
        refuse(_("“%(name)s” is broken. Record or save it again."), name=name)


def without_places(stream: File, content_type: str) -> File:
    """What to keep of a recording: not where and with what it was made, where the kind has that."""
    return mp4.without_places(stream) if content_type in MP4_FAMILY else stream


def _read(stream: IO[bytes], content_type: str) -> Recording:
    stream.seek(0)
    if content_type in MP4_FAMILY:
        return Recording(*mp4.length_and_pictures(stream))
    if content_type in ("video/webm", "audio/webm"):
        return Recording(*webm.length_and_pictures(stream))
    if content_type == "audio/mpeg":
        return Recording(_length(MP3(fileobj=stream)), False)
    if content_type == "audio/wav":
        return Recording(_wav(stream), False)
    return Recording(_ogg(stream), False)


def _wav(stream: IO[bytes]) -> float:
    with wave.open(stream, "rb") as sound:
        return sound.getnframes() / sound.getframerate()


def _ogg(stream: IO[bytes]) -> float:
    start = stream.read(256)
    stream.seek(0, io.SEEK_SET)
    kind = OggOpus if b"OpusHead" in start else OggVorbis
    return _length(kind(fileobj=stream))


def _length(sound: FileType) -> float:
    if sound.info is None:
        raise ValueError("no header")
    return sound.info.length
