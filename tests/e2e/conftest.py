"""One browser for all browser tests."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.own_demo import cast, folder_of, played

from .browser import CHROMIUM, chromium
from .running import installation


def pytest_collection_modifyitems(items) -> None:
    """Marks the browser tests and puts them first: they take longest, and what takes longest is
    not begun last. One process plays the demo while the others do what needs none."""
    mine = [item for item in items if Path(__file__).parent in item.path.parents]
    for item in mine:
        item.add_marker("browser")
    on_the_demo = [item for item in mine if "demo" in item.fixturenames]
    first = [item for item in on_the_demo if item.parent == on_the_demo[0].parent]
    turns = [*first, *(item for item in mine if item not in on_the_demo), *on_the_demo, *items]
    items[:] = dict.fromkeys(turns)


@pytest.fixture(scope="session")
def browser():
    if not Path(CHROMIUM).exists():
        pytest.fail(f"{CHROMIUM} is missing: apt-get install chromium")
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def demo(run_folder, django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, served, and everybody in it by key. What a test writes stays, so that the server
    reads it too."""
    own = tmp_path_factory.mktemp("demo")
    with django_db_blocker.unblock(), ExitStack() as exits:
        database, folder = played(run_folder)
        exits.enter_context(folder_of(folder, own))
        running = exits.enter_context(installation("demo_copy", own, of=database))
        yield running, cast(run_folder)


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own():
    """A running installation keeps its files for the whole module (see running.py)."""
