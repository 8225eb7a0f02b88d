"""The screens about awards, through the browser's door."""

import pytest
from django.urls import reverse

import audit.record
from applications.awards.models import Award
from applications.journey.models import Application
from programmes.waiting import waiting_for
from tests.factories.awards import decided, issued, officer_of, signed
from tests.factories.calls import CallFactory

pytestmark = pytest.mark.django_db


def agreement_url(award: Award) -> str:
    return reverse("awards:agreement", args=[award.application.public_id])


def terms(application: Application, **changed) -> dict:
    return {
        "seen": application.state,
        "amount": "4500",
        "parts": "70,30",
        "answer_by": "2099-01-01T12:00",
        **changed,
    }


def test_officer_issues_an_award_and_a_second_post_has_no_effect(sign_in):
    application = decided()
    client = sign_in(officer_of(application))
    url = reverse("awards_admin:issue", args=[application.public_id])
    assert client.get(url).status_code == 200
    first = client.post(url, terms(application))
    [award] = Award.objects.all()
    assert first["Location"] == reverse("awards_admin:award", args=[award.public_id])
    assert award.amount_minor == 450_000
    assert client.post(url, terms(application))["Location"] == first["Location"]
    assert Award.objects.count() == 1


@pytest.mark.parametrize("amount", ["4.500", "4 500", "٤٥٠٠", "€4,500", "4500.00"])
def test_officer_types_the_amount_in_any_usual_way(sign_in, amount):
    application = decided()
    url = reverse("awards_admin:issue", args=[application.public_id])
    sign_in(officer_of(application)).post(url, terms(application, amount=amount))
    assert Award.objects.get().amount_minor == 450_000


def test_an_amount_that_is_none_is_said_at_the_field(sign_in):
    application = decided()
    url = reverse("awards_admin:issue", args=[application.public_id])
    page = sign_in(officer_of(application)).post(url, terms(application, amount="4.5.00"))
    assert page.context["form"].errors == {"amount": ["Write the amount in numbers, such as 4500."]}
    assert Award.objects.count() == 0


@pytest.mark.parametrize(
    ("own_parts", "parts"), [("50, 50", [225_000, 225_000]), ("100", [450_000])]
)
def test_officer_writes_other_parts(sign_in, own_parts, parts):
    application = decided()
    url = reverse("awards_admin:issue", args=[application.public_id])
    given = terms(application, parts="own", own_parts=own_parts)
    sign_in(officer_of(application)).post(url, given)
    award = Award.objects.get()
    assert list(award.tranches.values_list("amount_minor", flat=True)) == parts


def test_parts_that_do_not_make_100_are_said_plainly(sign_in):
    application = decided()
    url = reverse("awards_admin:issue", args=[application.public_id])
    given = terms(application, parts="own", own_parts="70, 20")
    answer = sign_in(officer_of(application)).post(url, given, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "The parts must be above 0 and make 100 percent together."
    ]


def test_applicant_reads_both_texts_and_signs(sign_in):
    award = issued(decided(user__person__language="ar"))
    client = sign_in(award.application.applicant.user)
    page = client.get(agreement_url(award))
    assert (page.context["agreement"].translation_language, page.context["open_offer"]) == (
        "ar",
        True,
    )
    given = {
        "sha256": award.agreement.sha256,
        "seen": "awarded",
        "name": "Amal Person",
        "agree": "on",
    }
    answer = client.post(agreement_url(award), given)
    assert answer["Location"] == reverse("payments:mine", args=[award.application.public_id])
    assert Application.objects.get(pk=award.application_id).state == "agreed"


def test_signing_without_the_tick_or_name_changes_nothing(sign_in):
    award = issued()
    client = sign_in(award.application.applicant.user)
    given = {"sha256": award.agreement.sha256, "seen": "awarded", "name": ""}
    page = client.post(agreement_url(award), given)
    assert sorted(page.context["form"].errors) == ["agree", "name"]


def test_an_officers_reading_of_the_agreement_is_recorded_once(sign_in):
    award = issued()
    sign_in(award.issued_by).get(agreement_url(award))
    [sighting] = audit.record.sightings(award.application)
    assert (sighting.user, sighting.screen) == (award.issued_by, "agreement")


def test_an_applicants_own_reading_is_not_recorded(sign_in):
    award = issued()
    sign_in(award.application.applicant.user).get(agreement_url(award))
    assert audit.record.sightings(award.application).count() == 0


def test_turning_down_takes_a_second_question(sign_in):
    award = issued()
    client = sign_in(award.application.applicant.user)
    url = reverse("awards:decline", args=[award.application.public_id])
    client.post(url, {"seen": "awarded"})
    assert Application.objects.get(pk=award.application_id).state == "awarded"
    client.post(url, {"seen": "awarded", "sure": "on"})
    assert Application.objects.get(pk=award.application_id).state == "offer_declined"


def test_what_waits_for_officer_and_applicant():
    application = decided()
    officer = officer_of(application)
    assert [item.about for item in waiting_for(officer)] == [application.title]
    award = issued(application, by=officer)
    applicant = type(officer).objects.get(pk=application.applicant.user.pk)
    [item] = waiting_for(applicant)
    assert (item.url, item.by) == (agreement_url(award), award.answer_by)


@pytest.mark.usefixtures("no_menu")
@pytest.mark.parametrize("rows", [1, 3])
def test_overview_asks_as_often_for_three_rows(sign_in, django_assert_num_queries, rows):
    call = CallFactory()
    officer = officer_of(decided(call))
    for _ in range(rows):
        decided(call)
        decided(call, outcome="reserve")
        issued(decided(call), by=officer)
        signed(issued(decided(call, amount_minor=10_000), by=officer, amount_minor=10_000))
    client = sign_in(officer)
    client.get(reverse("awards_admin:overview"))
    with django_assert_num_queries(OVERVIEW_QUERIES):
        client.get(reverse("awards_admin:overview"))


OVERVIEW_QUERIES = 14
