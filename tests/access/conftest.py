"""The scene is built once for each module of the walk."""

import pytest
from django.db import transaction
from django.test import Client

from tests.sessions import signed_in

from .scene import build


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    """Everybody and their records, taken back when the module ends."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(scene):
    """A client for each role, and the anonymous one."""
    return {"anonymous": Client()} | {role: signed_in(user) for role, user in scene.users.items()}
