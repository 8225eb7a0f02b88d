"""Where the demo listens and what it keeps on disk."""

import socket
from pathlib import Path

from django.conf import settings

HOST = "127.0.0.1"
WEB_PORT = 8000
SMTP_PORT = 8025
STRIPE_PORT = 12111


def folder() -> Path:
    """The demo's own folder, made when missing."""
    place = settings.ROOT / "var" / "demo"
    place.mkdir(parents=True, exist_ok=True)
    return place


def inbox() -> Path:
    return folder() / "inbox"


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]
