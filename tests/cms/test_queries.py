"""The number of queries of a public page does not depend on how much there is to show."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.actions import Appearance
from mentoring.outcomes.models import Indicator, Reading
from tests.factories.cms import make_call_page, make_consent, make_image, make_story

pytestmark = pytest.mark.django_db
COSTS = [
    ("/", 5),
    ("/calls/", 5),
    ("/calls/call-0/", 3),
    ("/stories/", 6),
    ("/stories/story-0/", 5),
    ("/figures/", 3),
]


def fill(home, rows: int) -> None:
    for number in range(rows):
        make_call_page(home, code=f"call-{number}", languages="en")
        make_story(
            slug=f"story-{number}",
            languages="en",
            people=tuple(Appearance(make_consent()) for _each in range(rows)),
            image=make_image(f"picture {number}"),
        )
        indicator = Indicator.objects.create(
            programme=home.programme, code=f"i{number}", name="People", unit="people", target=9
        )
        Reading.objects.create(indicator=indicator, value=7, as_of="2026-05-01", source="Report")


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("address", "queries"), COSTS)
def test_page_costs_the_same_however_much_it_shows(home, client, address, queries, rows):
    fill(home, rows)
    client.get(address)
    with CaptureQueriesContext(connection) as spent:
        assert client.get(address).status_code == 200
    assert len(spent) == queries
