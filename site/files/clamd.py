"""Asks ClamAV's daemon about a file: INSTREAM of clamd(8), over TCP or a local socket."""

import socket
from contextlib import suppress
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings

CHUNK = 64 * 1024
PATIENCE = 60
LONGEST_ANSWER = 4096


class ScannerFailed(Exception):
    """The scanner is not there or did not finish; try again later."""


def is_on() -> bool:
    return bool(settings.CLAMD_URL)


def virus_in(stream: IO[bytes]) -> str:
    """The name of the virus found in `stream`; empty when it is clean. Raises ScannerFailed."""
    try:
        with _connection() as scanner:
            answer = _ask(scanner, stream)
    except OSError as gone:
        raise ScannerFailed(str(gone)) from gone
    if answer == "stream: OK":
        return ""
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    raise ScannerFailed(answer or "no answer")


def _connection() -> socket.socket:
    address = urlsplit(settings.CLAMD_URL)
    if address.scheme == "unix":
        scanner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        scanner.settimeout(PATIENCE)
        scanner.connect(address.path)
        return scanner
    return socket.create_connection((address.hostname or "", address.port or 3310), PATIENCE)


def _ask(scanner: socket.socket, stream: IO[bytes]) -> str:
    with suppress(BrokenPipeError, ConnectionResetError):  # it hung up early: its answer says why
        scanner.sendall(b"zINSTREAM\0")
        while chunk := stream.read(CHUNK):
            scanner.sendall(len(chunk).to_bytes(4, "big") + chunk)
        scanner.sendall(bytes(4))
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        if not (more := scanner.recv(LONGEST_ANSWER)):
            break
        answer += more
    return answer.rstrip(b"\0\n").decode(errors="replace")
