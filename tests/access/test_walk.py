"""Every address, as every role. See the package's docstring for how to add a row."""

import pytest
from django.db import transaction
from django.test import Client

from .table_libraries import covers
from .walk import FORBIDDEN, NOT_FOUND, SIGN_IN, Namespace, outcome, patterns, rows

pytestmark = pytest.mark.django_db
REFUSALS = {FORBIDDEN, NOT_FOUND, SIGN_IN}


def visit(client: Client, address: str, post: dict | None = None) -> str:
    """What the address answers, with any change undone."""
    with transaction.atomic():
        cookies = client.cookies.copy()
        client.raise_request_exception = False
        response = client.get(address) if post is None else client.post(address, post)
        client.cookies = cookies
        transaction.set_rollback(True)
    return outcome(response)


def test_every_url_has_a_row():
    known = {row.name for row in rows()}
    missing = {
        pattern.name
        for pattern in patterns()
        if not ({pattern.name, pattern.namespace} & known or covers(pattern))
    }
    assert missing == set(), "add a row: see tests/access/__init__.py"


def test_every_row_has_a_url():
    known = {name for pattern in patterns() for name in (pattern.name, pattern.namespace)}
    assert {row.name for row in rows()} - known == set()


@pytest.mark.parametrize("row", rows(), ids=str)
def test_each_role_gets_what_the_table_says(row, scene, clients):
    for address in row.addresses(scene):
        got = {role: visit(client, address, row.post) for role, client in clients.items()}
        assert seen_as(row, got) == row.expected, address


def seen_as(row, got: dict[str, str]) -> dict[str, str]:
    """In a namespace some addresses want a POST or send on: whoever is let in counts as `gets`."""
    if not isinstance(row, Namespace):
        return got
    return {role: row.gets if word not in REFUSALS else word for role, word in got.items()}
