"""Codes that people read off paper, and the squares that phones read."""

import secrets

import segno
from django.utils.safestring import SafeString, mark_safe

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without those that look like others: 0 and O, 1, I and L, U and V."""


def new_code(length: int = 6) -> str:
    return "".join(secrets.choice(LETTERS) for _place in range(length))


def as_typed(code: str) -> str:
    """A code as somebody typed it, in one spelling."""
    return "".join(code.split()).replace("-", "").upper()


def square(address: str) -> SafeString:
    """The address as a QR code: an SVG that takes the size it is given."""
    code = segno.make(address, error="m", micro=False)
    return mark_safe(code.svg_inline(omitsize=True, border=3))  # noqa: S308 (drawn here)
