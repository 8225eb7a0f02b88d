"""Partners and funders, as the programmes' records name them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation
from cms.models import PartnerPage
from programmes.models import City, Funder, Partner, Programme
from tests.factories.accounts import OrganisationFactory
from tests.factories.announcing import make_partner_page
from tests.factories.cms import make_call_page, make_story
from tests.factories.programmes import CityFactory, ProgrammeFactory

from .page import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def leeds(home) -> City:
    city = CityFactory(name="Leeds", slug="leeds", name_words={"ar": "ليدز"})
    home.programme.cities.add(city)
    return city


@pytest.fixture
def partner(home, leeds) -> Organisation:
    """A partner in Leeds that also pays for the programme."""
    organisation = OrganisationFactory(name="Bread Street")
    organisation.cities.add(leeds)
    named = {"programme": home.programme, "organisation": organisation}
    Partner.objects.create(part="Runs the course", part_words={"ar": "تنظّم الدورة"}, **named)
    Funder.objects.create(acknowledgement="Paid for by Bread Street.", **named)
    return organisation


def test_list_names_partners_and_funders_with_part_and_city(partner, client):
    text = read(client, "/partners/").text
    assert "Who works on it Bread Street Leeds Runs the course Who pays for it Bread Street" in text
    assert "ليدز تنظّم الدورة" in read(client, "/ar/partners/").text


def test_list_leads_to_pages_that_there_are(partner, home, client):
    assert "Bread Street" not in read(client, "/partners/").links
    make_partner_page(partner, languages="en")
    assert read(client, "/partners/").links["Bread Street"] == "/partners/bread-street/"


def test_partner_of_a_draft_programme_is_not_named(partner, client):
    Programme.objects.update(state=Programme.State.DRAFT)
    assert "Bread Street" not in read(client, "/partners/").text


def test_page_shows_calls_and_stories_of_its_cities_only(partner, leeds, home, client):
    make_partner_page(partner, languages="en")
    elsewhere = CityFactory()
    for code, city in (("here", leeds), ("there", elsewhere)):
        make_call_page(home, code=code, languages="en").call.cities.set([city])
        make_story(slug=code, languages="en", city=city)
    links = read(client, "/partners/bread-street/").links.values()
    assert {
        link for link in links if link.count("/") == 3 and link[:6] in ("/calls", "/stori")
    } == {
        "/calls/here/",
        "/stories/here/",
    }


def test_page_thanks_the_funders_of_its_own_programme(partner, client):
    other = ProgrammeFactory(state=Programme.State.OPEN)
    Funder.objects.create(
        programme=other, organisation=OrganisationFactory(), acknowledgement="By the River Fund."
    )
    make_partner_page(partner, languages="en")
    text = read(client, "/partners/bread-street/").text
    assert (text.count("Paid for by Bread Street."), text.count("By the River Fund.")) == (2, 0)


def test_organisation_has_one_page_in_a_language(partner, home):
    page = make_partner_page(partner)
    again = PartnerPage(organisation=partner, locale=page.locale, title="Again", slug="again")
    with pytest.raises(ValidationError) as refused:
        again.clean()
    assert refused.value.message_dict == {
        "organisation": ["This organisation has a page in this language already."]
    }


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/partners/", 8), ("/partners/one/", 7)])
def test_partners_cost_the_same_however_many_there_are(
    partner, leeds, home, client, address, queries, rows
):
    make_partner_page(partner, slug="one", languages="en")
    for number in range(rows):
        another = OrganisationFactory()
        another.cities.add(leeds)
        Partner.objects.create(programme=home.programme, organisation=another, part="Helps")
        make_call_page(home, code=f"call-{number}", languages="en").call.cities.set([leeds])
        make_story(slug=f"story-{number}", languages="en", city=leeds)
    client.get(address)
    with CaptureQueriesContext(connection) as spent:
        assert client.get(address).status_code == 200
    assert len(spent) == queries
