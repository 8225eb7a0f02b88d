"""The checklist of a call, and applications that may be the same."""

import pytest
from django.urls import reverse

import audit.record
from accounts.roles import Role
from applications.journey import checklist, duplicates
from applications.journey.models import Application, ChecklistItem, NotDuplicate, SearchText
from applications.journey.search_words import index_forgotten
from applications.journey.states import State
from applications.journey.workflow import NotReady, advance
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import GOOD_ANSWERS, ApplicationFactory
from tests.factories.programmes import CityFactory, user_with

pytestmark = pytest.mark.django_db

LONG = "Parents on our estate wait for months, and nobody has asked them what they need most."


@pytest.fixture
def submitted() -> Application:
    return ApplicationFactory(
        state=State.SUBMITTED,
        title="Warm bread for Radford",
        answers=GOOD_ANSWERS | {"need": LONG},
    )


@pytest.fixture
def officer(submitted):
    return user_with(Role.OFFICER, programme=submitted.call.programme)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer)


def lines(*written: tuple[int | str, str, bool]) -> dict:
    given = {"form-TOTAL_FORMS": len(written), "form-INITIAL_FORMS": 0}
    for number, (pk, text, required) in enumerate(written):
        given |= {f"form-{number}-pk": pk, f"form-{number}-text": text}
        given |= {f"form-{number}-required": "on"} if required else {}
    return given


def the_list(call) -> list[tuple[str, bool]]:
    return list(call.checklist.filter(retired_at=None).values_list("text", "required"))


def test_a_checklist_is_written_changed_and_shortened(submitted, client):
    page = reverse("pipeline:checklist", args=[submitted.call.public_id])
    client.post(page, lines(("", "Lives here", True), ("", "Two quotes", False), ("", " ", True)))
    first, second = submitted.call.checklist.all()
    client.post(page, lines((second.pk, "Three quotes", False), (first.pk, "", True)))
    assert the_list(submitted.call) == [("Three quotes", False)]
    assert ChecklistItem.objects.count() == 2


def test_only_who_manages_the_call_writes_its_checklist(submitted, sign_in):
    of_a_city = user_with(Role.OFFICER, programme=submitted.call.programme, city=submitted.city)
    page = reverse("pipeline:checklist", args=[submitted.call.public_id])
    assert sign_in(of_a_city).post(page, lines(("", "X", True))).status_code == 404
    assert ChecklistItem.objects.count() == 0


def test_a_tick_says_who_and_stays_when_others_tick_more(submitted, officer, client, sign_in):
    one, two = (
        ChecklistItem.objects.create(call=submitted.call, text=text, position=position)
        for position, text in enumerate(("One", "Two"))
    )
    screen = reverse("pipeline:application", args=[submitted.public_id])
    client.post(screen, {"do": "tick", "item": one.pk})
    mate = user_with(Role.OFFICER, programme=submitted.call.programme)
    sign_in(mate).post(screen, {"do": "tick", "item": [one.pk, two.pk, 999, "x"]})
    who = [tick.by for _item, tick in checklist.to_check(submitted)]
    assert who == [officer.get_full_name(), mate.get_full_name()]
    client.post(screen, {"do": "tick", "item": two.pk})
    assert [bool(tick) for _item, tick in checklist.to_check(submitted)] == [False, True]


def test_an_unticked_required_item_stops_the_application(submitted, officer):
    needed = ChecklistItem.objects.create(call=submitted.call, text="Lives here", required=True)
    ChecklistItem.objects.create(call=submitted.call, text="Nice to have")
    with pytest.raises(NotReady, match="Tick first: Lives here"):
        advance(submitted, "find_eligible", by=officer)
    checklist.tick(submitted, items=[needed.pk], by=officer)
    advance(submitted, "find_eligible", by=officer)
    assert submitted.state == State.ELIGIBLE


def same_person(submitted) -> Application:
    return ApplicationFactory(
        call=submitted.call, applicant=submitted.applicant, user=submitted.applicant.user
    )


def same_phone(submitted) -> Application:
    submitted.applicant.phone = "+44 20 7946 0000"
    submitted.applicant.save()
    return ApplicationFactory(
        call=submitted.call, user=UserFactory(person__phone="+44 20 7946 0000")
    )


def same_text(submitted) -> Application:
    again = GOOD_ANSWERS | {"need": LONG.upper().replace(" ", "  ")}
    return ApplicationFactory(call=submitted.call, answers=again)


def same_title(submitted) -> Application:
    return ApplicationFactory(call=submitted.call, title="Wärm bread for Rádford!")


def nothing_the_same(submitted) -> Application:
    return ApplicationFactory(call=submitted.call, title="Allotment radio")


@pytest.mark.parametrize(
    ("make", "reasons"),
    [
        (same_person, ["the same person"]),
        (same_phone, ["the same phone"]),
        (same_text, ["the same text in an answer"]),
        (same_title, ["a title that is alike"]),
        (nothing_the_same, []),
    ],
)
def test_what_is_the_same_is_found_and_named(submitted, officer, make, reasons):
    other = make(submitted)
    Application.objects.filter(pk=other.pk).update(
        state=State.SUBMITTED, submitted_at=other.created_at
    )
    index_forgotten()
    found = [
        (each.application, [str(r) for r in each.reasons])
        for each in duplicates.likely(submitted, officer)
    ]
    assert found == ([(other, reasons)] if reasons else [])


def test_an_application_without_a_long_text_is_compared_too(officer, submitted):
    short = ApplicationFactory(call=submitted.call, state=State.SUBMITTED, answers={"need": "No."})
    index_forgotten()
    assert SearchText.objects.get(pk=short.pk).marks == []
    assert duplicates.likely(short, officer) == []


def test_duplicates_stay_within_reach_and_programme(submitted, sign_in):
    elsewhere = CallFactory()
    ApplicationFactory(call=elsewhere, state=State.SUBMITTED, title=submitted.title)
    ApplicationFactory(
        call=submitted.call, state=State.SUBMITTED, title=submitted.title + "!", city=CityFactory()
    )
    of_a_city = user_with(Role.OFFICER, programme=submitted.call.programme, city=submitted.city)
    assert duplicates.likely(submitted, of_a_city) == []


def test_what_is_no_duplicate_is_not_shown_again_on_either(submitted, officer, client):
    other = ApplicationFactory(
        call=submitted.call, state=State.SUBMITTED, title=submitted.title + "!"
    )
    screen = reverse("pipeline:application", args=[other.public_id])
    for _ in range(2):
        client.post(screen, {"do": "apart", "other": submitted.reference})
    client.post(screen, {"do": "apart", "other": other.reference})
    assert [duplicates.likely(each, officer) for each in (submitted, other)] == [[], []]
    assert NotDuplicate.objects.get().decided_by == officer
    assert [entry.data for entry in audit.record.history(other)] == [{"other": submitted.pk}]
