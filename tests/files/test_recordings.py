"""What programs write beside the sound of a recording, such as where it was made, is not kept."""

import io
import struct

import pytest
from mutagen.id3 import ID3, TIT2
from mutagen.ogg import OggPage

from files.checks import checked
from files.kinds import FILM, SOUND
from tests.factories import media, uploads
from tests.factories.uploads import upload

PLACE = b"Kitchen 52.4081 -1.5106"


def mp3() -> bytes:
    """Two seconds of silence by somebody who left their place in the title."""
    target = io.BytesIO(b"")
    tags = ID3()
    tags.add(TIT2(encoding=0, text=PLACE.decode()))
    tags.save(target)
    return target.getvalue() + (b"\xff\xfb\x90\x00" + bytes(413)) * 77


def opus() -> bytes:
    said = b"LOCATION=" + PLACE
    tags = b"OpusTags" + struct.pack("<I", 3) + b"pen" + struct.pack("<II", 1, len(said)) + said
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48_000, 0, 0)
    pages = []
    for number, packet in enumerate((head, tags, b"\xfc" + bytes(10))):
        page = OggPage()
        page.packets, page.serial, page.sequence = [packet], 1, number
        page.first, page.last = number == 0, number == 2
        page.position = 2 * 48_000 if number == 2 else 0
        pages.append(page.write())
    return b"".join(pages)


def wav() -> bytes:
    sound, note = uploads.wav(2), b"INFOICMT" + struct.pack("<I", len(PLACE) + 1) + PLACE + b"\0"
    more = b"LIST" + struct.pack("<I", len(note)) + note
    return sound[:4] + struct.pack("<I", len(sound) + len(more) - 8) + sound[8:] + more


def webm() -> bytes:
    tag = media.element("7373", media.element("67C8", media.element("4487", PLACE)))
    return media.webm(seconds=2) + media.element("1254C367", tag)


@pytest.mark.parametrize("recording", [mp3, opus, wav, webm])
def test_place_written_beside_the_sound_is_not_kept(recording):
    sent = recording()
    found = checked(upload(sent, "voice"), allowed={**SOUND, **FILM})
    kept = found.content.read()
    again = checked(upload(kept, "voice"), allowed={**SOUND, **FILM})
    assert (PLACE in sent, PLACE in kept) == (True, False)
    assert (round(found.seconds), again.seconds, again.sha256) == (2, found.seconds, found.sha256)
