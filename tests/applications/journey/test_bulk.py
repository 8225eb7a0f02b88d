"""One deed for many applications, and the way back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

import audit.record
from accounts.roles import Role
from applications.journey import actions, bulk, desk, tasks
from applications.journey.models import Application, Batch, PlannedFinding, Screening
from applications.journey.states import State
from notifications.models import Message
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import user_with

pytestmark = pytest.mark.django_db

MANY = "/admin/pipeline/many/"
WORDS = {"ineligible-reason": "Too far away", "ineligible-way_on": "Ask the council"}


@pytest.fixture
def submitted() -> Application:
    return ApplicationFactory(state=State.SUBMITTED, title="Warm bread")


@pytest.fixture
def officer(submitted):
    return user_with(Role.OFFICER, programme=submitted.call.programme)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer)


@pytest.fixture
def judged(submitted) -> Application:
    return ApplicationFactory(call=submitted.call, state=State.JUDGED, title="Judged")


def do(client, deed, *picked, query="", **more):
    given = {"deed": deed, "pick": [each.pk for each in picked]} | more
    return client.post(MANY + query, given)


def wait(batch: Batch) -> None:
    """Let the time to take the batch back be over."""
    past = timezone.now() - timedelta(seconds=1)
    PlannedFinding.objects.filter(batch=batch).update(due_at=past)


def states() -> list[str]:
    return list(Application.objects.order_by("pk").values_list("state", flat=True))


def test_the_confirm_page_says_what_can_and_cannot_move(submitted, judged, client):
    page = do(client, "eligible", submitted, judged)
    stuck = [(row.application, row.why_not) for row in page.context["stuck"]]
    assert page.context["movable"] == [submitted]
    assert stuck == [
        (judged, "This cannot be done while the application is “Judged”."),
    ]
    assert PlannedFinding.objects.count() == 0
    assert "None" not in page.content.decode()


def test_a_planned_finding_counts_and_tells_only_after_its_time(submitted, officer, client):
    do(client, "eligible", submitted, sure="yes")
    tasks.carry_out(0)
    before = (states(), Message.objects.count())
    wait(Batch.objects.get())
    tasks.carry_out(0)
    tasks.carry_out(0)
    assert before == ([State.SUBMITTED], 0)
    assert (states(), Message.objects.count()) == ([State.ELIGIBLE], 1)
    assert Screening.objects.get().decided_by == officer
    deeds = [entry.action for entry in audit.record.history(submitted)]
    assert deeds == ["application.plan", "application.find_eligible"]


def test_not_for_this_call_needs_both_words_and_gives_them_to_each(submitted, client):
    other = ApplicationFactory(call=submitted.call, state=State.SUBMITTED)
    do(client, "ineligible", submitted, other, sure="yes")
    assert PlannedFinding.objects.count() == 0
    do(client, "ineligible", submitted, other, sure="yes", **WORDS)
    wait(Batch.objects.get())
    tasks.carry_out(0)
    assert states() == [State.INELIGIBLE] * 2
    assert set(Screening.objects.values_list("reason", "way_on")) == {
        ("Too far away", "Ask the council")
    }


def test_a_batch_of_findings_is_taken_back_in_time(submitted, client):
    do(client, "eligible", submitted, sure="yes")
    batch = Batch.objects.get()
    client.post(reverse("pipeline:undo", args=[batch.public_id]))
    wait(batch)
    tasks.carry_out(0)
    batch.refresh_from_db()
    assert (states(), Message.objects.count(), batch.undone_at is None) == (
        [State.SUBMITTED],
        0,
        False,
    )


def test_a_batch_offers_the_way_back_while_something_waits(submitted, client):
    do(client, "eligible", submitted, sure="yes")
    batches = reverse("pipeline:batches")

    def offered() -> list[bool]:
        return [each["can_undo"] for each in client.get(batches).context["batches"]]

    seen = [offered()]
    wait(Batch.objects.get())
    seen.append(offered())
    tasks.carry_out(0)
    seen.append(offered())
    assert seen == [[True], [True], [False]]


def test_one_application_is_taken_back_on_its_own_screen(submitted, client):
    other = ApplicationFactory(call=submitted.call, state=State.SUBMITTED)
    do(client, "eligible", submitted, other, sure="yes")
    screen = reverse("pipeline:application", args=[submitted.public_id])
    client.post(screen, {"do": "take_back"})
    client.post(screen, {"do": "take_back"})
    wait(Batch.objects.get())
    tasks.carry_out(0)
    assert states() == [State.SUBMITTED, State.ELIGIBLE]


def test_a_plan_for_what_moved_on_is_dropped(submitted, officer, client):
    do(client, "eligible", submitted, sure="yes")
    applicant = submitted.applicant.user
    actions.withdraw(submitted, by=applicant, seen=State.SUBMITTED)
    wait(Batch.objects.get())
    tasks.carry_out(0)
    last = audit.record.history(submitted).last()
    assert (states(), PlannedFinding.objects.count()) == ([State.WITHDRAWN], 0)
    assert (last.action, last.data) == ("application.drop_plan", {"why": "ChangedMeanwhile"})


def test_a_plan_counts_no_more_when_its_officer_lost_the_role(submitted, officer, client):
    do(client, "eligible", submitted, sure="yes")
    officer.assignments.all().delete()
    wait(Batch.objects.get())
    tasks.carry_out(0)
    assert (states(), PlannedFinding.objects.count()) == ([State.SUBMITTED], 0)


def test_an_application_is_not_planned_twice(submitted, client):
    do(client, "eligible", submitted, sure="yes")
    page = do(client, "ineligible", submitted)
    assert [row.why_not for row in page.context["stuck"]] == ["A finding is on its way already."]


def test_assigning_many_is_taken_back_to_who_read_before(submitted, judged, officer, client):
    mate = user_with(Role.OFFICER, programme=submitted.call.programme)
    third = ApplicationFactory(call=submitted.call, state=State.SUBMITTED)
    desk.assign(submitted, to=mate, by=officer)
    do(client, "assign", submitted, judged, third, sure="yes", to=officer.pk)
    given = list(Application.objects.order_by("pk").values_list("assigned_to", flat=True))
    desk.assign(Application.objects.get(pk=third.pk), to=mate, by=officer)
    client.post(reverse("pipeline:undo", args=[Batch.objects.get().public_id]))
    back = dict(Application.objects.values_list("pk", "assigned_to"))
    assert given == [officer.pk] * 3
    assert back == {submitted.pk: mate.pk, judged.pk: None, third.pk: mate.pk}


def test_a_note_for_many_is_for_the_team(submitted, judged, client):
    do(client, "note", submitted, judged, sure="yes", text="Look again")
    notes = [list(each.notes.values_list("text", "audience")) for each in (submitted, judged)]
    assert notes == [[("Look again", "team")]] * 2


def test_all_that_match_are_taken_up_to_the_limit(submitted, judged, client, monkeypatch):
    ApplicationFactory.create_batch(2, call=submitted.call, state=State.SUBMITTED)
    monkeypatch.setattr(bulk, "MOST", 2)
    page = do(client, "note", query="?state=submitted&sort=longest", all="yes")
    assert (len(page.context["movable"]), page.context["movable"][0]) == (2, submitted)


def test_what_is_out_of_reach_is_not_there(submitted, client):
    elsewhere = ApplicationFactory(call=CallFactory(), state=State.SUBMITTED)
    answer = do(client, "eligible", elsewhere)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/pipeline/?")


@pytest.mark.parametrize(
    "given", [{}, {"deed": "nonsense", "pick": "1"}, {"deed": "note", "pick": "x"}]
)
def test_nonsense_leads_back_to_the_list(client, given):
    assert client.post(MANY, given)["Location"] == "/admin/pipeline/?"


def test_nobody_takes_back_what_somebody_else_did(submitted, client, sign_in):
    do(client, "eligible", submitted, sure="yes")
    mate = user_with(Role.OFFICER, programme=submitted.call.programme)
    undo = reverse("pipeline:undo", args=[Batch.objects.get().public_id])
    assert sign_in(mate).post(undo).status_code == 404
    assert PlannedFinding.objects.count() == 1


@pytest.mark.usefixtures("this_room_alone")
@pytest.mark.parametrize("count", [1, 3])
def test_batches_ask_as_often_for_three(officer, client, django_assert_num_queries, count):
    for _ in range(count):
        Batch.objects.create(deed=Batch.Deed.NOTE, by=officer)
    with django_assert_num_queries(9):
        client.get(reverse("pipeline:batches"))


@pytest.mark.usefixtures("this_room_alone")
@pytest.mark.parametrize("count", [1, 3])
def test_the_confirm_page_asks_as_often_for_three(
    submitted, client, django_assert_num_queries, count
):
    more = ApplicationFactory.create_batch(count - 1, call=submitted.call, state=State.SUBMITTED)
    with django_assert_num_queries(13):
        do(client, "eligible", submitted, *more)
