"""What every test may use."""

import pytest
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
