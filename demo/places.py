"""Where the demo listens and what it keeps on disk."""

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
