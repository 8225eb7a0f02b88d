"""The cache's table in PostgreSQL holds counts of tries: none is lost, none stays for ever."""

import pytest
from django.core.cache import cache
from django.db import connection

from config.tasks import empty_cache

pytestmark = pytest.mark.django_db
OTHERS = """
INSERT INTO shared_cache SELECT ':1:z' || number, '', now() + interval '1 hour'
FROM generate_series(1, 1000) number
"""


def in_sql(statement: str) -> list:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def test_a_thousand_other_counts_push_none_out():
    cache.set("a", 20)
    in_sql(OTHERS)
    cache.set("b", 1)
    assert cache.get("a") == 20


def test_what_is_over_its_time_goes():
    cache.set("over", 1)
    in_sql("UPDATE shared_cache SET expires = now() - interval '1 second'")
    cache.set("counts", 1)
    empty_cache(0)
    assert in_sql("SELECT cache_key FROM shared_cache") == [(":1:counts",)]
