"""Figures for the public."""

from datetime import date

import pytest
from django.utils.translation import override

from applications.awards.models import Award
from applications.journey.states import State
from applications.training.models import TrainingPlace
from mentoring.outcomes.figures import figures_of, latest_readings, shown
from mentoring.outcomes.models import Indicator, Reading
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import CityFactory, ProgrammeFactory
from tests.factories.training import CohortFactory, TrainingPlaceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return ProgrammeFactory(target_awards=50)


def indicator(programme, code="volunteers", **fields) -> Indicator:
    return Indicator.objects.create(
        programme=programme, code=code, name=code.title(), unit="people", **fields
    )


def reading(of: Indicator, value: int, day: int, city=None) -> Reading:
    return Reading.objects.create(
        indicator=of, value=value, as_of=date(2026, 6, day), source="Annual report", city=city
    )


def displays(programme) -> dict[str, str]:
    return {figure.code: figure.display for figure in figures_of(programme)}


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0"), (1, "<5"), (4, "<5"), (5, "5"), (1240, "1,240")]
)
def test_shown_hides_counts_that_could_point_at_a_person(count, text):
    assert shown(count) == text


def test_hidden_count_is_kept_from_turning_round_among_arabic_words():
    with override("ar"):
        assert shown(3) == "\u2066<5\u2069"


def test_figures_of_a_programme_without_records_are_nothing(programme):
    assert displays(programme) == {
        "applications_received": "0",
        "people_trained": "0",
        "awards": "0",
        "amount_awarded": "€0",
        "amount_paid": "€0",
    }


def test_figures_count_what_was_sent_trained_and_awarded(programme):
    call = CallFactory(programme=programme)
    applications = ApplicationFactory.create_batch(5, call=call, state=State.AWARDED)
    ApplicationFactory(call=call)
    cohort = CohortFactory(course__programme=programme)
    for application in applications[:2]:
        TrainingPlaceFactory(application=application, cohort=cohort, status="completed")
    TrainingPlaceFactory(application=applications[2], cohort=cohort, status="not_completed")
    for application in applications:
        Award.objects.create(
            application=application,
            programme=programme,
            reference=f"A-{application.pk}",
            amount_minor=100_000,
            currency="EUR",
            issued_by=UserFactory(),
            answer_by=application.call.closes_at,
        )
    assert TrainingPlace.objects.filter(status="completed").count() == 2
    assert displays(programme) == {
        "applications_received": "5",
        "people_trained": "<5",
        "awards": "5",
        "amount_awarded": "€5,000",
        "amount_paid": "€0",
    }


def test_figures_of_another_programme_stay_out(programme):
    ApplicationFactory.create_batch(5, state=State.SUBMITTED)
    assert displays(programme)["applications_received"] == "0"


def test_figures_take_targets_from_the_programme_and_its_indicators(programme):
    indicator(programme, "people_trained", target=80)
    targets = {figure.code: figure.target for figure in figures_of(programme)}
    assert (targets["awards"], targets["people_trained"]) == (50, 80)


def test_figures_show_the_latest_reading_with_its_source(programme):
    volunteers = indicator(programme)
    reading(volunteers, 40, 1)
    reading(volunteers, 1600, 2)
    [figure] = [figure for figure in figures_of(programme) if figure.kind == "reading"]
    assert (figure.display, figure.as_of, figure.source) == (
        "1,600",
        date(2026, 6, 2),
        "Annual report",
    )


def test_figures_prefer_records_to_a_reading_of_the_same_thing(programme):
    reading(indicator(programme, "awards"), 49, 1)
    assert [each.kind for each in figures_of(programme) if each.code == "awards"] == ["live"]


def test_latest_readings_keep_a_city_apart_from_the_whole(programme):
    volunteers, city = indicator(programme), CityFactory()
    reading(volunteers, 10, 3, city=city)
    reading(volunteers, 40, 1)
    assert [each.value for each in latest_readings(programme)] == [40]
    assert [each.value for each in latest_readings(programme, city)] == [10]


@pytest.mark.parametrize("many", [1, 3])
def test_figures_take_one_query(programme, many, django_assert_num_queries):
    for number in range(many):
        reading(indicator(programme, f"thing-{number}"), 9, 1)
    with django_assert_num_queries(1):
        figures_of(programme)
