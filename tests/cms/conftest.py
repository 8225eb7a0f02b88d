import pytest

from tests.factories.cms import make_site


@pytest.fixture
def home(db):
    """The home page of a new site in English and Arabic."""
    return make_site(name="Friendly Cities")
