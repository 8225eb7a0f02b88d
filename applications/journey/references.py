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
    prefix = f"{city.slug[:3].upper()}-{year}"
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [prefix])
        [number] = cursor.fetchone()
    return f"{prefix}-{number:05d}"
