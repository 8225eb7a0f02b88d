"""The stage's screen, the operator's, the line that judges follow, the address they ask."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from applications.judging.models import Conflict
from applications.pitching.boards import judge_token
from applications.pitching.models import Turn
from tests.factories.pitching import day_with, pitched, press
from tests.sessions import signed_in

pytestmark = pytest.mark.django_db

NOON = datetime(2027, 1, 15, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TODAY = {"starts_at": NOON}


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False) as now:
        yield now


def text_of(answer) -> str:
    return answer.content.decode()


def stage_page(turn: Turn, client: Client | None = None) -> str:
    answer = (client or Client()).get(reverse("pitching:stage", args=[turn.stage.key]))
    assert (answer.status_code, len(answer.content) < 20_000) == (200, True)
    return text_of(answer)


def test_the_stage_shows_one_name_the_clock_and_who_is_next(noon):
    _day, officer, [one, two] = day_with(pitches=2, stage=TODAY)
    press("start_pitch", one, officer)
    noon.shift(MINUTE)
    page = stage_page(one)
    assert [page.count(each.slot.application.title) for each in (one, two)] == [1, 1]
    assert "4:00" in page


def test_a_pause_keeps_the_clock_where_it_was(noon):
    _day, officer, [one] = day_with(pitches=1, stage=TODAY)
    press("start_pitch", one, officer)
    noon.shift(2 * MINUTE)
    press("pause", one, officer)
    noon.shift(10 * MINUTE)
    assert "3:00" in stage_page(one)


def test_the_small_address_answers_304_until_something_changes(django_assert_num_queries):
    _day, officer, [one] = day_with(pitches=1, stage=TODAY)
    address = reverse("stage_now", args=[one.stage.key])
    with django_assert_num_queries(1):
        first = Client().get(address)
    assert json.loads(first.content)["t"] == NOON.timestamp() * 1000
    with django_assert_num_queries(1):
        again = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    press("start_pitch", one, officer)
    later = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert (later.status_code, len(later.content) < 60) == (200, True)


def test_judges_follow_the_stage(django_assert_num_queries):
    day, officer, [one] = day_with(pitches=1, stage=TODAY)
    judge = day.round.members.filter(chairs=False).first()
    address = reverse("judge_now", args=[judge_token(judge)])
    assert json.loads(Client().get(address).content)["n"] == "-"
    press("start_pitch", one, officer)
    with django_assert_num_queries(2):
        told = json.loads(Client().get(address).content)
    one.refresh_from_db()
    assert told["n"] == f"{one.pk}.{one.version}"
    page = signed_in(judge.user).get(reverse("judging:panel", args=[day.round.public_id]))
    score = reverse("judging:score", args=[day.round.public_id, one.slot.application.public_id])
    assert text_of(page).count("Score this pitch") == 1
    assert page.content.decode().count(f'href="{score}"') == 2


def everything_seen_by(member, days: list[str]) -> list[bytes]:
    """Every answer of the day to this judge, without what no two answers share."""
    client = signed_in(member.user)
    pages = [client.get(address) for address in days]
    return [each.content.replace(csrf(each), b"") for each in pages]


def csrf(answer) -> bytes:
    token = answer.context and answer.context.get("csrf_token")
    return str(token).encode() if token else b"-"


def test_a_judge_in_conflict_sees_a_break_to_the_byte():
    day, officer, [one, two] = day_with(pitches=2, stage=TODAY)
    member = day.round.members.filter(chairs=False).first()
    Conflict.objects.create(member=member, application=one.slot.application)
    addresses = [
        reverse("judge_now", args=[judge_token(member)]),
        reverse("pitching_judge:follow", args=[day.round.public_id]),
        reverse("judging:panel", args=[day.round.public_id]),
        reverse("judging:score", args=[day.round.public_id, two.slot.application.public_id]),
    ]
    nobody = everything_seen_by(member, addresses)
    for verb in ("call_up", "start_pitch", "pause", "resume", "add_time", "to_questions"):
        press(verb, one, officer)
        assert everything_seen_by(member, addresses) == nobody
    assert b"A break for you" in nobody[1]
    press("end_turn", one, officer)
    press("start_pitch", two, officer)
    assert everything_seen_by(member, addresses)[0] != nobody[0]


def test_who_has_not_said_whom_they_know_follows_nothing():
    day, officer, [one] = day_with(pitches=1, stage=TODAY)
    member = day.round.members.filter(chairs=False).first()
    day.round.members.update(conflicts_declared_at=None)
    press("start_pitch", one, officer)
    told = Client().get(reverse("judge_now", args=[judge_token(member)]))
    assert json.loads(told.content)["n"] == "-"


def test_the_link_to_join_online_is_for_judges_and_who_pitches():
    link = "https://meet.example/abc"
    day, _officer, [one] = day_with(pitches=1, stage=TODAY, online_link=link)
    judge = day.round.members.filter(chairs=False).first()
    mine = reverse("judging:mine", args=[one.slot.application.public_id])
    panel = reverse("judging:panel", args=[day.round.public_id])
    seen = [
        signed_in(one.slot.application.applicant.user).get(mine),
        signed_in(judge.user).get(panel),
        Client().get(reverse("pitching:stage", args=[one.stage.key])),
    ]
    assert [text_of(each).count(link) for each in seen] == [1, 1, 0]


def test_the_operator_presses_what_comes_next_and_takes_it_back():
    _day, officer, [one, _two] = day_with(pitches=2, stage=TODAY)
    client, address = signed_in(officer), reverse("pitching:operate", args=[one.stage.key])

    def pressed(do: str, seen: int) -> str:
        client.post(address, {"do": do, "turn": one.pk, "seen": seen})
        one.refresh_from_db()
        return one.state

    assert "Start the pitch" in text_of(client.get(address))
    assert [pressed("start", 0), pressed("questions", 1), pressed("undo", 2)] == [
        "pitching",
        "questions",
        "pitching",
    ]
    assert client.post(address, {"do": "fly", "turn": one.pk, "seen": 3}).status_code == 404
    assert client.post(address, {"do": "end", "turn": "x", "seen": 3}).status_code == 404


def test_the_operator_lets_judges_score_longer_after_a_pitch():
    _day, officer, [one] = day_with(pitches=1, stage=TODAY, scores_follow_stage=True)
    pitched(one, officer)
    client, address = signed_in(officer), reverse("pitching:operate", args=[one.stage.key])
    assert "Let judges score for 15 more minutes" in text_of(client.get(address))
    one.refresh_from_db()
    before = one.scores_until
    client.post(address, {"do": "longer", "turn": one.pk, "seen": one.version})
    one.refresh_from_db()
    assert one.scores_until > before


def test_an_old_screen_is_told_that_somebody_else_pressed():
    _day, officer, [one] = day_with(pitches=1, stage=TODAY)
    press("start_pitch", one, officer)
    client, address = signed_in(officer), reverse("pitching:operate", args=[one.stage.key])
    answer = client.post(address, {"do": "end", "turn": one.pk, "seen": 0}, follow=True)
    assert "Somebody else pressed a button." in text_of(answer)


@pytest.mark.parametrize("pitches", [1, 3])
def test_screens_ask_as_often_for_one_pitch_as_for_three(pitches, django_assert_num_queries):
    _day, officer, turns = day_with(pitches=pitches, stage=TODAY)
    pitched(turns[0], officer)
    client = signed_in(officer)
    stage = reverse("pitching:stage", args=[turns[0].stage.key])
    operate = reverse("pitching:operate", args=[turns[0].stage.key])
    client.get(stage), client.get(operate)
    with django_assert_num_queries(3):
        Client().get(stage)
    with django_assert_num_queries(9):
        client.get(operate)
