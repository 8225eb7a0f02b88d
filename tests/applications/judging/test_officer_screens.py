"""An officer prepares a round in Wagtail's admin, without scripts."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from applications.journey.states import State
from applications.judging.models import Entry, PanelMember, Round, Rubric, Slot
from tests.factories.calls import CallFactory
from tests.factories.judging import (
    RoundFactory,
    RubricFactory,
    officer_of,
    panel_with,
    pitch,
    ready,
    seat,
    submit,
)

pytestmark = pytest.mark.django_db


def at(name: str, *args) -> str:
    return reverse(f"judging_admin:{name}", args=args)


@pytest.fixture
def judging_round():
    return RoundFactory(starts_at=datetime(2027, 6, 15, 9, 0, tzinfo=UTC))


@pytest.fixture
def client(judging_round, sign_in):
    return sign_in(officer_of(judging_round))


def test_write_a_rubric_with_words_for_each_mark(judging_round, client):
    reply = client.post(
        at("rubric_new"),
        {
            "call": judging_round.call.pk,
            "scale_min": 1,
            "scale_max": 10,
            "form-TOTAL_FORMS": 2,
            "form-INITIAL_FORMS": 0,
            "form-0-name": "Need",
            "form-0-weight": 3,
            "form-0-words": "10: clear and proven\n1 - not shown",
            "form-0-allows_not_applicable": "on",
            "form-1-name": "",
            "form-1-weight": 1,
        },
    )
    rubric = Rubric.objects.get(version=2)
    assert reply.url == at("rubric", rubric.pk)
    criterion = rubric.criteria.get()
    assert (criterion.weight, criterion.points, criterion.allows_not_applicable) == (
        3,
        {"10": "clear and proven", "1": "not shown"},
        True,
    )
    page = client.get(reply.url).content.decode()
    assert "10: clear and proven\n1: not shown" in page


def test_a_new_rubric_has_room_for_five_criteria_and_a_known_one_for_two_more(
    judging_round, client
):
    rubric = judging_round.rubric
    rooms = [
        len(client.get(page).context["lines"].forms)
        for page in (at("rubric_new"), at("rubric", rubric.pk))
    ]
    assert rooms == [5, rubric.criteria.count() + 2]


def test_a_frozen_rubric_is_read_and_copied(client, sign_in):
    judging_round, _chair, [member, _other], [entry] = panel_with(pitches=1)
    submit(entry, member.user, 4, 4)
    officer = sign_in(officer_of(judging_round))
    rubric = judging_round.rubric
    page = officer.get(at("rubric", rubric.pk)).content.decode()
    assert "Scoring has begun with this rubric" in page
    copy = officer.post(at("rubric_copy", rubric.pk))
    assert copy.url == at("rubric", Rubric.objects.get(call=rubric.call, version=2).pk)


def test_set_up_a_round_in_the_calls_own_time(sign_in):
    rubric = RubricFactory(call=CallFactory(time_zone="Europe/London"))
    officer = sign_in(officer_of(RoundFactory(rubric=rubric)))
    reply = officer.post(
        at("round_new"),
        {
            "name": "Summer pitch day",
            "call": rubric.call.pk,
            "rubric": rubric.pk,
            "city": rubric.call.cities.get().pk,
            "kind": "pitch_day",
            "quorum": 3,
            "others": "own_card",
            "second": "none",
            "places": 4,
            "seed": 41,
            "order": "adjusted",
            "decided_by": "chair",
            "meeting_quorum": 1,
            "venue": "Old Library",
            "day": "2027-06-15",
            "begins": "10:00",
            "ends": "16:00",
        },
    )
    made = Round.objects.get(name="Summer pitch day")
    assert reply.url == at("round", made.public_id)
    assert made.starts_at == datetime(2027, 6, 15, 9, 0, tzinfo=UTC)
    assert 'value="10:00"' in officer.get(at("round_change", made.public_id)).content.decode()


def test_invite_make_chair_and_take_off(judging_round, client):
    page = at("round", judging_round.public_id)
    for name in ("Noor", "Sam"):
        reply = client.post(
            page, {"do": "invite", "name": name, "email": f"{name}@panel.example"}, follow=True
        )
        assert f"{name} is invited." in reply.content.decode()
    noor, sam = PanelMember.objects.order_by("pk")
    client.post(page, {"do": "chair", "member": noor.pk})
    client.post(page, {"do": "remove", "member": sam.pk})
    assert [(m.user.email, m.chairs) for m in PanelMember.objects.all()] == [
        ("noor@panel.example", True)
    ]


def test_an_invitation_without_an_address_says_what_to_do(judging_round, client):
    reply = client.post(at("round", judging_round.public_id), {"do": "invite", "name": "Noor"})
    assert "Please put this right" in reply.content.decode()
    assert PanelMember.objects.count() == 0


def typed(*planned) -> dict[str, str]:
    data = {"rows-TOTAL_FORMS": len(planned), "rows-INITIAL_FORMS": len(planned)}
    for number, (application, order, starts) in enumerate(planned):
        data |= {
            f"rows-{number}-application": application.public_id,
            f"rows-{number}-seen": application.state,
            f"rows-{number}-order": order,
            f"rows-{number}-starts": starts,
            f"rows-{number}-minutes": "10",
            f"rows-{number}-room": "Room 1",
        }
    return data


TIMES = {"first": "10:00", "minutes": "10", "break_minutes": "5", "room": "Room 1"}


def test_suggested_times_follow_the_order_and_are_not_saved(judging_round, client):
    one, two = ready(judging_round), ready(judging_round)
    reply = client.post(
        at("schedule", judging_round.public_id),
        TIMES | typed((one, 2, ""), (two, 1, "")) | {"do": "suggest"},
    )
    starts = [form["starts"].value() for form, _application, _road in reply.context["shown"]]
    order = [application for _form, application, _road in reply.context["shown"]]
    assert ([f"{start:%H:%M}" for start in starts], order) == (["10:00", "10:15"], [two, one])
    assert Slot.objects.count() == 0


def test_saving_times_twice_schedules_once(judging_round, client):
    one, two = ready(judging_round), ready(judging_round)
    page = at("schedule", judging_round.public_id)
    data = TIMES | typed((one, 1, "10:00"), (two, 2, "")) | {"do": "save"}
    first = client.post(page, data, follow=True)
    again = client.post(page, data, follow=True)
    assert "Everybody with a new time gets an e-mail." in first.content.decode()
    assert "Nobody is written to." in again.content.decode()
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.state, two.state) == (State.SCHEDULED, State.READY_TO_PITCH)
    assert Slot.objects.get().starts_at == datetime(2027, 6, 15, 9, 0, tzinfo=UTC)


def test_two_in_one_room_are_refused_and_the_typed_times_stay(judging_round, client):
    one, two = ready(judging_round), ready(judging_round)
    reply = client.post(
        at("schedule", judging_round.public_id),
        TIMES | typed((one, 1, "10:00"), (two, 2, "10:05")) | {"do": "save"},
    )
    page = reply.content.decode()
    assert "Two pitches would be in one room at once." in page
    assert 'value="10:05"' in page
    assert Slot.objects.count() == 0


def test_bring_ready_applications_before_a_desk_panel(client, judging_round, sign_in):
    desk = RoundFactory(rubric=judging_round.rubric, kind=Round.Kind.DESK)
    application = ready(desk)
    ticked = [str(application.public_id), "nothing"]
    client.post(at("round", desk.public_id), {"do": "enter", "enter": ticked})
    assert Entry.objects.get(round=desk).application == application


def test_lock_from_the_round_page(client, judging_round):
    member = seat(judging_round, chairs=True)
    other = seat(judging_round)
    entry = pitch(judging_round)
    for judge in (member, other):
        submit(entry, judge.user, 4, 4)
    reply = client.post(at("round", judging_round.public_id), {"do": "lock"}, follow=True)
    assert "The scores are locked. The chair can decide." in reply.content.decode()
    entry.application.refresh_from_db()
    assert entry.application.state == State.JUDGED


QUERIES = {"index": 14, "round": 18, "schedule": 14, "running_order": 11}


@pytest.mark.usefixtures("no_menu")
@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", QUERIES)
def test_officer_pages_take_as_many_queries_however_many_rows(
    name, rows, client, judging_round, django_assert_num_queries
):
    for _number in range(rows):
        RoundFactory(rubric=judging_round.rubric)
        pitch(judging_round)
        ready(judging_round)
        seat(judging_round)
    url = at(name) if name == "index" else at(name, judging_round.public_id)
    client.get(url)
    with django_assert_num_queries(QUERIES[name]):
        assert client.get(url).status_code == 200
