"""The road as stepping stones."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from applications.calls.models import Stage
from applications.journey.road import in_one_line, next_step, steps
from applications.journey.states import State
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory

pytestmark = pytest.mark.django_db

EVERYTHING = [Stage.TRAINING, Stage.DESK_SCORING, Stage.PITCH_DAY, Stage.MENTORING]


def stones(state, stages=EVERYTHING, **more):
    application = ApplicationFactory(call=CallFactory(stages=stages), state=state, **more)
    return [(step["key"], step["state"]) for step in steps(application)]


def test_steps_of_a_draft_start_at_the_first_stone():
    assert stones(State.DRAFT, [Stage.PITCH_DAY]) == [
        ("apply", "here"),
        ("screening", "next"),
        ("pitch_day", "next"),
        ("decision", "next"),
        ("agreement", "next"),
        ("money", "next"),
        ("project", "next"),
        ("completed", "next"),
    ]


@pytest.mark.parametrize(
    ("state", "stages", "here"),
    [
        (State.CHANGES_REQUESTED, EVERYTHING, "screening"),
        (State.ELIGIBLE, EVERYTHING, "training"),
        (State.ELIGIBLE, [Stage.PITCH_DAY], "pitch_day"),
        (State.ELIGIBLE, [Stage.DESK_SCORING], "scoring"),
        (State.ELIGIBLE, [], "decision"),
        (State.READY_TO_PITCH, EVERYTHING, "scoring"),
        (State.SCHEDULED, EVERYTHING, "pitch_day"),
        (State.RESERVE, EVERYTHING, "decision"),
        (State.AWARDED, EVERYTHING, "agreement"),
        (State.AGREED, EVERYTHING, "money"),
        (State.ACTIVE, EVERYTHING, "project"),
        (State.COMPLETED, EVERYTHING, "completed"),
    ],
)
def test_steps_mark_the_stone_of_the_state(state, stages, here):
    assert [key for key, word in stones(state, stages) if word == "here"] == [here]


@pytest.mark.parametrize(
    ("state", "more", "last"),
    [
        (State.INELIGIBLE, {}, "screening"),
        (State.NOT_FUNDED, {}, "decision"),
        (State.OFFER_LAPSED, {}, "agreement"),
        (State.ENDED_EARLY, {}, "project"),
        (State.WITHDRAWN, {"withdrawn_from": State.IN_TRAINING}, "training"),
    ],
)
def test_steps_of_an_ended_road_stop_where_it_ended(state, more, last):
    assert stones(state, **more)[-1] == (last, "ended")


def test_steps_carry_the_dates_that_are_known():
    application = ApplicationFactory(state=State.SUBMITTED)
    road = {
        step["key"]: step["date"] for step in steps(application, {"pitch_day": date(2027, 3, 1)})
    }
    assert (road["apply"], road["pitch_day"]) == (application.submitted_at, date(2027, 3, 1))


def test_steps_of_a_loaded_list_ask_the_database_nothing(django_assert_num_queries):
    from applications.journey.models import Application

    ApplicationFactory.create_batch(3, state=State.SUBMITTED)
    loaded = list(Application.objects.with_road())
    with django_assert_num_queries(0):
        assert [len(steps(application)) for application in loaded] == [9, 9, 9]


@pytest.mark.parametrize("state", State.values)
def test_next_step_says_something_about_every_state(state):
    application = ApplicationFactory(state=state)
    assert next_step(application)["text"] != ""


DAY = timezone.localdate() + timedelta(days=60)

NEXT = {
    State.DRAFT: ("You", True),
    State.SUBMITTED: ("The programme team", DAY),
    State.CHANGES_REQUESTED: ("You", "as soon as you can"),
    State.ELIGIBLE: ("The programme team", DAY),
    State.IN_TRAINING: ("You", "as soon as you can"),
    State.READY_TO_PITCH: ("The programme team", DAY),
    State.SCHEDULED: ("You", "as soon as you can"),
    State.JUDGED: ("The panel", DAY),
    State.AWARDED: ("You", "as soon as you can"),
    State.RESERVE: ("The programme team", "the day is not set yet; it will stand here"),
    State.AGREED: ("The programme team", "the day is not set yet; it will stand here"),
    State.ACTIVE: ("You", "as soon as you can"),
}
"""Who acts next and by when, while no room further up has a record of its own."""


@pytest.mark.parametrize("state", NEXT)
def test_next_step_says_what_who_and_by_when_in_every_state_on_the_road(state):
    application = ApplicationFactory(call=CallFactory(answers_by=DAY), state=state)
    step = next_step(application)
    by = step["by_words"] or (step["by"] if state != State.DRAFT else step["by"] is not None)
    assert (bool(step["text"]), step["who"], by) == (True, *NEXT[state])


@pytest.mark.parametrize("state", [each for each in State if each not in NEXT])
def test_next_step_of_an_ended_road_says_where_it_stands(state):
    step = next_step(ApplicationFactory(state=state, withdrawn_from=withdrawn(state)))
    assert (step["title"], bool(step["text"]), step["who"]) == ("Where this stands", True, "")


def withdrawn(state: State) -> str:
    return State.SUBMITTED if state == State.WITHDRAWN else ""


def test_next_step_says_until_when_a_withdrawal_can_be_undone():
    application = ApplicationFactory(state=State.WITHDRAWN, withdrawn_from=State.SUBMITTED)
    assert next_step(application)["by_words"].startswith("until ")
    application.state_since -= timedelta(days=1)
    assert next_step(application)["text"] == "You took back your application."


def test_next_step_promises_no_day_that_is_past():
    past = timezone.localdate() - timedelta(days=1)
    call = CallFactory(answers_by=past)
    step = next_step(ApplicationFactory(call=call, state=State.JUDGED))
    assert (step["by"], step["by_words"]) == (None, "the day is not set yet; it will stand here")


def test_next_step_in_a_letter_is_one_line():
    call = CallFactory(answers_by=date(2099, 3, 1))
    step = next_step(ApplicationFactory(call=call, state=State.SUBMITTED))
    assert in_one_line(step) == (
        "We read your application and write to you. (The programme team: by 1 March 2099)"
    )
