"""Making calls in Wagtail's admin."""

import json
from datetime import UTC, datetime

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

import audit.record
from accounts.roles import Role
from applications.calls.models import Call, EligibilityQuestion, QuestionSet
from applications.calls.texts import texts_of
from tests.factories.calls import SECTIONS, CallFactory
from tests.factories.programmes import CityFactory, ProgrammeFactory, StrandFactory, user_with
from tests.factories.questions import check, question, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    programme = ProgrammeFactory(currency="EUR")
    StrandFactory(programme=programme)
    programme.cities.add(CityFactory())
    return programme


@pytest.fixture
def desk(programme, sign_in):
    return sign_in(user_with(Role.OFFICER, programme=programme))


@pytest.fixture
def call(programme) -> Call:
    return CallFactory(programme=programme, published_at=None, languages=["en", "ar"])


def typed(programme, **more):
    return {
        "programme": programme.pk,
        "title": "Spring grants",
        "code": "spring",
        "opens_local": "2027-01-10T09:00",
        "closes_local": "2027-06-30T12:00",
        "time_zone": "Europe/London",
        "grace_minutes": 15,
        "maximum": 5000,
        "pot": 25000,
        "cities": [city.pk for city in programme.cities.all()],
        "strands": [strand.pk for strand in programme.strands.all()],
        "languages": ["en"],
        "stages": ["training"],
    } | more


def address(name: str, *args) -> str:
    return reverse(f"calls:{name}", args=args)


def done_to(call: Call) -> list[str]:
    return [entry.action for entry in audit.record.history(call)]


def test_make_reads_times_by_the_calls_own_clock(programme, desk):
    desk.post(address("make"), typed(programme))
    call = Call.objects.get()
    assert (call.opens_at, call.closes_at) == (
        datetime(2027, 1, 10, 9, 0, tzinfo=UTC),
        datetime(2027, 6, 30, 11, 0, tzinfo=UTC),
    )
    assert (call.maximum_minor, call.pot_minor, call.published_at) == (500_000, 2_500_000, None)
    assert done_to(call) == ["call.make"]


@pytest.mark.parametrize(
    "closes", ["2027-03-28T01:30", "2027-10-31T01:30"], ids=["skipped", "repeated"]
)
def test_make_refuses_a_time_that_the_clock_change_skips_or_repeats(programme, desk, closes):
    response = desk.post(address("make"), typed(programme, closes_local=closes))
    assert list(response.context["form"].errors) == ["closes_local"]
    assert Call.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("closes_local", "2027-01-09T09:00"),
        ("maximum", 30000),
        ("minimum", 5001),
        ("code", "Not a slug"),
    ],
)
def test_make_keeps_what_was_typed_when_something_is_wrong(programme, desk, field, value):
    response = desk.post(address("make"), typed(programme, **{field: value}))
    form = response.context["form"]
    assert (list(form.errors), form["title"].value()) == ([field], "Spring grants")


def test_call_without_a_deadline_is_refused_in_words(programme, desk):
    response = desk.post(address("make"), typed(programme, closes_local=""))
    assert response.context["form"].errors == {"closes_local": ["Give the call a deadline."]}


def test_the_least_of_a_published_call_can_only_shrink(programme, desk):
    call = CallFactory(programme=programme, minimum_minor=50_000)
    again = typed(
        programme, code=call.code, languages=["en", "ar"], closes_local="2030-01-01T12:00"
    )
    assert desk.get(address("change", call.public_id)).context["form"]["minimum"].value() == "500"
    response = desk.post(address("change", call.public_id), again | {"minimum": 600})
    assert response.context["form"].non_field_errors() == [
        "People count on this amount. The least can only shrink."
    ]
    desk.post(address("change", call.public_id), again | {"minimum": ""})
    call.refresh_from_db()
    assert call.minimum_minor is None


def test_change_shows_the_same_wall_clock_again(call, desk):
    Call.objects.update(closes_at=datetime(2027, 6, 30, 11, 0, tzinfo=UTC))
    form = desk.get(address("change", call.public_id)).context["form"]
    assert form["closes_local"].value() == "2027-06-30T12:00"


def test_a_published_calls_deadline_can_only_move_later(programme, desk):
    call = CallFactory(programme=programme, closes_at=datetime(2027, 7, 30, 11, 0, tzinfo=UTC))
    again = typed(programme, code=call.code, languages=["en", "ar"])
    response = desk.post(address("change", call.public_id), again)
    assert response.context["form"].non_field_errors() == [
        "People count on this deadline. It can only move later."
    ]
    desk.post(address("change", call.public_id), again | {"closes_local": "2027-08-01T12:00"})
    call.refresh_from_db()
    assert call.closes_at == datetime(2027, 8, 1, 11, 0, tzinfo=UTC)


