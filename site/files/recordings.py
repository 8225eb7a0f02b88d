"""How long a recording is and whether it has pictures, read from its headers alone."""

import io
import struct
import wave
import zipfile
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO

from django.core.files.base import File
from django.utils.translation import gettext as _
from mutagen import FileType, MutagenError, apev2, id3
from mutagen.mp3 import MP3
from mutagen.ogg import OggFileType
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis

from . import mp4, webm
from .mp4 import IN_MEMORY
from .refusals import refuse

BROKEN = (
    MutagenError, wave.Error, struct.error, zipfile.BadZipFile,
    ValueError, EOFError, OSError, LookupError, ArithmeticError, TypeError, AttributeError,
)  # fmt: skip
"""What a header that lies makes a reader say."""

FRAMES = 65_536
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


def without_places(stream: File, content_type: str, *, name: str) -> File:
    """What to keep of a recording: the sound and the pictures, and nothing that programs write
    beside them, such as names, days and places. Raises ValidationError for one that is broken."""
    if content_type in MP4_FAMILY:
        return mp4.without_places(stream)
    copy = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # its File closes it
    for chunk in stream.chunks():
        copy.write(chunk)
    try:
        kept = _forget(copy, content_type)
    except BROKEN:
        refuse(_("“%(name)s” is broken. Record or save it again."), name=name)
    kept.seek(0)
    return File(kept, name=stream.name)


def _forget(copy: IO[bytes], content_type: str) -> IO[bytes]:
    copy.seek(0)
    if content_type in ("video/webm", "audio/webm"):
        webm.forget_private(copy)
    elif content_type == "audio/wav":
        return _frames_alone(copy)
    elif content_type == "audio/mpeg":
        id3.delete(fileobj=copy)
        copy.seek(0)
        apev2.delete(fileobj=copy)
    else:
        sound = _kind_of_ogg(copy)(fileobj=copy)
        copy.seek(0)
        sound.delete(fileobj=copy)
    return copy


def _frames_alone(copy: IO[bytes]) -> IO[bytes]:
    """WAV can hold any other list beside its sound, so the sound is written anew."""
    with wave.open(copy, "rb") as sound:
        alone = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # its File closes it
        with wave.open(alone, "wb") as written:
            written.setparams(sound.getparams())
            while frames := sound.readframes(FRAMES):
                written.writeframes(frames)
    return alone


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
    return _length(_kind_of_ogg(stream)(fileobj=stream))


def _kind_of_ogg(stream: IO[bytes]) -> type[OggFileType]:
    start = stream.read(256)
    stream.seek(0, io.SEEK_SET)
    return OggOpus if b"OpusHead" in start else OggVorbis


def _length(sound: FileType) -> float:
    if sound.info is None:
        raise ValueError("no header")
    return sound.info.length
