"""What the public reads about calls, and when it says "open"."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils import timezone

from applications.calls.models import EligibilityQuestion, QuestionSetTranslation
from applications.judging.models import Criterion, Round, Rubric
from cms import actions
from cms.models import CallPage
from tests.factories.cms import ENGLISH_CALL, make_call_page

from .page import read

pytestmark = pytest.mark.django_db
OPENS = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
CLOSES = datetime(2026, 12, 20, 17, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def page(home):
    return make_call_page(home, code="autumn", opens_at=OPENS, closes_at=CLOSES)


def apply_links(page) -> list[str]:
    return [url for words, url in page.links.items() if words == "Apply now"]


@pytest.mark.parametrize(
    ("now", "says", "phase", "applies"),
    [
        (OPENS - SECOND, "Opens soon", "soon", []),
        (OPENS, "Open now", "open", ["/apply/autumn/start/"]),
        (CLOSES - SECOND, "Open now", "open", ["/apply/autumn/start/"]),
        (CLOSES, "Closed", "closed", []),
    ],
)
def test_call_page_follows_the_servers_clock(page, client, now, says, phase, applies):
    with time_machine.travel(now, tick=False):
        shown = read(client, "/calls/autumn/")
        listed = read(client, "/calls/")
    words = {"Opens soon", "Open now", "Closed"}
    assert {word for word in words if word in shown.text} == {says}
    assert [tag["class"] for tag in listed.all("article")] == [f"card call is-{phase}"]
    assert apply_links(shown) == applies


@pytest.mark.parametrize("address", ["/", "/calls/", "/calls/autumn/"])
def test_pages_with_a_clock_are_never_kept_by_browsers(page, client, address):
    assert client.get(address)["Cache-Control"] == "no-cache"


def test_home_shows_open_and_coming_calls_only(page, client, home):
    make_call_page(
        home, code="old", opens_at=OPENS - timedelta(days=90), closes_at=OPENS - timedelta(days=60)
    )
    with time_machine.travel(OPENS + timedelta(days=1)):
        urls = {url for url in read(client, "/").links.values() if url.startswith("/calls/")}
    assert urls == {"/calls/", "/calls/autumn/"}


def test_cancelled_call_says_so_and_leaves_the_list(page, client):
    page.call.cancelled_at = OPENS
    page.call.save()
    with time_machine.travel(OPENS + SECOND):
        shown, listed = read(client, "/calls/autumn/"), read(client, "/calls/")
    assert "This call is cancelled" in shown.text
    assert apply_links(shown) == []
    assert [url for url in listed.links.values() if "autumn" in url] == []


def test_deadline_is_in_words_with_its_time_zone(home, client):
    summer = datetime(2027, 7, 1, 16, 0, tzinfo=UTC)
    make_call_page(home, code="summer", opens_at=summer - timedelta(days=30), closes_at=summer)
    with time_machine.travel(summer - timedelta(days=2)):
        english = read(client, "/calls/summer/").text
        arabic = read(client, "/ar/calls/summer/").text
    assert "Thursday 1 July 2027, 17:00 (United Kingdom Time, UTC+1)" in english
    assert "توقيت المملكة المتحدة" in arabic


def test_call_page_tells_all_that_matters(page, client):
    call = page.call
    rubric = Rubric.objects.create(call=call)
    Criterion.objects.create(rubric=rubric, position=1, name="The need", weight=3)
    Round.objects.create(
        call=call,
        name="Pitch",
        rubric=rubric,
        venue="Library",
        starts_at=CLOSES + timedelta(days=30),
        ends_at=CLOSES + timedelta(days=31),
    )
    with time_machine.travel(OPENS):
        text = read(client, "/calls/autumn/").text
    expected = [
        "You are 18 or older.",
        "Tools and rent.",
        "Up to €5,000",
        call.cities.get().name,
        call.strands.get().name,
        "What is the problem?",
        "At most 200 words.",
        "The need",
        "weight 3",
        "19 January 2027",
        "Library",
    ]
    assert [words for words in expected if words not in text] == []


def test_questions_are_in_the_language_of_the_page(page, client):
    QuestionSetTranslation.objects.create(
        question_set=page.call.current_question_set,
        language="ar",
        texts={"need.label": "ما المشكلة؟"},
    )
    assert "What is the problem?" in read(client, "/calls/autumn/").text
    arabic = read(client, "/ar/calls/autumn/").text
    assert "ما المشكلة؟" in arabic
    assert "What is the problem?" not in arabic


def test_first_questions_lead_to_the_check(page, client):
    EligibilityQuestion.objects.create(
        call=page.call, position=1, key="here", texts={"en": {"question": "Do you live here?"}}
    )
    with time_machine.travel(OPENS):
        shown = read(client, "/calls/autumn/")
    assert "Do you live here?" in shown.text
    assert apply_links(shown) == ["/apply/autumn/check/"]


def test_publishing_and_moving_a_page_leaves_the_call_alone(page, home):
    before = (page.call.opens_at, page.call.closes_at)
    page.title = "Another title"
    page.save_revision().publish()
    page.unpublish()
    page.call.refresh_from_db()
    assert (page.call.opens_at, page.call.closes_at) == before


def test_call_with_a_page_cannot_be_deleted(page):
    with pytest.raises(ProtectedError) as refused:
        page.call.delete()
    assert page in refused.value.protected_objects


def test_call_page_needs_a_call(home):
    page = CallPage(title="Words only", introduction="x", who_can_apply="x", what_it_pays="x")
    index = home.get_children().get(slug="calls")
    with pytest.raises(ValidationError) as refused:
        index.add_child(instance=page)
    assert refused.value.message_dict["call"] == ["Choose the call that this page is about."]


def test_second_page_for_a_call_is_refused(page, home):
    with pytest.raises(ValidationError) as refused:
        actions.publish_call_page(page.call, {"en": ENGLISH_CALL}, by=home.owner)
    assert list(refused.value.message_dict) == ["slug"]
    copy = CallPage(
        call=page.call, title="B", slug="b", introduction="x", who_can_apply="x", what_it_pays="x"
    )
    with pytest.raises(ValidationError) as refused:
        page.get_parent().add_child(instance=copy)
    assert list(refused.value.message_dict) == ["call"]


def test_open_calls_come_in_parts_the_nearest_deadline_first(home, client, monkeypatch):
    """Then those to open, then closed ones; each call stands on one part."""
    monkeypatch.setattr("cms.call_lists.CALLS_ON_A_PAGE", 2)
    now, day = timezone.now(), timedelta(days=1)
    dates = {
        "soon-2": (1, 9), "open-1": (-9, 1), "over-2": (-9, -4), "open-3": (-9, 3),
        "soon-1": (2, 5), "over-1": (-9, -2), "open-2": (-9, 3),
    }  # fmt: skip
    for code in sorted(dates):
        opens, closes = (now + days * day for days in dates[code])
        make_call_page(home, code=code, opens_at=opens, closes_at=closes, languages="en")
    parts, address = [], "/calls/"
    while address:
        page = read(client, address)
        links = dict.fromkeys((tag["href"] or "").strip("/") for tag in page.all("a"))
        parts.append([each[6:] for each in links if each.removeprefix("calls/") in dates])
        address = "/calls/" + page.links["Next"] if "Next" in page.links else ""
    assert parts == [
        ["open-1", "open-2"], ["open-3", "soon-1"], ["soon-2", "over-1"], ["over-2"],
    ]  # fmt: skip
    assert "7 calls" in read(client, "/calls/").text


def test_closed_calls_come_in_parts(home, client, monkeypatch):
    monkeypatch.setattr("cms.call_lists.CALLS_ON_A_PAGE", 2)
    now = timezone.now()
    for days in (10, 20, 30):
        make_call_page(
            home,
            code=f"before-{days}",
            opens_at=now - timedelta(days=days + 5),
            closes_at=now - timedelta(days=days),
            languages="en",
        )
    first = read(client, "/calls/")
    second = read(client, "/calls/" + first.links["Next"])
    shown = [
        sorted({tag["href"] for tag in part.all("a") if "before" in (tag["href"] or "")})
        for part in (first, second)
    ]
    assert shown == [["/calls/before-10/", "/calls/before-20/"], ["/calls/before-30/"]]
    assert client.get("/calls/?after=nonsense").status_code == 200
