"""Virus scanners for tests: ClamAV's own daemon where installed, and one that speaks as it."""

import shutil
import socket
import socketserver
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from demo.places import HOST, free_port

from .hostile import EICAR

PATIENCE = 30
NAME = "Eicar-Test-Signature"


@contextmanager
def clamd(folder: Path) -> Iterator[str]:
    """Run the real daemon with one signature, written by hand; yields its CLAMD_URL."""
    program = shutil.which("clamd", path="/usr/sbin:/usr/local/sbin:/usr/bin")
    if not program:
        pytest.skip("clamd is not installed")
    port = free_port()
    (folder / "own.ndb").write_text(f"{NAME}:0:*:{EICAR.hex()}\n")
    settings = folder / "clamd.conf"
    settings.write_text(
        f"DatabaseDirectory {folder}\nTCPSocket {port}\nTCPAddr {HOST}\nForeground yes\n"
        "OfficialDatabaseOnly no\nStreamMaxLength 110M\n"
    )
    with (folder / "clamd.log").open("wb") as output:
        daemon = subprocess.Popen([program, "-c", settings], stdout=output, stderr=output)
    try:
        _wait_for(port)
        yield f"tcp://{HOST}:{port}"
    finally:
        daemon.terminate()
        daemon.wait(timeout=PATIENCE)


def _wait_for(port: int) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        try:
            socket.create_connection((HOST, port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(port)


class Speaker(socketserver.StreamRequestHandler):
    """INSTREAM as clamd(8) describes it; `server.answer` takes the place of a look at the bytes."""

    def handle(self) -> None:
        if self.rfile.read(10) != b"zINSTREAM\0":
            return
        content = b""
        while size := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(size)
        found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"
        self.wfile.write(found if self.server.answer is None else self.server.answer)


@contextmanager
def speaker(answer: bytes | None = None) -> Iterator[str]:
    """A server that answers as clamd would, or always with `answer`; yields its CLAMD_URL."""
    with socketserver.ThreadingTCPServer((HOST, 0), Speaker) as server:
        server.answer = answer
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"tcp://{HOST}:{server.server_address[1]}"
        server.shutdown()
