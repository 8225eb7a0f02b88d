"""Files as a ZIP that is passed on as it grows, with the SHA-256 of each at its end."""

import io
from collections.abc import Iterable, Iterator
from hashlib import sha256
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MANIFEST = "MANIFEST.sha256"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The same content gives the same bytes, whenever it is packed."""

File = tuple[str, Iterable[bytes]]


class _Sink(io.RawIOBase):
    """What the ZIP is written to; it cannot be read or gone back in, only emptied."""

    def __init__(self) -> None:
        self.kept = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data, /) -> int:
        self.kept += data
        return len(data)

    def take(self) -> bytes:
        taken = bytes(self.kept)
        self.kept.clear()
        return taken


def as_zip(files: Iterable[File]) -> Iterator[bytes]:
    """The archive in pieces; its last file is the manifest, as `sha256sum --check` reads it."""
    sink, lines = _Sink(), []
    with ZipFile(sink, "w", ZIP_DEFLATED) as archive:
        for name, parts in files:
            digest = sha256()
            with archive.open(_entry(name), "w") as out:
                for part in parts:
                    digest.update(part)
                    out.write(part)
                    yield sink.take()
            lines.append(f"{digest.hexdigest()}  {name}\n")
        with archive.open(_entry(MANIFEST), "w") as out:
            out.write("".join(lines).encode())
    yield sink.take()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, LONG_AGO)
    entry.compress_type = ZIP_DEFLATED
    return entry
