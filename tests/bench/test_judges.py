"""Judges who save at once, in small: real web processes, one of them killed."""

from django.db import connections

from demo.management.commands.demo import database_url
from demo.places import free_port

from . import house, judges


def test_no_mark_that_was_acknowledged_is_lost_when_judges_save_at_once(own_database, tmp_path):
    every = judges.screens(4, pitches=2)
    connections.close_all()
    port = free_port()
    web = house.web(port, house.environment(database_url(), tmp_path))
    with house.running(web):
        house.wait_until_ready(port)
        came = judges.judging(port, web, every, seconds=3, kills=1, pause=0.2)
    assert (came.holds, came.kills, came.seconds != []) == (True, 1, True), came
