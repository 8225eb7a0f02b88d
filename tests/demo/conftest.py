"""The demo programme, for all tests of a module."""

from contextlib import ExitStack

import pytest

from tests.own_database import own_database
from tests.own_demo import cast, folder_of, played


@pytest.fixture(scope="module")
def demo(run_folder, django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo in a database and a folder of its own; yields everybody in it by key."""
    with django_db_blocker.unblock(), ExitStack() as exits:
        database, folder = played(run_folder)
        exits.enter_context(own_database("demo_copy", of=database))
        exits.enter_context(folder_of(folder, tmp_path_factory.mktemp("demo")))
        yield cast(run_folder)


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own(request, settings, tmp_path):
    """The demo keeps its files for the whole module."""
    if "demo" not in request.fixturenames:
        settings.MEDIA_ROOT = tmp_path / "public"
