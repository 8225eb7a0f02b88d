"""A call in sentences, what is missing before it opens, and who is told what."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from accounts.roles import Role
from applications.calls import problems, summary, told
from applications.calls.models import EligibilityQuestion, Stage
from notifications.letters import Letter
from tests.factories.calls import CallFactory
from tests.factories.judging import RubricFactory
from tests.factories.programmes import CityFactory, StrandFactory, user_with
from tests.factories.training import CourseFactory

pytestmark = pytest.mark.django_db

WORDS = {"question": "Is it?", "advice": "Ask us."}


@pytest.fixture
def call():
    call = CallFactory(
        opens_at=datetime(2027, 3, 1, 9, tzinfo=UTC),
        closes_at=datetime(2027, 3, 28, 11, tzinfo=UTC),
        answers_by=date(2027, 5, 3),
        grace_minutes=15,
        minimum_minor=50_000,
        contact_email="help@calls.example",
        cities=[CityFactory(name="Coventry")],
        title_words={"ar": "نداء"},
    )
    call.strands.set([StrandFactory(programme=call.programme, name="Social enterprise")])
    return call


def test_a_call_reads_as_sentences(call):
    assert summary.sentences(call) == [
        "It opens on Monday 1 March 2027, 09:00 (United Kingdom Time, UTC) and closes on "
        "Sunday 28 March 2027, 12:00 (United Kingdom Time, UTC+1).",
        "Who is writing when it closes can still send for 15 minutes.",
        "It is for people in Coventry. Kinds of project: Social enterprise.",
        "One project gets from €500 to €5,000.",
        "The pot is €25,000: enough for 5 projects that get the most.",
        "People can read the questions in English, Arabic.",
        "There is no check before the form: everybody goes straight to it.",
        "The form (version 1) has 3 questions.",
        "3 of them must be answered.",
        "The road of a project: the team reads it, then training, then pitch day, then "
        "the decision.",
        "Who gets a grant also gets a mentor.",
        "Everyone has an answer by 3 May 2027.",
        "People who are not sure write to help@calls.example.",
    ]


def test_letters_of_stages_that_the_call_leaves_out_are_not_named(call):
    every = {row.letter.kind for row in told.told_by(call)}
    call.stages = []
    left = {row.letter.kind for row in told.told_by(call)}
    rooms = {kind.split(".")[0] for kind in every - left}
    assert rooms == {"training", "judging", "pitching", "mentorships"}
    assert "judging.schedule" in every - left


def test_every_letter_of_the_road_is_named(call):
    call.stages = list(Stage)
    rooms = ("calls", "journey", "training", "judging", "awards", "payments", "mentorships")
    sent = {kind for kind in Letter.registry if kind.split(".")[0] in rooms}
    assert sent - {row.letter.kind for row in told.told_by(call)} == set()


def ready(call) -> None:
    for number, key in enumerate(["trade", "city", "people"]):
        EligibilityQuestion.objects.create(
            call=call, position=number, key=key, texts={"en": WORDS, "ar": WORDS}
        )
    CourseFactory(programme=call.programme)
    RubricFactory(call=call)


def test_a_call_that_has_everything_gets_no_hint(call):
    ready(call)
    assert problems.hints(call) == []


@pytest.mark.parametrize(
    ("missing", "hint", "place"),
    [
        ("trade", "No question asks “May you trade and be paid?”.", "eligibility"),
        ("check", "Nobody can check if the call is for them. Ask 3 to 8 things.", "eligibility"),
        ("contact", "The call has no address of its own for questions.", "change"),
        ("title", "The title has no words in Arabic.", "change"),
    ],
)
def test_each_hint_leads_to_its_place(call, missing, hint, place):
    ready(call)
    if missing == "check":
        call.eligibility_questions.all().delete()
    elif missing == "trade":
        call.eligibility_questions.filter(key="trade").update(key="time")
    elif missing == "contact":
        call.contact_email = ""
    else:
        call.title_words = {}
    [found] = problems.hints(call)
    assert found.startswith(hint)
    assert found.url == reverse(f"calls:{place}", args=[call.public_id])


@pytest.mark.parametrize(
    ("stages", "hints"),
    [
        ([Stage.TRAINING], ["The call has training, but its programme has no course yet."]),
        ([Stage.DESK_SCORING], ["The call is judged, but it has no rubric yet."]),
        ([Stage.MENTORING], []),
    ],
)
def test_a_stage_says_what_it_needs(call, stages, hints):
    ready(call)
    call.programme.courses.all().delete()
    call.rubrics.all().delete()
    call.stages = stages
    assert problems.hints(call) == hints


def test_each_problem_leads_to_its_place(call):
    missing = problems.of_call(call)
    found = {str(each): each.url for each in missing}
    questions = call.current_question_set
    text = "The questions are not all in Arabic: 5 texts are missing."
    assert found[text] == reverse("calls:translate", args=[questions.pk, "ar"])


def test_staff_read_and_print_the_summary(call, sign_in):
    officer = sign_in(user_with(Role.OFFICER, programme=call.programme))
    for name in ("call", "summary"):
        page = officer.get(reverse(f"calls:{name}", args=[call.public_id])).content.decode()
        assert "Everyone has an answer by 3 May 2027." in page
        assert "An application is sent" in page


@pytest.mark.usefixtures("no_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_the_summary_asks_as_often_for_three_cities(
    call, sign_in, django_assert_num_queries, count
):
    call.cities.set(CityFactory.create_batch(count))
    officer = sign_in(user_with(Role.OFFICER, programme=call.programme))
    with django_assert_num_queries(14):
        officer.get(reverse("calls:summary", args=[call.public_id]))
