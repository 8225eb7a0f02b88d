"""Due, approved, released, tried again: by the right people, in order, once."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

import audit.record
from accounts.roles import Role
from applications.awards import actions as awards
from applications.journey.workflow import ChangedMeanwhile, NotPermitted, NotReady
from applications.payments import actions
from applications.payments.models import NEXT, Disbursement, Payee
from programmes.models import RoleAssignment
from tests.factories.awards import issued, signed
from tests.factories.payments import approved, due, finance, payable, released
from tests.factories.programmes import ProgrammeFactory, user_with

pytestmark = pytest.mark.django_db


def test_signing_makes_the_first_payment_due_and_the_grantee_its_payee():
    award = signed()
    [payment] = Disbursement.objects.filter(tranche__award=award)
    assert (payment.state, payment.amount_minor, payment.currency) == ("due", 315_000, "EUR")
    assert payment.payee_user == award.application.applicant.user
    assert Payee.objects.get(award=award).person == award.application.applicant


def test_nothing_is_due_before_the_agreement_is_signed():
    award = issued()
    assert actions.make_due(award, by=award.issued_by) == []
    with pytest.raises(DatabaseError, match="signed agreement"), transaction.atomic():
        Disbursement.objects.create(
            tranche=award.tranches.first(), amount_minor=315_000, currency="EUR"
        )


def test_a_payment_of_another_amount_than_its_tranche_is_refused():
    award = signed()
    with pytest.raises(DatabaseError, match="tranche's amount"), transaction.atomic():
        Disbursement.objects.create(
            tranche=award.tranches.last(), amount_minor=135_001, currency="EUR"
        )


def test_dated_tranches_fall_due_on_their_day():
    award = signed(issued(percents=(50, 30, 20), middle_on=timezone.localdate()))
    assert list(
        Disbursement.objects.filter(tranche__award=award)
        .order_by("tranche__number")
        .values_list("tranche__number", flat=True)
    ) == [1, 2]


def test_approve_and_release_take_two_people_and_queue_one_job():
    award = signed()
    payable(award)
    approver, payer = finance(award)
    payment = approved(due(award), by=approver)
    assert (payment.state, payment.approved_by) == ("approved", approver)
    payment = released(payment, by=payer)
    assert (payment.state, payment.released_by) == ("released", payer)
    jobs = ProcrastinateJob.objects.filter(task_name="payments.send_disbursement")
    assert [job.args for job in jobs] == [{"disbursement_id": payment.pk}]
    assert [entry.action for entry in audit.record.history(payment)] == [
        "payment.due",
        "payment.approved",
        "payment.released",
    ]


def test_who_approved_cannot_release():
    award = signed()
    payable(award)
    both = user_with(Role.FINANCE_APPROVER, programme=award.programme)
    RoleAssignment.objects.create(user=both, role=Role.FINANCE_PAYER, programme=award.programme)
    payment = approved(due(award), by=both)
    with pytest.raises(NotPermitted, match="Another person must release it"):
        released(payment, by=both)


def test_who_is_paid_can_neither_approve_nor_release():
    award = signed()
    payable(award)
    approver, _payer = finance(award)
    grantee = award.application.applicant.user
    for role in (Role.FINANCE_APPROVER, Role.FINANCE_PAYER):
        RoleAssignment.objects.create(user=grantee, role=role, programme=award.programme)
    with pytest.raises(NotPermitted):
        approved(due(award), by=grantee)
    with pytest.raises(NotPermitted, match="goes to you"):
        released(approved(due(award), by=approver), by=grantee)


def test_the_database_refuses_one_person_in_two_parts():
    payment = approved()
    for person in (payment.approved_by, payment.payee_user):
        with pytest.raises(IntegrityError), transaction.atomic():
            Disbursement.objects.filter(pk=payment.pk).update(released_by=person)


def test_finance_of_another_programme_cannot_approve():
    stranger = user_with(Role.FINANCE_APPROVER, programme=ProgrammeFactory())
    with pytest.raises(NotPermitted):
        approved(due(), by=stranger)


def test_a_double_click_has_one_effect():
    payment = due()
    approver, _payer = finance(payment.award)
    approved(payment, by=approver)
    with pytest.raises(ChangedMeanwhile, match="moved on to “Approved”"):
        approved(payment, by=approver)
    assert audit.record.history(payment).filter(action="payment.approved").count() == 1


def test_release_before_the_grantee_set_up_with_stripe_says_so():
    with pytest.raises(NotReady, match="has not finished setting up with Stripe"):
        released(approved())


def test_release_of_a_payee_on_hold_is_refused():
    payment = approved()
    payable(payment.award)
    Payee.objects.update(route=Payee.Route.HOLD)
    with pytest.raises(NotReady, match="on hold"):
        released(Disbursement.objects.get(pk=payment.pk))


def test_end_early_stops_what_was_not_sent_and_frees_its_money():
    payment = approved()
    award = payment.award
    awards.end_early(award, by=award.issued_by, reason="The group has dissolved.")
    payment.refresh_from_db()
    award.programme.refresh_from_db()
    assert (payment.state, award.programme.awarded_minor) == ("stopped", 0)


def test_end_early_waits_for_a_payment_on_its_way():
    award = signed()
    payable(award)
    released(approved(due(award)))
    with pytest.raises(NotReady, match="on its way"):
        awards.end_early(award, by=award.issued_by, reason="The group has dissolved.")


def test_the_database_knows_every_move_and_no_other():
    payment = approved()
    payable(payment.award)
    for state in set(Disbursement.State.values) - {*NEXT["approved"], "approved"}:
        with pytest.raises(DatabaseError, match="cannot go from"), transaction.atomic():
            Disbursement.objects.filter(pk=payment.pk).update(state=state)
    with pytest.raises(DatabaseError, match="keeps its tranche"), transaction.atomic():
        Disbursement.objects.filter(pk=payment.pk).update(amount_minor=1)
