"""The first administrator."""

import pytest
from django.core.management import CommandError, call_command

import audit.record
from accounts.models import User

pytestmark = pytest.mark.django_db


def test_the_command_makes_an_administrator_once(capsys):
    call_command("make_administrator", "First@example.org", "--name", "First")
    user = User.objects.get(email="first@example.org")
    assert (user.person.display_name, user.is_superuser) == ("First", True)
    assert user.has_perm("programmes.grant_role") is True
    [entry] = audit.record.history(user.assignments.get())
    assert entry.user == User.objects.system()
    with pytest.raises(CommandError):
        call_command("make_administrator", "first@example.org")
