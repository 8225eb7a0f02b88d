"""What a call page says by the clock: time left, zones, briefing, judging, results."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from wagtail.models import Locale

from applications.calls.models import Stage
from applications.journey.models import Application
from applications.journey.states import State
from applications.judging.models import Decision
from applications.training.models import Session
from cms.actions import hide_project
from tests.factories.awards import decided, issued
from tests.factories.calls import CallFactory
from tests.factories.cms import make_briefing, make_call_page, make_story
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import CityFactory, ThemeFactory
from tests.factories.projects import founder_of, make_project
from tests.factories.training import CohortFactory, CourseFactory

from .page import read

pytestmark = pytest.mark.django_db
CLOSES = datetime(2027, 7, 1, 16, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ADDRESS, ARABIC = "/calls/summer/", "/ar/calls/summer/"


@pytest.fixture
def page(home):
    return make_call_page(home, code="summer", opens_at=CLOSES - 30 * DAY, closes_at=CLOSES)


def in_state(application: Application, state: State) -> None:
    Application.objects.filter(pk=application.pk).update(state=state)


def text(client, now: datetime, address: str = ADDRESS) -> str:
    with time_machine.travel(now, tick=False):
        return read(client, address).text.replace("\xa0", " ")


def test_time_left_is_right_without_scripts(page, client):
    opens = CLOSES - 30 * DAY
    said = {
        opens - timedelta(hours=26, minutes=5): "It opens in 1 day 2 hours.",
        CLOSES - timedelta(days=3, hours=4, minutes=59): "There is time left: 3 days 4 hours.",
        CLOSES - timedelta(minutes=61): "There is time left: 1 hour 1 minute.",
        CLOSES - timedelta(seconds=1): "There is time left: less than a minute.",
    }
    assert [words for now, words in said.items() if words not in text(client, now)] == []
    after = text(client, CLOSES)
    assert ["time left" in after, "This call is closed" in after] == [False, True]


def test_script_gets_the_moment_and_comes_deferred_while_it_counts(page, client):
    with time_machine.travel(CLOSES - DAY, tick=False):
        running = read(client, ADDRESS)
    with time_machine.travel(CLOSES, tick=False):
        over = read(client, ADDRESS)
    [counting] = [tag for tag in running.all("strong") if "data-until" in tag]
    assert counting["data-until"] == "2027-07-01T16:00:00+00:00"
    assert [("defer" in tag, tag["src"]) for tag in running.all("script")] == [
        (True, "/static/js/countdown.js")
    ]
    assert over.all("script") == []


def test_deadline_names_zone_offset_and_world_time(page, client):
    said = text(client, CLOSES - DAY)
    assert "Thursday 1 July 2027, 17:00 (United Kingdom Time, UTC+1)" in said
    assert "For people elsewhere: Thursday 1 July 2027, 16:00 UTC (world time)." in said


def test_opening_in_winter_and_deadline_in_summer_have_their_own_offsets(page, client):
    page.call.opens_at = datetime(2027, 3, 20, 9, 0, tzinfo=UTC)
    page.call.save()
    said = text(client, datetime(2027, 3, 1, tzinfo=UTC))
    assert "Saturday 20 March 2027, 09:00 (United Kingdom Time, UTC)" in said
    assert "Thursday 1 July 2027, 17:00 (United Kingdom Time, UTC+1)" in said


def test_briefing_of_the_theme_is_shown_in_the_readers_language(page, client):
    theme = ThemeFactory(name="Housing", slug="housing")
    page.call.themes.add(theme)
    english = make_briefing(theme)
    arabic = english.copy_for_translation(Locale.objects.get(language_code="ar"))
    arabic.body = "<p>البيوت باردة.</p>"
    arabic.save()
    now = CLOSES - DAY
    assert "Good to know: Housing Homes are cold." in text(client, now)
    assert ["Homes" in text(client, now, ARABIC), "البيوت" in text(client, now, ARABIC)] == [
        False,
        True,
    ]


def test_all_questions_are_open_and_printable(page, client):
    with time_machine.travel(CLOSES - DAY, tick=False):
        shown = read(client, ADDRESS)
    assert ["open" in tag for tag in shown.all("details")] == [True, True]
    assert "http://127.0.0.1:8000/calls/summer/" in shown.text


def test_call_being_judged_says_until_when(page, client):
    ApplicationFactory.create_batch(6, call=page.call, state=State.SUBMITTED, answers={})
    ApplicationFactory(call=page.call, state=State.DRAFT, answers={})
    page.call.answers_by = date(2027, 8, 1)
    page.call.save()
    said = text(client, CLOSES + DAY)
    assert "Where it stands The applications are being judged." in said
    assert "Everyone who applied has an answer by Sunday 1 August 2027." in said
    assert "6 Applications" in said
    assert ["Projects with a grant" in said, "Decided on" in said] == [False, False]
    assert "Answers were due on 1 August 2027." in text(client, CLOSES + 40 * DAY)


def test_decided_call_stays_with_its_results(page, client):
    for _number in range(5):
        award = issued(decided(page.call))
    rejected = decided(page.call, outcome=Decision.Outcome.NOT_FUNDED, amount_minor=None)
    in_state(rejected, State.NOT_FUNDED)
    make_story(award=award)
    said = text(client, CLOSES + 40 * DAY)
    assert "6 Applications 5 Projects with a grant €22,500 Grants given" in said
    assert "Decided on" in said
    assert "Projects that you can read about Warm Bread" in said
    assert "being judged" not in said


def test_results_lead_to_the_project_while_its_founder_lets_it_be_seen(page, client):
    award = issued(decided(page.call))
    make_story(award=award)
    project = make_project(award=award)

    def link() -> str:
        with time_machine.travel(CLOSES + 40 * DAY):
            return read(client, ADDRESS).links["Warm Bread"]

    assert link() == "/projects/bread/"
    hide_project(project.award.showing, by=founder_of(award))
    assert link() == "/stories/oven/"


def test_who_left_the_training_holds_the_results_up_until_the_day_for_answers(page, client):
    page.call.answers_by = date(2027, 8, 1)
    page.call.save()
    issued(decided(page.call))
    ApplicationFactory(call=page.call, state=State.IN_TRAINING, answers={})
    said = [text(client, CLOSES + days * DAY) for days in (20, 40)]
    assert ["being judged" in each for each in said] == [True, False]


def test_small_counts_are_hidden(page, client):
    issued(decided(page.call))
    said = text(client, CLOSES + DAY)
    assert "<5 Applications <5 Projects with a grant" in said


def meet(cohort, starts: datetime) -> Session:
    return Session.objects.create(
        cohort=cohort, topic="Bread", starts_at=starts, ends_at=starts + timedelta(hours=5)
    )


def test_call_tells_of_its_course_and_of_runs_for_who_applies_now(page, client):
    course = CourseFactory(programme=page.call.programme, name="Start well", completion_percent=60)
    here, elsewhere = page.call.cities.get(), CityFactory(name="Faraway")
    for city, starts in ((here, CLOSES + DAY), (here, CLOSES - DAY), (elsewhere, CLOSES + DAY)):
        meet(CohortFactory(course=course, city=city, sessions=0, languages=["uk"]), starts)
    said = text(client, CLOSES - 5 * DAY)
    assert "The course Start well You complete it when you are there for 60% of the hours." in said
    assert f"{here} : 2 July 2027 – 2 July 2027 · 5 hours · Ukrainian" in said
    assert ("30 June" in said, "Faraway" in said) == (False, False)
    closed = text(client, CLOSES)
    assert ("Start well" in closed, "5 hours" in closed) == (True, False)


def test_call_tells_of_its_own_courses_and_of_those_for_every_call(page, client):
    of_it, of_all, of_another = (
        CourseFactory(programme=page.call.programme, name=name)
        for name in ("Start well", "Speak up", "Grow on")
    )
    of_it.calls.add(page.call)
    of_another.calls.add(CallFactory(programme=page.call.programme))
    for course in (of_it, of_all, of_another):
        meet(CohortFactory(course=course, city=page.call.cities.get(), sessions=0), CLOSES + DAY)
    said = text(client, CLOSES - 5 * DAY)
    assert [name in said for name in ("Start well", "Speak up", "Grow on")] == [True, True, False]
    assert said.count("5 hours") == 2


def test_call_without_training_has_no_course(page, client):
    CourseFactory(programme=page.call.programme)
    page.call.stages = [Stage.PITCH_DAY]
    page.call.save()
    assert "The course" not in text(client, CLOSES)
