"""What a load balancer asks."""

import pytest
from django.db.migrations.recorder import MigrationRecorder

from config import health

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def asked_for_the_first_time():
    health._refuse_old_tables.cache_clear()
    yield
    health._refuse_old_tables.cache_clear()


def test_live_answers_without_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/live").json() == {"status": "live"}


def test_ready_when_everything_is_there(client):
    assert client.get("/ready").json() == {"status": "ready"}


def test_not_ready_while_migrations_are_missing(client):
    MigrationRecorder.Migration.objects.filter(app="audit").delete()
    answer = client.get("/ready")
    assert (answer.status_code, answer.json()["status"]) == (503, "migrations are missing")
