"""References that people can say on the phone: COV-2026-00012."""

from django.db import connection

from programmes.models import City

NEXT = """
INSERT INTO journey_referencecounter (prefix, last) VALUES (%s, 1)
ON CONFLICT (prefix) DO UPDATE SET last = journey_referencecounter.last + 1
RETURNING last
"""


def next_reference(city: City, year: int) -> str:
    """The next free reference of a city's year; two callers at once never get the same."""
    return _next(f"{city.slug[:3].upper()}-{year}")


def next_test_reference(year: int) -> str:
    """The next one of staff's tests, counted apart from the applications."""
    return _next(f"TEST-{year}")


def _next(prefix: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [prefix])
        [number] = cursor.fetchone()
    return f"{prefix}-{number:05d}"
