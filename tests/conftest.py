"""What every test may use."""

import uuid

import pytest
from django.db import connection
from django.test.utils import setup_databases
from django.utils import translation

from .sessions import signed_in


@pytest.fixture
def sign_in():
    """`sign_in(user)` returns a client with that user's session, second factor included."""
    return signed_in


@pytest.fixture(autouse=True)
def in_english():
    """A request leaves its language behind in the thread: each test starts in English."""
    translation.activate("en")


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "public"


@pytest.fixture(scope="session")
def migrated_database(django_db_setup, django_db_blocker):
    """The test database, also when no test of the run is marked as using it."""
    with django_db_blocker.unblock():
        if not connection.settings_dict["NAME"].startswith("test_"):
            setup_databases(verbosity=0, interactive=False, keepdb=True)


@pytest.fixture
def own_database(migrated_database, django_db_blocker):
    """A copy of the test database for tests with several connections; commits stay in the copy.

    What migrations put into the database is there, unlike after pytest's own transactional tests.
    """
    original = connection.settings_dict["NAME"]
    copy = f"{original}_copy_{uuid.uuid4().hex[:8]}"
    with django_db_blocker.unblock():
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{original}"')
        connection.settings_dict["NAME"] = copy
        yield
        connection.close()
        connection.settings_dict["NAME"] = original
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')
