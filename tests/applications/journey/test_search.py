"""Finding applications: words in answers, orders, counts, kept filters."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from applications.journey import pipeline, receipts, tasks
from applications.journey.models import Application, SavedFilter, SearchText, Tally
from applications.journey.states import State
from applications.journey.workflow import advance
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import GOOD_ANSWERS, ApplicationFactory
from tests.factories.programmes import user_with

pytestmark = pytest.mark.django_db

INDEX = "/admin/pipeline/"
WORDS = "Une crèche pour les enfants. أَهْلًا بالجيران"


@pytest.fixture
def submitted() -> Application:
    return ApplicationFactory(
        state=State.SUBMITTED,
        title="Łódź Bakery",
        user=UserFactory(person__display_name="Zoë Invented"),
        answers=GOOD_ANSWERS | {"need": WORDS},
    )


@pytest.fixture
def officer(submitted):
    return user_with(Role.OFFICER, programme=submitted.call.programme)


@pytest.fixture
def desk(officer, sign_in):
    return sign_in(officer)


def titles(response) -> list[str]:
    return [application.title for application, _steps in response.context["rows"]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("creche", True),
        ("CRÈCHE enfants", True),
        ("enf", True),
        ("اهلا", True),
        ("zoe", True),
        ("lodz", True),
        ("aker", True),
        ("creche garden", False),
        ("reche", False),
        ("'; --", False),
        ("\\ ' & | ! ( :*", False),
    ],
)
def test_search_finds_words_in_answers_name_and_title(desk, words, found):
    page = desk.get(INDEX, {"q": words})
    assert (titles(page), page.context["total"]) == (["Łódź Bakery"] * found, int(found))


def test_search_finds_nothing_beyond_the_officers_reach(submitted, sign_in):
    elsewhere = user_with(Role.OFFICER, programme=CallFactory().programme)
    assert titles(sign_in(elsewhere).get(INDEX, {"q": "creche"})) == []


def test_what_is_sent_is_found_once_the_worker_wrote_its_receipt():
    draft = ApplicationFactory()
    before = SearchText.objects.count()
    advance(draft, "submit", by=draft.applicant.user)
    receipts.acknowledge(draft.receipts.get().pk)
    assert (before, SearchText.objects.get().application) == (0, draft)


def test_what_was_sent_by_another_way_is_found_within_the_hour():
    draft = ApplicationFactory()
    tasks.index_forgotten(0)
    before = SearchText.objects.count()
    Application.objects.update(state=State.SUBMITTED, submitted_at=draft.created_at)
    tasks.index_forgotten(0)
    assert (before, SearchText.objects.get().application) == (0, draft)


def test_search_follows_changed_answers_and_names(submitted, desk):
    submitted.answers.filter(key="need").update(value="A garden")
    person = submitted.applicant
    person.display_name = "Other Name"
    person.save()
    found = {
        words: titles(desk.get(INDEX, {"q": words}))
        for words in ("creche", "garden", "zoe", "other")
    }
    assert found == {
        "creche": [],
        "garden": ["Łódź Bakery"],
        "zoe": [],
        "other": ["Łódź Bakery"],
    }
    submitted.answers.all().delete()
    assert titles(desk.get(INDEX, {"q": "garden"})) == []


def test_words_go_with_their_application(submitted):
    submitted.answers.all().delete()
    submitted.delete()
    assert SearchText.objects.count() == 0


def test_too_many_to_count_are_said_so_and_still_listed(submitted, desk, monkeypatch):
    monkeypatch.setattr(pipeline, "MANY", 1)
    ApplicationFactory(call=submitted.call, state=State.JUDGED, title="Bakery two")
    page = desk.get(INDEX, {"q": "bakery"})
    assert (titles(page), page.context["many"]) == (["Bakery two", "Łódź Bakery"], 1)
    assert titles(desk.get(INDEX, {"q": "bakery", "state": "judged"})) == ["Bakery two"]


@pytest.fixture
def three(submitted):
    """Three applications whose orders differ."""
    now = timezone.now()
    for title, days, asked in (("B", 9, None), ("C", 5, 900_000)):
        ApplicationFactory(
            call=submitted.call,
            state=State.SUBMITTED,
            title=title,
            requested_minor=asked,
            state_since=now - timedelta(days=days),
        )
    Application.objects.filter(pk=submitted.pk).update(title="A", state_since=now)


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?sort=newest", "CBA"),
        ("?sort=longest", "BCA"),
        ("?sort=most", "CAB"),
        ("?waiting=3", "BC"),
        ("?waiting=7&sort=newest", "B"),
        ("?sort=nonsense", "CBA"),
        ("?sort=longest&q=invented", "A"),
    ],
)
@pytest.mark.parametrize("size", [25, 1])
def test_every_order_pages_there_and_back(desk, monkeypatch, query, expected, size):
    monkeypatch.setattr("applications.journey.paging.PAGE", size)
    there, back = "", ""
    page = desk.get(INDEX + query)
    while True:
        there += "".join(titles(page))
        if not page.context["older_url"]:
            break
        page = desk.get(INDEX + page.context["older_url"])
    while True:
        back = "".join(titles(page)) + back
        if not page.context["newer_url"]:
            break
        page = desk.get(INDEX + page.context["newer_url"])
    assert (there, back) == (expected, expected)


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("key", ["x", "1~x", "~", "9" * 30, "1~2026-99-99", "1~" + "9" * 30])
@pytest.mark.parametrize("sort", ["newest", "longest", "most"])
def test_a_nonsense_key_is_no_error(desk, key, sort):
    assert desk.get(INDEX, {"sort": sort, "before": key}).status_code == 200


def test_tallies_follow_every_way_of_writing(submitted, officer):
    def tallied() -> dict[str, int]:
        return pipeline.all_counts(officer).by_state

    seen = [tallied()]
    judged = ApplicationFactory.create_batch(2, call=submitted.call, state=State.JUDGED)
    seen.append(tallied())
    Application.objects.filter(pk=judged[0].pk).update(state=State.RESERVE)
    seen.append(tallied())
    tasks.add_up(0)
    seen.append(tallied())
    judged[1].answers.all().delete()
    judged[1].delete()
    seen.append(tallied())
    assert seen == [
        {"submitted": 1},
        {"submitted": 1, "judged": 2},
        {"submitted": 1, "judged": 1, "reserve": 1},
        {"submitted": 1, "judged": 1, "reserve": 1},
        {"submitted": 1, "reserve": 1},
    ]


def test_adding_up_leaves_one_row_a_place(submitted):
    ApplicationFactory.create_batch(3, call=submitted.call, state=State.SUBMITTED)
    before = Tally.objects.count()
    tasks.add_up(0)
    assert (before, list(Tally.objects.values_list("number", flat=True))) == (4, [4])


def test_an_officers_own_application_is_not_counted(submitted, officer):
    ApplicationFactory(call=submitted.call, state=State.JUDGED, user=officer)
    assert pipeline.all_counts(officer).by_state == {"submitted": 1}


def test_a_kept_filter_leads_back_and_is_shared_with_the_team(submitted, officer, sign_in):
    programme = submitted.call.programme
    mate = user_with(Role.OFFICER, programme=programme)
    stranger = user_with(Role.OFFICER, programme=CallFactory().programme)
    client = sign_in(officer)
    for name, of in (("Mine", ""), ("Ours", programme.pk)):
        client.post(
            reverse("pipeline:filters") + "?state=submitted&before=9",
            {"name": name, "programme": of},
        )
    offered = [
        [(each.name, each.query) for each in sign_in(user).get(INDEX).context["filters"]]
        for user in (officer, mate, stranger)
    ]
    ours = ("Ours", "?state=submitted")
    assert offered == [[("Mine", "?state=submitted"), ours], [ours], []]


def test_a_filter_is_forgotten_by_its_owner_alone(submitted, officer, sign_in):
    programme = submitted.call.programme
    kept = SavedFilter.objects.create(user=officer, name="Ours", query="?", programme=programme)
    forget = reverse("pipeline:forget_filter", args=[kept.pk])
    mate = user_with(Role.OFFICER, programme=programme)
    answers = [sign_in(user).post(forget).status_code for user in (mate, officer)]
    assert (answers, SavedFilter.objects.count()) == ([404, 302], 0)


def test_nobody_shares_a_filter_with_a_programme_they_do_not_work_in(officer, sign_in):
    other = CallFactory().programme
    sign_in(officer).post(reverse("pipeline:filters"), {"name": "X", "programme": other.pk})
    assert SavedFilter.objects.count() == 0


@pytest.mark.usefixtures("this_room_alone")
@pytest.mark.parametrize("count", [1, 3])
def test_kept_filters_ask_as_often_for_three(officer, desk, django_assert_num_queries, count):
    for number in range(count):
        SavedFilter.objects.create(user=officer, name=f"F{number}", query="?")
    with django_assert_num_queries(11):
        desk.get(reverse("pipeline:filters"))


def test_answers_to_questions_that_are_gone_are_not_found(submitted, desk):
    submitted.answers.create(key="gone", value="Zeppelin", typed_by=submitted.applicant.user)
    assert titles(desk.get(INDEX, {"q": "zeppelin"})) == []
    assert titles(desk.get(INDEX, {"q": "creche"})) == ["Łódź Bakery"]
