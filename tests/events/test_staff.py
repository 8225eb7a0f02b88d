"""Staff's list of those who come."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from accounts.roles import Role
from audit import record
from events import actions, telling
from events.models import Announcement, Event, Registration
from events.telling import tell_batch
from notifications.models import Message
from programmes.models import Funder
from tests.factories.events import make_event, make_registration, tell_everybody
from tests.factories.programmes import CityFactory, ProgrammeFactory, user_with
from tests.sessions import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return user_with(Role.EDITOR)


def test_reading_the_list_is_written_down(staff):
    event = make_event()
    make_registration(event, needs="A ramp", interpreter="Tigrinya")
    page = signed_in(staff).get(f"/admin/event/{event.pk}/people/").content.decode()
    assert ("A ramp" in page, "Tigrinya" in page) == (True, True)
    assert [each.user_id for each in record.sightings(event)] == [staff.pk]


def test_the_export_has_a_line_for_each_person_and_no_formulas(staff):
    event = make_event()
    make_registration(event, name="=2+2", needs="-")
    response = signed_in(staff).get(f"/admin/event/{event.pk}/people.csv")
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines[1:] == ["'=2+2,rosa@example.org,en,Has a place,0,'-,,"]


def test_who_came_is_marked_and_everybody_can_be_written_to(staff):
    event, client = make_event(), signed_in(staff)
    mine = make_registration(event)
    other = make_registration(event, "two@example.org")
    client.post(f"/admin/event/{event.pk}/came/", {"came": [mine.pk]})
    client.post(f"/admin/event/{event.pk}/write/", {"text": "Bring {tea}."})
    tell_everybody()
    came = dict(Registration.objects.values_list("pk", "came"))
    assert came == {mine.pk: True, other.pk: False}
    told = Message.objects.filter(kind="events.from_the_team")
    assert [letter.paragraphs[-1] for letter in told] == ["Bring {tea}."] * 2


def test_event_that_ends_before_it_starts_is_refused_in_words(staff):
    typed = {
        "code": "evening",
        "name": "Evening",
        "starts_at": "2027-05-04 18:00",
        "ends_at": "2027-05-04 17:00",
        "time_zone": "Europe/London",
        "place": "The hall",
        "programme": ProgrammeFactory().pk,
        "languages": ["en"],
    }
    response = signed_in(staff).post("/admin/event/new/", typed)
    assert response.context["form"].errors == {"__all__": ["The end must be after the start."]}
    assert Event.objects.count() == 0


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number(
    staff, people, django_assert_num_queries, no_menu
):
    event, client = make_event(capacity=9), signed_in(staff)
    for number in range(people):
        make_registration(event, f"n{number}@example.org")
    client.get(f"/admin/event/{event.pk}/people/")
    with django_assert_num_queries(11):
        client.get(f"/admin/event/{event.pk}/people/")


@pytest.fixture
def city_officer():
    city = CityFactory(slug="leeds")
    programme = ProgrammeFactory()
    programme.cities.add(city)
    return user_with(Role.OFFICER, programme=programme, city=city)


def test_an_officer_of_a_city_sees_the_people_of_its_events_alone(city_officer):
    [role] = city_officer.assignments.all()
    client = signed_in(city_officer)
    own = make_event(programme=role.programme, city=role.city)
    others = [
        make_event("elsewhere", programme=role.programme, city=CityFactory()),
        make_event("other", programme=ProgrammeFactory(), city=role.city),
        make_event("everywhere", programme=role.programme),
    ]
    assert client.get(f"/admin/event/{own.pk}/people/").status_code == 200
    for event in others:
        for page in ("people/", "people.csv"):
            assert client.get(f"/admin/event/{event.pk}/{page}").status_code == 404, event
        with pytest.raises(PermissionDenied):
            actions.write_to_all(event, text="Hello", by=city_officer)
    listed = client.get("/admin/event/").content.decode()
    shown = [f"/event/{each.pk}/people/" in listed for each in (own, *others)]
    assert shown == [True, False, False, False]


def test_an_officer_of_a_city_plans_in_it_alone(city_officer):
    [role] = city_officer.assignments.all()
    client = signed_in(city_officer)
    typed = {
        "code": "new", "name": "New", "starts_at": "2030-01-10 10:00",
        "ends_at": "2030-01-10 12:00", "time_zone": "Europe/London", "place": "Here",
        "programme": role.programme_id, "languages": ["en"],
    }  # fmt: skip
    for wrong in ({}, {"city": CityFactory().pk}):
        form = client.post("/admin/event/new/", typed | wrong).context["form"]
        assert list(form.errors) == ["city"]
    client.post("/admin/event/new/", typed | {"city": role.city_id})
    assert Event.objects.get().city_id == role.city_id


def test_letters_to_many_go_out_in_batches_once_each_even_after_a_crash(monkeypatch):
    event = make_event(capacity=None)
    people = [make_registration(event, f"n{number}@example.org") for number in range(5)]
    make_registration(event, "unconfirmed@example.org", confirmed=False)
    Message.objects.all().delete()
    assert actions.write_to_all(event, text="Bring tea.", by=User.objects.system()) == 5
    assert Message.objects.count() == 0
    [said] = Announcement.objects.all()
    monkeypatch.setattr(telling, "BATCH", 2)
    tell_batch(said.pk)
    late = make_registration(event, "late@example.org")
    with transaction.atomic():
        tell_batch(said.pk)
        transaction.set_rollback(True)  # the worker is gone
    tell_everybody()
    tell_batch(said.pk)
    told = Message.objects.filter(kind="events.from_the_team").order_by("pk")
    assert [letter.to_email for letter in told] == [each.email for each in people]
    assert late.email not in {letter.to_email for letter in told}


def test_letters_thank_the_funders_of_the_events_programme():
    programme = ProgrammeFactory()
    programme.funders.all().delete()
    Funder.objects.create(
        programme=programme, organisation=programme.lead, acknowledgement="Paid for by the Fund."
    )
    make_registration(make_event(programme=programme))
    assert [each.acknowledgement for each in Message.objects.all()] == ["Paid for by the Fund."]


def test_the_link_to_join_is_for_people_with_a_place():
    event = make_event(capacity=1, link="https://meet.example.org/day")
    make_registration(event)
    make_registration(event, "two@example.org")
    event.refresh_from_db()
    event.place = "Elsewhere"
    actions.keep(event, by=User.objects.system())
    tell_everybody()
    said = {
        letter.to_email: "meet.example" in f"{letter.paragraphs} {letter.calendar}"
        for letter in Message.objects.filter(kind="events.has_changed")
    }
    assert said == {"rosa@example.org": True, "two@example.org": False}
