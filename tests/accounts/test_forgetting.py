"""What sign-ins leave behind goes by itself, and what still counts stays."""

from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.tasks import forget_ended_sessions
from tests.factories.accounts import UserFactory
from tests.sessions import signed_in

pytestmark = pytest.mark.django_db


def wrong_password(client) -> None:
    client.post("/sign-in/login/", {"login": "amina@example.org", "password": "not-this-one"})


def test_sessions_and_counts_of_tries_go_a_day_after_they_ended(client):
    signed_in(UserFactory())
    wrong_password(client)
    forget_ended_sessions(0)
    assert (Session.objects.count(), AccessAttempt.objects.count()) == (1, 1)

    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        signed_in(UserFactory())
        forget_ended_sessions(0)
    assert (Session.objects.count(), AccessAttempt.objects.count()) == (1, 0)