def test_publish_says_everything_that_is_missing(programme, desk):
    call = CallFactory(programme=programme, published_at=None, languages=["en", "ar"])
    call.cities.clear()
    EligibilityQuestion.objects.create(call=call, position=1, key="local", texts={})
    found = desk.get(address("call", call.public_id)).context["problems"]
    assert found == [
        "Choose at least one city.",
        "Publish its questions first.",
        "The eligibility question “local” has no words in English.",
        "The eligibility question “local” has no words in Arabic.",
    ]
    desk.post(address("publish", call.public_id))
    call.refresh_from_db()
    assert call.published_at is None


def test_a_call_is_published_once_its_questions_are_translated(call, desk):
    question_set = call.question_sets.get()
    desk.post(address("publish_questions", question_set.pk))
    [missing] = desk.get(address("call", call.public_id)).context["problems"]
    assert missing == "The questions are not all in Arabic: 5 texts are missing."
    words = {text.key: f"ترجمة {text.words}" for text in texts_of(question_set)}
    desk.post(address("translate", question_set.pk, "ar"), words)
    for _click in range(2):
        desk.post(address("publish", call.public_id))
    call.refresh_from_db()
    assert call.phase() == Call.Phase.OPEN
    assert done_to(call) == ["call.publish_questions", "call.translate", "call.publish"]
    assert question_set.translations.get().texts == words


def test_publish_questions_refuses_a_key_used_twice(call, desk):
    more = json.loads(json.dumps(SECTIONS[1]))
    more["value"]["key"] = "more"
    question_set = call.question_sets.get()
    question_set.body = [*SECTIONS, more]
    question_set.save()
    twice = "The key “agree” is used twice. Give each its own."
    page = desk.get(address("call", call.public_id))
    assert [wrong for _set, _translated, wrong in page.context["versions"]] == [[twice]]
    assert address("publish_questions", question_set.pk) not in page.content.decode()
    response = desk.post(address("publish_questions", question_set.pk))
    assert list(map(str, get_messages(response.wsgi_request))) == [twice]


def test_published_questions_never_change_whoever_asks():
    published = CallFactory().question_sets.get()
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        QuestionSet.objects.filter(pk=published.pk).update(version=9)


def test_a_new_version_begins_as_a_copy_and_is_begun_once(programme, desk):
    call = CallFactory(programme=programme)
    for _click in range(2):
        response = desk.post(address("begin_questions", call.public_id))
    first, second = call.question_sets.order_by("version")
    assert response.url == address("questions", second.pk)
    assert (second.version, second.published_at) == (2, None)
    assert texts_of(second) == texts_of(first)


def test_questions_editor_shows_an_unpublished_set(call, desk):
    response = desk.get(address("questions", call.question_sets.get().pk))
    assert (response.status_code, "What is the problem?" in response.content.decode()) == (
        200,
        True,
    )


def test_questions_are_written_through_the_editor(call, desk):
    question = {
        "key": "name",
        "kind": "short_text",
        "label": "Its name?",
        "help_text": "",
        "why": "",
        "word_limit": "",
        "options-count": "0",
        "required": "on",
        "seen_by": "team",
        "only_if-question": "",
        "only_if-answers": "",
    }
    prefix = "body-0-value"
    one = {"key": "one", "title": "One", "intro": "", "questions-count": "1"}
    data = {"body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "section"}
    data |= {f"{prefix}-{name}": value for name, value in one.items()}
    data |= {f"{prefix}-questions-0-deleted": "", f"{prefix}-questions-0-order": "0"}
    data |= {f"{prefix}-questions-0-value-{name}": value for name, value in question.items()}
    fits = {"first": "cost", "relation": "same", "second": "amount", "sentence": "Add it up."}
    data |= {"checks-count": "1", "checks-0-deleted": "", "checks-0-order": "0"}
    data |= {"checks-0-type": "check"}
    data |= {f"checks-0-value-{name}": value for name, value in fits.items()}
    question_set = call.question_sets.get()
    wrong = desk.post(address("questions", question_set.pk), data | {"body-0-value-title": ""})
    assert list(map(str, wrong.context["messages"])) == ["Please put this right"]
    desk.post(address("questions", question_set.pk), data)
    question_set.refresh_from_db()
    assert [text.words for text in texts_of(question_set)] == ["One", "Its name?", "Add it up."]
    assert question_set.body[0].value["questions"][0]["seen_by"] == "team"


SELLS = question("sells", "choice", options=["yes", "no"])


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (
            [question("price", only_if=("sells", "yes")), SELLS],
            "“price?” depends on “sells”, which does not come before it.",
        ),
        (
            [SELLS, question("price", only_if=("sells", "maybe"))],
            "“price?” waits for an answer that “sells” does not offer.",
        ),
        (
            [question("name"), question("price", only_if=("name", "yes"))],
            "“price?” waits for an answer that “name” does not offer.",
        ),
    ],
)
def test_publish_questions_refuses_one_that_nobody_is_ever_asked(call, desk, asked, says):
    question_set = call.question_sets.get()
    question_set.body = [section("all", *asked)]
    question_set.save()
    assert says in desk.post(address("publish_questions", question_set.pk), follow=True).text


