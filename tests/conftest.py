"""What every test may use."""

import gc
import uuid

import pytest
from django.test.utils import override_settings, setup_databases, teardown_databases
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from wagtail.admin.menu import admin_menu

from demo import places
from demo.catcher import controller

from .factories.cms import make_site
from .own_database import a_copy, migrated_once, pointed_at
from .own_database import own_database as database_copy
from .sessions import signed_in

hypothesis_settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis_settings.load_profile("steady")
"""The same examples in every run, so that nothing fails by chance or by a slow machine."""


def pytest_collection_finish() -> None:
    """Programs and collected tests stay to the end: the collector of garbage need not go through
    all of them time and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


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


@pytest.fixture
def mail_server(settings, tmp_path):
    """The demo's catcher on a port of its own; yields the folder it fills."""
    settings.ROOT = tmp_path
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = places.free_port()
    server = controller(places.inbox(), host="127.0.0.1", port=settings.EMAIL_PORT)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def no_menu(monkeypatch):
    """The admin without its menu, so that a count of queries is the screen's own."""
    monkeypatch.setitem(vars(admin_menu), "registered_menu_items", [])


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment,
    django_db_blocker,
    django_db_keepdb,
    django_db_createdb,
    django_db_modify_db_settings,
    run_folder,
):
    """The test database. pytest-django's own makes none for a run without a `django_db` mark, and
    then a copy would be taken of the developer's database."""
    keep = django_db_keepdb and not django_db_createdb
    with django_db_blocker.unblock(), migrated_once(run_folder, keep=keep) as present:
        made = setup_databases(
            verbosity=0, interactive=False, keepdb=present, serialized_aliases=set()
        )
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def run_folder(request, tmp_path_factory):
    """A folder that all processes of this run of the tests share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(request.config, "workerinput") else own


@pytest.fixture
def own_database(django_db_setup, django_db_blocker):
    """For tests with several connections or programs: what they commit stays in a copy."""
    with django_db_blocker.unblock(), database_copy(f"copy_{uuid.uuid4().hex[:8]}"):
        yield


SPOKEN = [("en", "English"), ("ar", "Arabic")]
TWO_LANGUAGES = {"LANGUAGES": SPOKEN, "WAGTAIL_CONTENT_LANGUAGES": SPOKEN}


@pytest.fixture(scope="session")
def site_database(django_db_setup, django_db_blocker):
    """The name of a database with a new public site in two languages: it takes seconds to build."""
    with django_db_blocker.unblock(), a_copy("site") as name:
        with pointed_at(name), override_settings(**TWO_LANGUAGES):
            make_site(name="Friendly Cities")
        yield name


@pytest.fixture(scope="module")
def site_of_the_module(site_database, django_db_blocker):
    """Every test of the module finds the public site and rolls back to it."""
    with django_db_blocker.unblock(), pointed_at(site_database):
        yield
