"""A person's details in the admin: officers look after people who have no sign-in."""

import pytest
from django.urls import reverse

import audit.record
from accounts.models import Person
from accounts.roles import Role
from applications.journey.models import Application
from applications.journey.states import State
from tests.factories.accounts import PersonFactory, UserFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import ProgrammeFactory, user_with

pytestmark = pytest.mark.django_db
LIST = "/admin/people/without-sign-in/"


@pytest.fixture
def person():
    return PersonFactory(display_name="Amal Test", email="", phone="07700 900001")


@pytest.fixture
def application(person):
    return ApplicationFactory(applicant=person, answers={}, state=State.SUBMITTED)


@pytest.fixture
def officer(application):
    return user_with(Role.OFFICER, programme=application.call.programme)


def page(person: Person) -> str:
    return reverse("people_person", args=[person.public_id])


def details(**changed) -> dict:
    return {
        "display_name": "Amal Testowa",
        "language": "ar",
        "email": "",
        "phone": "07700 900002",
        "preferred_channel": "phone",
        "interpreter_language": "Arabic",
    } | changed


def test_officer_corrects_somebody_without_a_sign_in(person, officer, sign_in):
    assert sign_in(officer).post(page(person), details())["Location"] == page(person)
    person.refresh_from_db()
    assert (person.display_name, person.language, person.phone) == (
        "Amal Testowa",
        "ar",
        "07700 900002",
    )
    [entry] = audit.record.history(person)
    assert (entry.action, entry.user) == ("accounts.correct_person", officer)
    assert sorted(entry.data["fields"]) == [
        "display_name",
        "interpreter_language",
        "language",
        "phone",
        "preferred_channel",
    ]


def test_opening_a_person_is_recorded_and_lists_their_applications(
    person, application, officer, sign_in
):
    answer = sign_in(officer).get(page(person))
    assert list(answer.context["applications"]) == [application]
    assert [each.user for each in audit.record.sightings(person)] == [officer]


def test_who_signs_in_keeps_their_own_details(sign_in):
    application = ApplicationFactory(state=State.SUBMITTED)
    officer = user_with(Role.OFFICER, programme=application.call.programme)
    client, person = sign_in(officer), application.applicant
    assert client.get(page(person)).context["form"] is None
    assert client.post(page(person), details())["Location"] == "/admin/"
    assert Person.objects.get(pk=person.pk).display_name == person.display_name


def test_a_person_of_another_programme_is_not_found(person, application, sign_in):
    stranger = user_with(Role.OFFICER, programme=ProgrammeFactory())
    assert sign_in(stranger).get(page(person)).status_code == 404
    assert list(sign_in(stranger).get(LIST).context["people"]) == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"email": "taken@example.org"}, "email"),
        ({"display_name": ""}, "display_name"),
        ({"phone": ""}, "phone"),
        ({"preferred_channel": "email"}, "preferred_channel"),
    ],
)
def test_details_that_do_not_hold_are_refused(person, officer, sign_in, changed, field):
    UserFactory(email="taken@example.org")
    form = sign_in(officer).post(page(person), details(**changed)).context["form"]
    assert list(form.errors) == [field]


def test_administrator_sees_everybody_without_a_sign_in(person, officer, sign_in):
    newer = PersonFactory()
    shown = sign_in(user_with(Role.ADMINISTRATOR)).get(LIST).context["people"]
    assert shown == [newer, person]
    assert sign_in(officer).get(LIST).context["people"] == [person]


@pytest.mark.parametrize("rows", [1, 3])
def test_person_and_list_ask_the_same_of_the_database_however_long(
    person, application, officer, sign_in, no_menu, django_assert_num_queries, rows
):
    for _ in range(rows - 1):
        ApplicationFactory(
            applicant=PersonFactory(), call=application.call, answers={}, state=State.SUBMITTED
        )
    client = sign_in(officer)
    for address, queries in ((LIST, 9), (page(person), 15)):
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)
    assert Application.objects.count() == rows
