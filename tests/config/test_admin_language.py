"""The admin speaks its user's language."""

import re

import pytest
from wagtail.users.models import UserProfile

from accounts.roles import Role
from tests.factories.accounts import PersonFactory
from tests.factories.programmes import ProgrammeFactory, user_with

pytestmark = pytest.mark.django_db


def html_of(client, address: str) -> dict[str, str]:
    page = client.get(address).content.decode()
    return dict(re.findall(r'(lang|dir)="(\w+)"', re.search("<html[^>]*>", page)[0]))


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_admin_speaks_its_users_language(sign_in, language, direction):
    officer = user_with(
        Role.OFFICER,
        programme=ProgrammeFactory(),
        person=PersonFactory(language=language),
    )
    assert html_of(sign_in(officer), "/admin/") == {"lang": language, "dir": direction}


def test_a_choice_in_wagtails_account_page_wins(sign_in):
    officer = user_with(
        Role.OFFICER, programme=ProgrammeFactory(), person=PersonFactory(language="ar")
    )
    UserProfile.objects.create(user=officer, preferred_language="en")
    assert html_of(sign_in(officer), "/admin/") == {"lang": "en", "dir": "ltr"}


def test_a_refusal_in_the_admin_is_worded_in_the_users_language(sign_in):
    stranger = PersonFactory(language="ar")
    client = sign_in(user_with(Role.JUDGE, programme=ProgrammeFactory(), person=stranger))
    assert html_of(client, "/admin/") == {"lang": "ar", "dir": "rtl"}
