"""Editing a programme with its strands, partners and funders, each officer within reach."""

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts.models import User
from accounts.roles import Role
from applications.journey.states import State
from audit.record import history
from programmes.actions import keep_programme
from programmes.models import Funder, Partner, Programme, Strand
from programmes.money import for_typing
from tests.factories.accounts import OrganisationFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import CityFactory, ProgrammeFactory, StrandFactory, user_with
from tests.sessions import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return ProgrammeFactory(name="Open doors", code="open-doors")


@pytest.fixture
def officer(programme):
    return signed_in(user_with(Role.OFFICER, programme=programme))


def page_of(programme: Programme) -> str:
    return reverse("programme:edit", args=[programme.pk])


def typed(programme: Programme, **parts: list[dict]) -> dict:
    """The whole form, with these lines of strands, partners and funders."""
    city = programme.cities.first() or CityFactory()
    form = {
        "name": programme.name,
        "code": programme.code,
        "summary": "For new ideas",
        "state": programme.state,
        "starts_on": "2026-01-01",
        "ends_on": "2029-01-01",
        "currency": "EUR",
        "budget": for_typing(programme.budget_minor, "EUR"),
        "target_awards": programme.target_awards,
        "lead": programme.lead_id,
        "cities": [city.pk],
    }
    for part in ("strands", "partners", "funders"):
        lines = parts.get(part, [])
        form[f"{part}-TOTAL_FORMS"] = len(lines)
        form[f"{part}-INITIAL_FORMS"] = sum("id" in line for line in lines)
        for number, line in enumerate(lines):
            form |= {f"{part}-{number}-{key}": value for key, value in line.items()}
    return form


def picture(kind: str = "PNG") -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (8, 8)).save(content, kind)
    return SimpleUploadedFile("emblem.png", content.getvalue(), "image/png")


def test_an_officer_writes_strand_partner_and_funder_on_one_screen(programme, officer):
    college, fund = OrganisationFactory(), OrganisationFactory()
    form = typed(
        programme,
        strands=[{"name": "Social enterprise", "code": "se"}],
        partners=[{"organisation": college.pk, "part": "Teaches the course"}],
        funders=[{"organisation": fund.pk, "acknowledgement": "Paid by", "emblem": picture()}],
    )
    response = officer.post(page_of(programme), form)
    assert response.status_code == 302
    assert Strand.objects.get(programme=programme).name == "Social enterprise"
    assert Partner.objects.get(programme=programme).part == "Teaches the course"
    funder = Funder.objects.get(programme=programme)
    assert (funder.acknowledgement, funder.emblem.size > 0) == ("Paid by", True)


def test_an_emblem_is_a_picture_by_its_content(programme, officer):
    svg = SimpleUploadedFile("emblem.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    line = {"organisation": OrganisationFactory().pk, "acknowledgement": "x", "emblem": svg}
    page = officer.post(page_of(programme), typed(programme, funders=[line]))
    assert list(page.context["form"].formsets["funders"].errors[0]) == ["emblem"]
    assert Funder.objects.count() == 0


def test_a_strand_in_use_stays(programme, officer):
    application = ApplicationFactory(call__programme=programme, state=State.SUBMITTED)
    strand = application.strand
    line = {"id": strand.pk, "name": strand.name, "code": strand.code, "DELETE": "1"}
    page = officer.post(page_of(strand.programme), typed(strand.programme, strands=[line]))
    assert page.context["form"].non_field_errors() == [
        f"“{strand.name}” is in use and cannot be taken away."
    ]
    assert Strand.objects.filter(pk=strand.pk).exists()


def test_a_strand_without_use_can_go(programme, officer):
    strand = StrandFactory(programme=programme)
    line = {"id": strand.pk, "name": strand.name, "code": strand.code, "DELETE": "1"}
    officer.post(page_of(programme), typed(programme, strands=[line]))
    assert Strand.objects.count() == 0


def test_officers_reach_their_own_programmes_alone(programme, officer):
    other = ProgrammeFactory()
    listed = officer.get(reverse("programme:index")).context["object_list"]
    assert list(listed) == [programme]
    assert officer.get(page_of(other)).status_code == 404
    assert officer.post(page_of(other), typed(other)).status_code == 404
    assert officer.get(reverse("programme:add")).status_code == 302


def test_an_officer_of_one_city_does_not_change_the_programme(programme):
    client = signed_in(user_with(Role.OFFICER, programme=programme, city=CityFactory()))
    assert client.get(page_of(programme)).status_code == 404


def test_an_administrator_reaches_every_programme(programme):
    client = signed_in(user_with(Role.ADMINISTRATOR))
    other = ProgrammeFactory()
    assert {client.get(page_of(each)).status_code for each in (programme, other)} == {200}


def test_a_programme_made_by_the_platform_and_changed_by_an_officer_says_so(officer, programme):
    made = keep_programme(
        ProgrammeFactory.build(lead=OrganisationFactory(), strands=[Strand(name="A", code="a")]),
        cities=[CityFactory()],
        themes=[],
        by=User.objects.system(),
    )
    assert [strand.code for strand in Strand.objects.filter(programme=made)] == ["a"]
    assert [entry.action for entry in history(made)] == ["programmes.make"]
    officer.post(page_of(programme), typed(programme))
    assert [entry.action for entry in history(programme)] == ["programmes.change"]


def test_an_officer_neither_makes_a_programme_nor_changes_anothers(programme):
    officer = user_with(Role.OFFICER, programme=programme)
    for other in (ProgrammeFactory(), ProgrammeFactory.build(lead=OrganisationFactory())):
        with pytest.raises(PermissionDenied):
            keep_programme(other, cities=[], themes=[], by=officer)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("250,000", 25_000_000),
        ("€ 250.000", 25_000_000),
        ("250 000,50", 25_000_050),
        ("7500", 750_000),
    ],
)
def test_the_budget_is_written_as_people_write_money(programme, officer, written, kept):
    officer.post(page_of(programme), typed(programme) | {"budget": written})
    programme.refresh_from_db()
    assert programme.budget_minor == kept


def test_the_budget_is_shown_as_people_write_money(programme, officer):
    Programme.objects.filter(pk=programme.pk).update(budget_minor=25_000_000)
    form = officer.get(page_of(programme)).context["form"]
    assert form["budget"].value() == "250,000"


@pytest.mark.parametrize(
    ("written", "refusal"),
    [
        ("a lot", "Write the amount in numbers, such as 4500."),
        ("0", "€1,000 is awarded already. The budget cannot be less."),
        ("12,3456", "Write the amount in numbers, such as 4500."),
        ("999", "€1,000 is awarded already. The budget cannot be less."),
    ],
)
def test_a_budget_that_cannot_be_is_refused_in_words(programme, officer, written, refusal):
    Programme.objects.filter(pk=programme.pk).update(budget_minor=25_000_000, awarded_minor=100_000)
    response = officer.post(page_of(programme), typed(programme) | {"budget": written})
    assert response.context["form"].errors["budget"] == [refusal]
    programme.refresh_from_db()
    assert programme.budget_minor == 25_000_000


def test_a_budget_finer_than_the_smallest_coin_is_refused(programme, officer):
    form = typed(programme) | {"budget": "250,000.50", "currency": "JPY"}
    errors = officer.post(page_of(programme), form).context["form"].errors
    assert errors == {"budget": ["Write the amount in numbers, such as 4500."]}
