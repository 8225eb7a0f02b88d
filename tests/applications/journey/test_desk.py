"""Who reads what: assigning, taking, sharing out, the workload, the flag."""

import pytest
from django.urls import reverse

import audit.record
from accounts.roles import Role
from applications.journey import desk, waiting
from applications.journey.models import Application
from applications.journey.states import State
from applications.journey.workflow import NotPermitted, NotReady
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import CityFactory, user_with

pytestmark = pytest.mark.django_db

INDEX = "/admin/pipeline/"


@pytest.fixture
def submitted() -> Application:
    return ApplicationFactory(state=State.SUBMITTED, title="Warm bread")


@pytest.fixture
def officer(submitted):
    return user_with(Role.OFFICER, programme=submitted.call.programme)


def titles(response) -> list[str]:
    return [application.title for application, _steps in response.context["rows"]]


def test_assign_says_who_reads_and_writes_it_down_once(submitted, officer):
    desk.assign(submitted, to=officer, by=officer)
    desk.assign(submitted, to=officer, by=officer)
    desk.assign(submitted, to=None, by=officer)
    written = [entry.data for entry in audit.record.history(submitted)]
    assert written == [
        {"before": None, "to": officer.pk},
        {"before": officer.pk, "to": None},
    ]


def test_nobody_is_given_what_is_out_of_their_reach(submitted, officer):
    elsewhere = user_with(Role.OFFICER, programme=submitted.call.programme, city=CityFactory())
    with pytest.raises(NotReady):
        desk.assign(submitted, to=elsewhere, by=officer)
    with pytest.raises(NotPermitted):
        desk.assign(submitted, to=officer, by=elsewhere)


def test_nobody_reads_their_own_application(submitted, officer):
    applicant = submitted.applicant.user
    applicant.assignments.create(role=Role.OFFICER, programme=submitted.call.programme)
    with pytest.raises(NotReady):
        desk.assign(submitted, to=applicant, by=officer)
    assert desk.officers_for([submitted]) == [officer]


def test_take_next_gives_what_waited_longest_until_nothing_is_left(submitted, officer, sign_in):
    later = ApplicationFactory(call=submitted.call, state=State.SUBMITTED)
    ApplicationFactory(call=submitted.call, state=State.JUDGED)
    client, next_one = sign_in(officer), reverse("pipeline:take_next")
    opened = [client.post(next_one)["Location"] for _ in range(3)]
    assert opened == [
        reverse("pipeline:application", args=[submitted.public_id]),
        reverse("pipeline:application", args=[later.public_id]),
        INDEX,
    ]
    assert set(Application.objects.filter(assigned_to=officer)) == {submitted, later}


def test_share_out_gives_to_whoever_has_least_in_the_city(submitted, officer, sign_in):
    call, city = submitted.call, submitted.city
    beside = user_with(Role.OFFICER, programme=call.programme, city=city)
    desk.assign(submitted, to=officer, by=officer)
    ApplicationFactory.create_batch(3, call=call, state=State.SUBMITTED)
    other_city = CityFactory()
    far = ApplicationFactory(call=call, state=State.SUBMITTED, city=other_city)
    sign_in(officer).post(reverse("pipeline:share_out"), {"city": city.pk})
    far.refresh_from_db()
    assert far.assigned_to is None
    assert desk.open_work([officer, beside]) == {officer.pk: 2, beside.pk: 2}


def test_workload_names_nobody_first_and_every_officer(submitted, officer, sign_in):
    idle = user_with(Role.OFFICER, programme=submitted.call.programme)
    back = ApplicationFactory(call=submitted.call, state=State.CHANGES_REQUESTED)
    desk.assign(back, to=officer, by=officer)
    found = {(each.reader, each.to_read, each.asked_back) for each in desk.workload(officer)}
    assert found == {(None, 1, 0), (officer, 0, 1), (idle, 0, 0)}
    assert desk.workload(officer)[0].reader is None
    page = sign_in(officer).get(reverse("pipeline:workload"))
    assert page.context["loads"][0]["share"] == 100


@pytest.mark.usefixtures("this_room_alone")
@pytest.mark.parametrize("count", [1, 3])
def test_workload_asks_as_often_for_three_officers(
    submitted, officer, sign_in, django_assert_num_queries, count
):
    for _ in range(count - 1):
        reader = user_with(Role.OFFICER, programme=submitted.call.programme)
        desk.assign(
            ApplicationFactory(call=submitted.call, state=State.SUBMITTED), to=reader, by=officer
        )
    client = sign_in(officer)
    with django_assert_num_queries(11):
        client.get(reverse("pipeline:workload"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?whose=mine", ["Warm bread"]),
        ("?whose=nobody", ["Cold soup"]),
        ("?whose=somebody", ["Warm bread"]),
        ("?whose=999999", []),
        ("?flagged=on", ["Cold soup"]),
    ],
)
def test_pipeline_filters_by_reader_and_flag(submitted, officer, sign_in, query, expected):
    soup = ApplicationFactory(call=submitted.call, state=State.SUBMITTED, title="Cold soup")
    desk.assign(submitted, to=officer, by=officer)
    desk.flag(soup, flagged=True, by=officer)
    page = sign_in(officer).get(INDEX + query)
    assert (titles(page), page.context["total"]) == (expected, len(expected))


def test_an_officers_first_page_says_what_is_theirs(submitted, officer):
    desk.assign(submitted, to=officer, by=officer)
    found = [(each.label, each.url) for each in waiting.to_screen(officer)]
    assert found == [
        ("1 application is yours", f"{INDEX}?state=submitted&whose=mine"),
        ("1 application to read", f"{INDEX}?state=submitted"),
    ]


def test_the_screen_gives_takes_and_flags(submitted, officer, sign_in):
    other = user_with(Role.OFFICER, programme=submitted.call.programme)
    client = sign_in(officer)
    screen = reverse("pipeline:application", args=[submitted.public_id])
    seen = []
    for press in (
        {"do": "assign", "assign-to": other.pk},
        {"do": "take"},
        {"do": "assign", "assign-to": ""},
        {"do": "flag", "flagged": "yes"},
    ):
        client.post(screen, press)
        submitted.refresh_from_db()
        seen.append((submitted.assigned_to, submitted.flagged))
    assert seen == [(other, False), (officer, False), (None, False), (None, True)]
