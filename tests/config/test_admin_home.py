"""The admin's first screen, and a detail of its forms."""

import pytest

from accounts.models import Organisation
from accounts.roles import Role
from tests.factories.programmes import ProgrammeFactory, user_with

pytestmark = pytest.mark.django_db
SEARCH = 'role="search"'


@pytest.mark.parametrize(
    ("role", "searches"), [(Role.OFFICER, 0), (Role.FINANCE_APPROVER, 0), (Role.EDITOR, 1)]
)
def test_page_search_is_for_those_who_work_on_pages(sign_in, role, searches):
    scope = {} if role == Role.EDITOR else {"programme": ProgrammeFactory()}
    page = sign_in(user_with(role, **scope)).get("/admin/").content.decode()
    assert page.count(SEARCH) == searches
    assert page.count('id="waits"') == 1


def test_a_website_typed_without_a_scheme_is_a_secure_one(sign_in):
    client = sign_in(user_with(Role.ADMINISTRATOR))
    client.post(
        "/admin/organisation/new/",
        {"name": "Bread for All", "kind": "charity", "website": "bread.example.org"},
    )
    assert Organisation.objects.get().website == "https://bread.example.org"