def test_publish_questions_refuses_answers_that_no_page_can_hold(call, desk):
    question_set = call.question_sets.get()
    question_set.body = [section("all", question("plan", "long_text", word_limit=501))]
    question_set.save()
    text = desk.post(address("publish_questions", question_set.pk), follow=True).text
    assert "“plan?” takes 500 words at most." in text


def test_language_added_to_an_open_call_says_what_it_lacks(call, desk):
    question_set = call.question_sets.get()
    Call.objects.filter(pk=call.pk).update(languages=["en"])
    for name, key in (("publish_questions", question_set.pk), ("publish", call.public_id)):
        desk.post(address(name, key))
    assert desk.get(address("call", call.public_id)).context["hints"] == []
    Call.objects.filter(pk=call.pk).update(languages=["en", "ar"])
    assert desk.get(address("call", call.public_id)).context["hints"] == [
        "The questions are not all in Arabic: 5 texts are missing.",
        "The title has no words in Arabic.",
    ]


def test_publish_questions_refuses_to_compare_what_has_no_size(call, desk):
    question_set = call.question_sets.get()
    question_set.body = [section("all", question("name"), question("amount", "money"))]
    question_set.checks = [check("name", "same", "amount", "Add it up.")]
    question_set.save()
    response = desk.post(address("publish_questions", question_set.pk))
    assert list(map(str, get_messages(response.wsgi_request))) == [
        "“name” and “amount” can't be compared. Name two amounts, numbers or dates."
    ]


def test_a_new_version_keeps_what_must_fit(call, desk):
    question_set = call.question_sets.get()
    question_set.checks = [check("amount", "at_most", "amount", "Less.")]
    question_set.published_at = timezone.now()
    question_set.save()
    desk.post(address("begin_questions", call.public_id))
    begun = call.question_sets.get(version=2)
    assert [block.value["sentence"] for block in begun.checks] == ["Less."]


def test_eligibility_questions_are_kept_in_every_language(call, desk):
    words = {"question_en": "In the city?", "help_en": "", "advice_en": "Try others."}
    words |= {"question_ar": "في المدينة؟", "help_ar": "", "advice_ar": "جرب غيرها."}
    data = {f"q0-{name}": value for name, value in words.items()}
    data |= {"q0-key": "local", "q0-wanted": "on", "q0-otherwise": "maybe"}
    data |= {"q1-wanted": "on", "q1-otherwise": "maybe"}
    desk.post(address("eligibility", call.public_id), data)
    question = call.eligibility_questions.get()
    assert (question.key, question.texts["ar"]["advice"]) == ("local", "جرب غيرها.")
    assert str(question) == "In the city?"


def test_cancel_is_final_and_happens_once(programme, desk):
    call = CallFactory(programme=programme)
    for _click in range(2):
        desk.post(address("cancel", call.public_id))
    call.refresh_from_db()
    assert (call.phase(), done_to(call)) == (Call.Phase.CANCELLED, ["call.cancel"])


def test_a_city_officer_does_not_manage_a_call_of_several_cities(call, programme, sign_in):
    user = user_with(Role.OFFICER, programme=programme, city=programme.cities.first())
    assert sign_in(user).get(address("call", call.public_id)).status_code == 404


@pytest.mark.usefixtures("no_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_calls_ask_as_often_for_three_rows(programme, desk, django_assert_num_queries, count):
    CallFactory.create_batch(count, programme=programme)
    with django_assert_num_queries(10):
        desk.get(address("index"))


@pytest.mark.usefixtures("no_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_call_asks_as_often_for_three_eligibility_questions(
    call, desk, django_assert_num_queries, count
):
    for number in range(count):
        EligibilityQuestion.objects.create(call=call, position=number, key=f"q{number}", texts={})
    with django_assert_num_queries(28):
        desk.get(address("call", call.public_id))
