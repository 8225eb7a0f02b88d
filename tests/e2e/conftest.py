"""One browser for all browser tests."""

from pathlib import Path

import pytest

from .browser import CHROMIUM, chromium


def pytest_collection_modifyitems(items) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser():
    if not Path(CHROMIUM).exists():
        pytest.fail(f"{CHROMIUM} is missing: apt-get install chromium")
    with chromium() as running:
        yield running


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own():
    """A running installation keeps its files for the whole module (see running.py)."""
