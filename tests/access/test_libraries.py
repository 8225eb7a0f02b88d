"""Wagtail's admin and allauth, tried at every address by people who have no business there."""

import pytest
from django.urls import reverse

from .table_libraries import ENTRANCE, OPEN_IN_ADMIN, of_allauth
from .walk import FORBIDDEN, SIGN_IN, Pattern, outcome, patterns

pytestmark = pytest.mark.django_db
OUTSIDE_ADMIN = ("applicant", "judge", "chair", "mentor")
GUESSES = {"int": 1, "uuid": "00000000-0000-0000-0000-000000000001"}


def address_of(pattern: Pattern) -> str:
    """An address that the pattern takes, of a record that need not exist."""
    values = {name: GUESSES.get(kind, "1") for name, kind in pattern.takes.items()}
    return reverse(pattern.name, kwargs=values)


def admin_addresses() -> list[str]:
    """Every address under /admin/, Wagtail's and our rooms' own."""
    return sorted(
        address_of(pattern)
        for pattern in patterns()
        if pattern.route.startswith("admin/")
        and pattern.name not in OPEN_IN_ADMIN
        and pattern.name != pattern.route
    )


def other_than(wanted: str, client, addresses) -> dict[str, str]:
    got = {address: outcome(client.get(address)) for address in addresses}
    return {address: word for address, word in got.items() if word != wanted}


def test_the_admin_sends_the_anonymous_to_sign_in(clients):
    assert other_than(SIGN_IN, clients["anonymous"], admin_addresses()) == {}


@pytest.mark.parametrize("role", OUTSIDE_ADMIN)
def test_the_admin_refuses_people_who_do_not_work_in_it(role, clients):
    assert other_than(FORBIDDEN, clients[role], admin_addresses()) == {}


def test_account_pages_ask_the_anonymous_to_sign_in(clients):
    addresses = [
        address_of(pattern)
        for pattern in patterns()
        if of_allauth(pattern) and pattern.name not in ENTRANCE
    ]
    assert other_than(SIGN_IN, clients["anonymous"], addresses) == {}
