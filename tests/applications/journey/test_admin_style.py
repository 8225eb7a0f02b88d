"""Our look inside Wagtail's admin."""

import pytest

from accounts.roles import Role
from tests.factories.programmes import user_with

pytestmark = pytest.mark.django_db


def test_admin_stylesheet_fences_every_rule(sign_in):
    response = sign_in(user_with(Role.OFFICER)).get("/admin/seedbed.css")
    css = response.content.decode()
    assert (response.status_code, response["Content-Type"]) == (200, "text/css")
    assert css.startswith(".seedbed { --flip: 1;")
    assert css.count("--paper: #fffdf8") == 2
    assert ("url(../" in css, "url(/static/img/way.svg)" in css) == (False, True)
