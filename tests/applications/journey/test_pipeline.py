"""The officer's screens."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

import audit.record
from accounts.roles import Role
from applications.journey.models import Application, ChangeRequest, Extension, Note, Screening
from applications.journey.states import State
from audit.models import Sighting
from notifications.models import Message
from tests.factories.calls import CallFactory
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


@pytest.fixture
def desk(officer, sign_in):
    return sign_in(officer)


def screen(application: Application) -> str:
    return reverse("pipeline:application", args=[application.public_id])


def listed(response) -> list[str]:
    return [application.title for application, _steps in response.context["rows"]]


def test_pipeline_counts_by_state_and_leaves_drafts_out(submitted, desk):
    ApplicationFactory(call=submitted.call, state=State.JUDGED)
    ApplicationFactory(call=submitted.call, state=State.DRAFT)
    context = desk.get(INDEX).context
    assert [(each["label"], each["count"]) for each in context["counts"]] == [
        ("Sent", 1),
        ("Judged", 1),
    ]
    assert context["total"] == 2


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?state=submitted", ["Warm bread"]),
        ("?state=judged", []),
        ("?q=WARM", ["Warm bread"]),
        ("?q=cold", []),
        ("?q=test-", ["Warm bread"]),
        ("?city=nonsense&state=nonsense", ["Warm bread"]),
    ],
)
def test_pipeline_filters(desk, query, expected):
    assert listed(desk.get(INDEX + query)) == expected


def test_pipeline_shows_nothing_of_another_programme_or_city(submitted, sign_in):
    elsewhere = user_with(Role.OFFICER, programme=CallFactory().programme)
    other_city = user_with(Role.OFFICER, programme=submitted.call.programme, city=CityFactory())
    assert [listed(sign_in(user).get(INDEX)) for user in (elsewhere, other_city)] == [[], []]


def test_pipeline_pages_by_key_there_and_back(submitted, desk, monkeypatch):
    monkeypatch.setattr("applications.journey.paging.PAGE", 2)
    for title in ("B", "C", "D"):
        ApplicationFactory(call=submitted.call, state=State.SUBMITTED, title=title)
    first = desk.get(INDEX)
    second = desk.get(INDEX + first.context["older_url"])
    back = desk.get(INDEX + second.context["newer_url"])
    assert [listed(page) for page in (first, second, back)] == [
        ["D", "C"],
        ["B", "Warm bread"],
        ["D", "C"],
    ]
    assert (first.context["newer_url"], second.context["older_url"]) == ("", "")


def test_opening_an_application_is_recorded_once(submitted, officer, desk):
    desk.get(screen(submitted))
    [seen] = Sighting.objects.all()
    assert (seen.user, seen.object_id, seen.screen) == (
        officer,
        submitted.pk,
        "pipeline.application",
    )


def test_an_officer_does_not_find_their_own_application(submitted, sign_in):
    own = ApplicationFactory(call=submitted.call, state=State.SUBMITTED)
    user = own.applicant.user
    user.assignments.create(role=Role.OFFICER, programme=submitted.call.programme)
    assert sign_in(user).get(screen(own)).status_code == 404


def press(desk, application, do, follow=True, **data):
    return desk.post(
        screen(application), {"do": do, "seen": "submitted"} | data, follow=follow
    ).content.decode()


def test_screening_twice_has_one_effect_and_says_so(submitted, desk):
    press(desk, submitted, "eligible")
    text = press(desk, submitted, "eligible")
    assert "has moved on to “Can go on”" in text
    submitted.refresh_from_db()
    assert (submitted.state, Screening.objects.count(), Message.objects.count()) == (
        State.ELIGIBLE,
        1,
        1,
    )
    assert audit.record.history(submitted).count() == 1


def test_not_for_this_call_needs_a_reason_and_a_way_on(submitted, desk):
    text = press(desk, submitted, "ineligible", **{"ineligible-reason": "Too far away"})
    submitted.refresh_from_db()
    assert (submitted.state, "Too far away" in text) == (State.SUBMITTED, True)
    assert Screening.objects.count() == 0


def test_not_for_this_call_tells_why_and_where_to_go(submitted, desk, sign_in):
    words = {"ineligible-reason": "Too far away", "ineligible-way_on": "Ask the council"}
    press(desk, submitted, "ineligible", **words)
    page = sign_in(submitted.applicant.user).get(
        reverse("journey:status", args=[submitted.public_id])
    )
    text = page.content.decode()
    assert ("Too far away" in text, "Ask the council" in text) == (True, True)


def test_change_request_reopens_only_the_named_question(submitted, desk, sign_in):
    day = timezone.localdate() + timedelta(days=7)
    asked = {
        "changes-keys": ["need"],
        "changes-message": "Who waits?",
        "changes-due_on": day.isoformat(),
    }
    press(desk, submitted, "changes", **asked)
    submitted.refresh_from_db()
    assert submitted.state == State.CHANGES_REQUESTED
    due = ChangeRequest.objects.get().due_at.astimezone(submitted.call.zone)
    assert (due.date(), due.hour, due.minute) == (day, 23, 59)
    applicant = sign_in(submitted.applicant.user)
    page = reverse("journey:section", args=[submitted.public_id, "project"])
    text = applicant.get(page).content.decode()
    assert ('name="need"' in text, 'name="amount"' in text) == (True, False)
    applicant.post(page, {"need": "Families wait", "version-need": 1, "amount": "1"})
    applicant.post(
        reverse("journey:check", args=[submitted.public_id]), {"seen": "changes_requested"}
    )
    submitted.refresh_from_db()
    answers = dict(submitted.answers.values_list("key", "value"))
    assert (submitted.state, answers["need"], answers["amount"]) == (
        State.SUBMITTED,
        "Families wait",
        450_000,
    )
    assert ChangeRequest.objects.filter(answered_at=None).count() == 0


@pytest.mark.parametrize(("audience", "told", "read"), [("team", 0, False), ("applicant", 1, True)])
def test_a_note_reaches_the_audience_on_its_button(submitted, desk, sign_in, audience, told, read):
    for _click in range(2):
        press(desk, submitted, "note", **{"note-text": "Call back", "note-audience": audience})
    page = sign_in(submitted.applicant.user).get(
        reverse("journey:status", args=[submitted.public_id])
    )
    assert "Call back" in desk.get(screen(submitted)).content.decode()
    assert (Note.objects.count(), Message.objects.count()) == (1, told)
    assert ("Call back" in page.content.decode()) is read


def test_extension_is_given_without_opening_the_draft(submitted, desk):
    draft = ApplicationFactory(call=submitted.call)
    day = timezone.localdate() + timedelta(days=3)
    for _click in range(2):
        desk.post(
            INDEX + "extension/",
            {"reference": draft.reference, "until_day": day.isoformat(), "reason": "Ill"},
        )
    [extension] = Extension.objects.all()
    assert extension.until.astimezone(draft.call.zone).date() == day
    assert (Message.objects.count(), Sighting.objects.count()) == (1, 0)
    assert desk.get(screen(draft)).status_code == 404


def test_extension_of_another_programmes_draft_is_not_found(desk):
    draft = ApplicationFactory()
    day = timezone.localdate() + timedelta(days=3)
    response = desk.post(
        INDEX + "extension/",
        {"reference": draft.reference, "until_day": day.isoformat(), "reason": "Ill"},
    )
    assert "No draft in your programmes has this reference." in response.content.decode()
    assert Extension.objects.count() == 0


def test_home_shows_the_officer_what_waits(desk):
    text = desk.get("/admin/").content.decode()
    assert '<a href="/admin/pipeline/?state=submitted"><b>1</b> Sent</a>' in text


@pytest.mark.usefixtures("this_room_alone")
@pytest.mark.parametrize("count", [1, 3])
def test_pipeline_asks_as_often_for_three_rows(submitted, desk, django_assert_num_queries, count):
    ApplicationFactory.create_batch(count - 1, call=submitted.call, state=State.SUBMITTED)
    with django_assert_num_queries(12):
        desk.get(INDEX)


@pytest.mark.usefixtures("this_room_alone")
@pytest.mark.parametrize("count", [1, 3])
def test_application_asks_as_often_for_three_of_everything(
    submitted, officer, desk, django_assert_num_queries, count
):
    for number in range(count):
        submitted.notes.create(text=f"Note {number}", written_by=officer)
        submitted.change_requests.create(
            keys=["need"],
            message="?",
            due_at=timezone.now(),
            asked_by=officer,
            answered_at=timezone.now(),
        )
        audit.record.record("application.note", submitted, by=officer)
        audit.record.saw(submitted, by=officer, screen="test")
    with django_assert_num_queries(19):
        desk.get(screen(submitted))
