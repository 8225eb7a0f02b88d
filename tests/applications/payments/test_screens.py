"""The screens about payments, through the browser's door."""

import pytest
from django.urls import reverse

import audit.record
from accounts.roles import Role
from applications.payments.models import Disbursement
from programmes.models import RoleAssignment
from programmes.waiting import waiting_for
from tests.factories.awards import decided, issued, signed
from tests.factories.calls import CallFactory
from tests.factories.payments import approved, due, finance, payable, released

pytestmark = pytest.mark.django_db
QUEUE = "payments_admin:queue"


def rows(page) -> list:
    return [row for section in page.context["sections"] for row in section["rows"]]


def test_two_people_bring_a_payment_from_due_to_released(sign_in):
    award = signed()
    payable(award)
    approver, payer = finance(award)
    payment = due(award)
    sign_in(approver).post(
        reverse("payments_admin:approve", args=[payment.public_id]), {"seen": "due"}
    )
    sign_in(payer).post(
        reverse("payments_admin:release", args=[payment.public_id]), {"seen": "approved"}
    )
    payment.refresh_from_db()
    assert (payment.state, payment.approved_by, payment.released_by) == (
        "released",
        approver,
        payer,
    )


def test_the_approver_sees_why_there_is_no_button(sign_in):
    award = signed()
    payable(award)
    approver, _payer = finance(award)
    RoleAssignment.objects.create(user=approver, role=Role.FINANCE_PAYER, programme=award.programme)
    approved(due(award), by=approver)
    [row] = rows(sign_in(approver).get(reverse(QUEUE)))
    assert (row.move, row.why_not) == (
        "",
        "You approved this one. Another person must release it.",
    )


def test_a_replayed_form_has_one_effect_and_says_so(sign_in):
    payment = due()
    client = sign_in(finance(payment.award)[0])
    url = reverse("payments_admin:approve", args=[payment.public_id])
    client.post(url, {"seen": "due"})
    answer = client.post(url, {"seen": "due"}, follow=True)
    said = [str(message) for message in answer.context["messages"]]
    assert said[-1] == ("This payment has moved on to “Approved”. Look at it again, then decide.")
    assert audit.record.history(payment).filter(action="payment.approved").count() == 1


def test_opening_a_payment_is_recorded_once(sign_in):
    payment = due()
    approver, _payer = finance(payment.award)
    sign_in(approver).get(reverse("payments_admin:payment", args=[payment.public_id]))
    assert [sighting.screen for sighting in audit.record.sightings(payment)] == ["payment"]


def test_finance_cannot_open_the_application(sign_in):
    payment = due()
    approver, _payer = finance(payment.award)
    url = reverse("journey:status", args=[payment.award.application.public_id])
    assert sign_in(approver).get(url).status_code == 404


def test_grantee_sees_the_parts_in_words(sign_in):
    award = signed()
    url = reverse("payments:mine", args=[award.application.public_id])
    page = sign_in(award.application.applicant.user).get(url)
    assert [(part.words, part.stone) for part in page.context["parts"]] == [
        ("We are checking it", "here"),
        ("After your report is accepted", "next"),
    ]


def test_set_up_goes_on_to_stripe(sign_in, fake, onboard):
    award = signed()
    onboard(award)
    url = reverse("payments:set_up", args=[award.application.public_id])
    answer = sign_in(award.application.applicant.user).get(url)
    assert answer["Location"].startswith(f"{fake.url}/setup/e/{award.payee.stripe_account}/")


def test_what_waits_for_grantee_and_finance():
    payment = due()
    approver, payer = finance(payment.award)
    [item] = waiting_for(approver)
    assert item.label == "Approve a payment"
    approved(payment, by=approver)
    assert [item.label for item in waiting_for(payer)] == ["Release a payment"]
    assert [item.label for item in waiting_for(payment.payee_user)] == [
        "Tell Stripe where the money should go"
    ]


@pytest.mark.usefixtures("no_menu")
@pytest.mark.parametrize("number", [1, 3])
def test_queue_asks_as_often_for_three_rows(sign_in, django_assert_num_queries, number):
    call = CallFactory()
    for _ in range(number):
        for bring in (due, approved, released):
            award = signed(issued(decided(call, amount_minor=10_000), amount_minor=10_000))
            payable(award)
            payment = due(award)
            if bring is not due:
                approved(payment)
            if bring is released:
                released(Disbursement.objects.get(pk=payment.pk))
    client = sign_in(finance(award)[0])
    client.get(reverse(QUEUE))
    with django_assert_num_queries(QUEUE_QUERIES):
        client.get(reverse(QUEUE))


QUEUE_QUERIES = 10
