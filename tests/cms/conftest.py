"""The public site that these tests read. It speaks English and Arabic, whatever else is offered."""

import pytest
from django.db import transaction
from django.test import override_settings

from cms.models import HomePage
from tests.factories.cms import make_site

SPOKEN = [("en", "English"), ("ar", "Arabic")]
TWO_LANGUAGES = {"LANGUAGES": SPOKEN, "WAGTAIL_CONTENT_LANGUAGES": SPOKEN}


@pytest.fixture(autouse=True)
def _two_languages():
    with override_settings(**TWO_LANGUAGES):
        yield


@pytest.fixture(scope="module")
def site_of_the_module(django_db_setup, django_db_blocker):
    """A new site, built once for a module's tests: each of them rolls back to here, and the module
    rolls back to nothing. Yields the home page's key."""
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(**TWO_LANGUAGES):
            home = make_site(name="Friendly Cities")
        yield home.pk
        transaction.set_rollback(True)


@pytest.fixture
def home(site_of_the_module, db):
    """The home page of a new site in every language."""
    return HomePage.objects.get(pk=site_of_the_module)
