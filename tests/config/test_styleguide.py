"""Staff can look at every component."""

import pytest

from accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.programmes import user_with

pytestmark = pytest.mark.django_db


def test_styleguide_shows_components_in_both_directions_to_staff(sign_in):
    page = sign_in(user_with(Role.EDITOR)).get("/styleguide/")
    assert page.status_code == 200
    text = page.content.decode()
    assert text.count('class="road') >= 2
    assert text.count('dir="rtl"') >= 1


def test_styleguide_is_not_for_applicants(sign_in):
    assert sign_in(UserFactory()).get("/styleguide/").status_code == 403
