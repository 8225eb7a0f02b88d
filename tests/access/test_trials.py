"""A member of staff tries the form; no page, count, list, export or feed may show it."""

import re

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.utils import timezone

from applications.journey import trials
from applications.journey.actions import Typed, save_answers
from applications.journey.models import Application
from tests.factories.journey import GOOD_ANSWERS

from .walk import OK, Row, rows

pytestmark = pytest.mark.django_db

ABOUT_THE_SCENE = {"pipeline:application", "people_person", "apply:call", "apply:check"}

ONE_TIME = re.compile(rb"\b[A-Za-z0-9]{64}\b")
"""The secret against forged requests, new on each page."""

READERS = ("officer", "evaluator", "anonymous")

Visit = tuple[str, str]


def visits(scene) -> list[Visit]:
    """Every list, count, export and feed, and the screens of the scene's own records, as whoever
    may read them."""
    whole = Row.__dataclass_fields__["args"].default
    return [
        (role, address)
        for row in rows()
        if row.post is None and (row.args is whole or row.name in ABOUT_THE_SCENE)
        for role in READERS
        if row.expected[role] == OK
        for address in row.addresses(scene)
    ]


def pages(clients: dict[str, Client], wanted: list[Visit]) -> dict[Visit, bytes]:
    """What each visit brings, without what is new each time."""
    return {visit: ONE_TIME.sub(b"", page(clients[visit[0]], visit[1])) for visit in wanted}


def page(client: Client, address: str) -> bytes:
    with transaction.atomic():
        client.raise_request_exception = False
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
        transaction.set_rollback(True)
    return body


def a_complete_test(scene) -> Application:
    by = scene.users["officer"]
    test = trials.start(scene.call.current_question_set, by=by)
    typed = [Typed(key, value) for key, value in GOOD_ANSWERS.items()]
    save_answers(test, typed=typed, by=by)
    trials.finish(test, by=by)
    return test


def test_no_page_changes_when_staff_try_the_form(scene, clients):
    with time_machine.travel(timezone.now(), tick=False):
        wanted = visits(scene)
        before, again = pages(clients, wanted), pages(clients, wanted)
        a_complete_test(scene)
        after = pages(clients, wanted)
    steady = [visit for visit in wanted if before[visit] == again[visit]]
    assert [visit for visit in steady if before[visit] != after[visit]] == []
    assert len(wanted) - len(steady) < 5, {*wanted} - {*steady}
    assert len(steady) > 70
