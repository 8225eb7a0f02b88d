"""What is asked again and again is planned once."""

import pytest
from django.db import connection

from database import planned

pytestmark = pytest.mark.django_db
ASKED = "SELECT count(*) FROM django_migrations WHERE app = %s"


def kept() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s",
            [ASKED.replace("%s", "%")],
        )
        return cursor.fetchone()[0]


def test_a_statement_that_is_asked_often_is_kept_with_its_plan(django_assert_num_queries):
    answers = set()
    with django_assert_num_queries(6):
        for app in ["journey", "judging"] * 3:
            with planned() as cursor:
                cursor.execute(ASKED, [app])
                answers.add((app, cursor.fetchone()[0] > 0))
    assert answers == {("journey", True), ("judging", True)}
    assert kept() == 1


def test_what_django_asks_is_never_kept():
    for _time in range(7):
        with connection.cursor() as cursor:
            cursor.execute(ASKED, ["journey"])
    assert kept() == 0
