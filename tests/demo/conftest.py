"""The demo programme, loaded once for all tests of a module."""

import pytest
from django.test.utils import override_settings

from demo.programme.load import load
from tests.own_database import own_database


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo in a database and a folder of its own; yields its Play."""
    folder = tmp_path_factory.mktemp("demo")
    media = folder / "files" / "public"
    with (
        django_db_blocker.unblock(),
        own_database("demo"),
        override_settings(ROOT=folder, MEDIA_ROOT=media, DEMO_MODE=True),
    ):
        yield load(lambda line: None)


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own(request, settings, tmp_path):
    """The demo keeps its files for the whole module."""
    if "demo" not in request.fixturenames:
        settings.MEDIA_ROOT = tmp_path / "public"
