"""Staff's list of those who come."""

import pytest

from accounts.roles import Role
from audit import record
from events.models import Event, Registration
from notifications.models import Message
from tests.factories.events import make_event, make_registration
from tests.factories.programmes import user_with
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
