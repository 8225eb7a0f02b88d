"""An installation whose public site is not built yet."""

import pytest
from wagtail.models import Page

pytestmark = pytest.mark.django_db


def test_without_a_site_wagtails_welcome_page_is_gone(client):
    assert client.get("/").status_code == 404
    assert Page.objects.filter(depth__gt=1).count() == 0
