"""A pitch day whose server is killed with SIGKILL goes on exactly where it was."""

import re
import time

import requests
from django.conf import settings
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from applications.pitching.models import Turn
from demo.management.commands.demo import database_url
from demo.places import HOST, free_port
from tests.factories.pitching import day_with
from tests.sessions import signed_in

from . import house

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def test_a_killed_server_loses_no_press_and_no_second(own_database, tmp_path):
    _day, officer, [turn] = day_with(pitches=1, stage={"starts_at": timezone.now()})
    operator, stage = (
        reverse(f"pitching:{name}", args=[turn.stage.key]) for name in ("operate", "stage")
    )
    phone = requests.Session()
    cookie = signed_in(officer).cookies[settings.SESSION_COOKIE_NAME].value
    phone.cookies.set(settings.SESSION_COOKIE_NAME, cookie)
    connections.close_all()
    port = free_port()
    site = f"http://{HOST}:{port}"
    web = house.web(port, house.environment(database_url(), tmp_path))

    def press(do: str, seen: int) -> Turn:
        token = TOKEN.findall(phone.get(site + operator, timeout=20).text)[0]
        data = {"csrfmiddlewaretoken": token, "turn": turn.pk, "do": do, "seen": seen}
        assert phone.post(site + operator, data, timeout=20).status_code == 200
        return Turn.objects.get(pk=turn.pk)

    with house.running(web):
        house.wait_until_ready(port)
        begun = press("start", 0)
        old = web.process
        web.kill()
        while web.process is old:
            time.sleep(0.05)
        house.wait_until_ready(port)
        assert "Pitch" in requests.get(site + stage, timeout=20).text
        after = press("minute", begun.version)
    assert (after.phase_started_at, after.version) == (begun.phase_started_at, begun.version + 1)
    assert after.clock.left(begun.phase_started_at).total_seconds() == 360
