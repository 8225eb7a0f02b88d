"""References under a race: real connections, real commits."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from applications.journey.models import ReferenceCounter
from applications.journey.references import next_reference
from programmes.models import City

YEAR = 1900
"""No other test counts here, so what is committed can be taken away again by itself."""


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """The database itself, outside any transaction."""
    with django_db_blocker.unblock():
        ReferenceCounter.objects.filter(prefix=f"COV-{YEAR}").delete()
        yield
        ReferenceCounter.objects.filter(prefix=f"COV-{YEAR}").delete()
        connection.close()


@pytest.mark.usefixtures("committed")
def test_next_reference_never_gives_a_number_twice():
    city = City(name="Coventry", slug="coventry")

    def take(_):
        try:
            return next_reference(city, YEAR)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        given = sorted(pool.map(take, range(12)))
    assert given == [f"COV-{YEAR}-{number:05d}" for number in range(1, 13)]
