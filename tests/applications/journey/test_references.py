"""References under a race: real connections, real commits."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from applications.journey.references import next_reference
from programmes.models import City


@pytest.mark.django_db(transaction=True)
def test_next_reference_never_gives_a_number_twice():
    city = City(name="Coventry", slug="coventry")

    def take(_):
        try:
            return next_reference(city, 2026)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        given = sorted(pool.map(take, range(12)))
    assert given == [f"COV-2026-{number:05d}" for number in range(1, 13)]
