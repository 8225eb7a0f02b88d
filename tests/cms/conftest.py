"""The public site that these tests read. It speaks English and Arabic, whatever else is offered."""

import pytest
from django.test import override_settings

from cms.models import HomePage
from tests.conftest import TWO_LANGUAGES


@pytest.fixture(autouse=True)
def _two_languages():
    with override_settings(**TWO_LANGUAGES):
        yield


@pytest.fixture
def home(site_of_the_module, db):
    """The home page of a new site in every language."""
    return HomePage.objects.get(locale__language_code="en")
