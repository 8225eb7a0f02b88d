"""Killed processes in small: the database is the tests' own and lives."""

from django.db import connections

from demo.management.commands.demo import database_url

from . import house, kill, rush


def test_nothing_acknowledged_is_lost_when_web_processes_and_worker_are_killed(
    own_database, tmp_path, settings
):
    settings.MEDIA_ROOT = tmp_path / "files" / "public"
    call = rush.open_call()
    connections.close_all()
    running, inbox, units = kill.at_work(None, database_url(), tmp_path)
    with house.running(*units):
        house.wait_until_ready(running.port)
        came = kill.killing(running, call, inbox, kills=2, people=2, patience=0)
    assert (came.missing, sum(came.kills.values())) == ([], 2), came
