"""Indicators and readings in the admin, each officer's own programmes alone."""

from datetime import date

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from accounts.roles import Role
from mentoring.outcomes.models import Indicator, Reading
from tests.factories.programmes import CityFactory, ProgrammeFactory, user_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return ProgrammeFactory()


@pytest.fixture
def officer(programme):
    return user_with(Role.OFFICER, programme=programme)


def indicator(programme) -> Indicator:
    return Indicator.objects.create(
        programme=programme, code="volunteers", name="Volunteers", unit="people"
    )


def test_officer_adds_a_reading_with_its_source(programme, officer, sign_in):
    volunteers = indicator(programme)
    sign_in(officer).post(
        reverse("reading:add"),
        {"indicator": volunteers.pk, "value": 40, "as_of": "2026-06-01", "source": "Our survey"},
    )
    reading = Reading.objects.get()
    assert (reading.value, reading.as_of, reading.source) == (40, date(2026, 6, 1), "Our survey")
    assert ModelLogEntry.objects.get().action == "wagtail.create"


def test_officer_sees_and_changes_own_programmes_alone(programme, officer, sign_in):
    own, foreign = indicator(programme), indicator(ProgrammeFactory())
    client = sign_in(officer)
    listed = client.get(reverse("indicator:index")).context["object_list"]
    assert list(listed) == [own]
    assert client.get(reverse("indicator:edit", args=[own.pk])).status_code == 200
    assert client.get(reverse("indicator:edit", args=[foreign.pk])).status_code == 404
    assert client.get(reverse("indicator:delete", args=[foreign.pk])).status_code == 404


def test_officer_can_not_write_into_another_programme(programme, officer, sign_in):
    foreign = indicator(ProgrammeFactory())
    values = {"indicator": foreign.pk, "value": 4, "as_of": "2026-06-01", "source": "?"}
    response = sign_in(officer).post(reverse("reading:add"), values)
    assert list(response.context["form"].errors) == ["indicator"]
    assert Reading.objects.count() == 0


def test_officer_of_one_city_does_not_set_the_programmes_figures(programme, sign_in):
    client = sign_in(user_with(Role.OFFICER, programme=programme, city=CityFactory()))
    own = indicator(programme)
    assert list(client.get(reverse("indicator:index")).context["object_list"]) == []
    assert client.get(reverse("indicator:edit", args=[own.pk])).status_code == 404


@pytest.mark.parametrize("role", [Role.TRAINER, Role.EDITOR, Role.FINANCE_PAYER, Role.EVALUATOR])
def test_figures_are_closed_to_other_staff(role, sign_in):
    response = sign_in(user_with(role)).get(reverse("indicator:index"))
    assert response.url == reverse("wagtailadmin_home")
