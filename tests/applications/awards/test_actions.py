"""From the panel's decision to the end of a grant."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

import audit.record
from accounts.roles import Role
from applications.awards import actions
from applications.awards.agreements import fingerprint
from applications.awards.models import Agreement, Award, Tranche
from applications.awards.tasks import end_offers
from applications.journey.states import State
from applications.journey.workflow import ChangedMeanwhile, NotPermitted, NotReady, advance
from applications.payments.ledger import balances
from notifications.models import Message
from programmes.models import Programme
from tests.factories.accounts import UserFactory
from tests.factories.awards import decided, issued, officer_of, signed
from tests.factories.calls import CallFactory
from tests.factories.programmes import ProgrammeFactory, user_with

pytestmark = pytest.mark.django_db


def awarded(programme) -> int:
    return Programme.objects.get(pk=programme.pk).awarded_minor


def test_issue_award_makes_award_agreement_tranches_and_commits_the_money():
    application = decided(applicant__language="ar", user__person__language="ar")
    award = issued(application, amount_minor=333_333)
    application.refresh_from_db()
    assert application.state == State.AWARDED
    assert list(award.tranches.values_list("percent", "amount_minor", "condition")) == [
        (70, 233_333, "agreement_signed"),
        (30, 100_000, "report_accepted"),
    ]
    agreement = award.agreement
    assert agreement.body.startswith(f"{application.applicant} gets €3,333.33 for ")
    assert (agreement.language, agreement.translation_language) == ("en", "ar")
    assert agreement.sha256 == fingerprint(agreement.body, agreement.translation)
    assert balances(award.programme) == {
        "budget": -333_333,
        "committed": 333_333,
        "in_transit": 0,
        "paid": 0,
    }
    assert awarded(award.programme) == 333_333


def test_issue_award_records_once_and_tells_the_applicant():
    award = issued()
    [entry] = audit.record.history(award.application)
    assert entry.action == "application.award"
    assert (entry.data["award"], entry.data["amount_minor"]) == (award.pk, 450_000)
    [message] = Message.objects.filter(kind="awards.offered")
    assert message.to_email == award.application.applicant.email


def test_issue_award_by_a_stranger_is_refused():
    application = decided()
    with pytest.raises(NotPermitted):
        issued(application, by=UserFactory())
    assert Award.objects.count() == 0


def test_issue_award_without_the_panels_decision_is_refused():
    application = decided()
    application.decision.delete()
    with pytest.raises(NotReady, match="panel has not decided"):
        issued(application)
    assert (Award.objects.count(), awarded(application.call.programme)) == (0, 0)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        ({"maximum_minor": 449_999}, "One project can get €4,499.99 at most"),
        ({"minimum_minor": 450_001}, "One project gets €4,500.01 at least"),
        ({"maximum_minor": 400_000, "pot_minor": 400_000}, "at most"),
        ({"programme__budget_minor": 449_999}, "left in the programme's budget"),
    ],
)
def test_issue_award_over_a_limit_says_how_much_is_left(call, sentence):
    with pytest.raises(NotReady, match=sentence):
        issued(decided(CallFactory(**call)))


def test_issue_award_over_the_pot_counts_what_is_promised_already():
    call = CallFactory(pot_minor=800_000)
    issued(decided(call))
    with pytest.raises(NotReady, match="Only €3,500 is left in this call's pot"):
        issued(decided(call))
    issued(decided(call), amount_minor=350_000)


def test_one_award_over_the_target_needs_a_named_reason():
    call = CallFactory(programme=ProgrammeFactory(target_awards=1))
    issued(decided(call))
    with pytest.raises(NotReady, match="target of 1 awards is reached"):
        issued(decided(call))
    award = issued(decided(call), over_target_reason="Money came back from elsewhere.")
    assert award.over_target_reason == "Money came back from elsewhere."


def test_a_turned_down_offer_makes_room_under_the_target():
    call = CallFactory(programme=ProgrammeFactory(target_awards=1))
    award = issued(decided(call))
    actions.decline_offer(award, by=award.application.applicant.user)
    assert issued(decided(call)).over_target_reason == ""


def test_a_second_award_for_an_application_is_refused():
    award = issued()
    with pytest.raises(NotReady, match="has an award already"):
        issued(award.application)


def test_middle_tranches_need_a_day():
    with pytest.raises(NotReady, match="which day"):
        issued(percents=(50, 30, 20))
    day = timezone.localdate() + timedelta(days=60)
    award = issued(percents=(50, 30, 20), middle_on=day)
    assert list(award.tranches.values_list("amount_minor", "condition", "due_on")) == [
        (225_000, "agreement_signed", None),
        (135_000, "date", day),
        (90_000, "report_accepted", None),
    ]


def test_sign_agreement_freezes_who_when_how_and_sends_a_copy():
    award = signed()
    agreement = Agreement.objects.get(award=award)
    assert agreement.signed_by == award.application.applicant.user
    assert (agreement.signed_name, agreement.signed_how) == (
        "Amal Person",
        "typed name, ticked box",
    )
    award.application.refresh_from_db()
    assert award.application.state == State.AGREED
    [message] = Message.objects.filter(kind="awards.signed")
    assert agreement.sha256 in " ".join(message.paragraphs)
    assert agreement.body.split("\n\n")[0] in message.paragraphs


def test_sign_agreement_by_somebody_else_is_refused():
    award = issued()
    with pytest.raises(NotPermitted):
        actions.sign_agreement(
            award, by=award.issued_by, name="X", how="typed", sha256=award.agreement.sha256
        )


def test_sign_agreement_of_another_text_is_refused():
    award = issued()
    with pytest.raises(NotReady, match="not the text that was offered"):
        actions.sign_agreement(
            award, by=award.application.applicant.user, name="X", how="typed", sha256="0" * 64
        )


def test_sign_agreement_twice_has_one_effect():
    award = signed()
    with pytest.raises(ChangedMeanwhile):
        signed(award)
    assert Message.objects.filter(kind="awards.signed").count() == 1


@pytest.mark.parametrize("change", [{"body": "other"}, {"sha256": "0"}, {"translation": "other"}])
def test_the_offered_text_is_frozen_in_the_database(change):
    award = issued()
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Agreement.objects.filter(award=award).update(**change)


def test_a_signed_agreement_is_frozen_in_the_database():
    award = signed()
    for change in ({"signed_name": "Other"}, {"signed_at": None}):
        with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
            Agreement.objects.filter(award=award).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Agreement.objects.filter(award=award).delete()


def test_an_issued_amount_is_frozen_in_the_database():
    award = issued()
    with pytest.raises(DatabaseError, match="keeps its amount"), transaction.atomic():
        Award.objects.filter(pk=award.pk).update(amount_minor=1)


def test_tranches_cannot_be_more_than_the_award():
    award = issued()
    with pytest.raises(DatabaseError, match="more than the award"), transaction.atomic():
        Tranche.objects.create(
            award=award, number=9, percent=1, amount_minor=1, condition="agreement_signed"
        )


def test_decline_offer_frees_the_money():
    award = issued()
    actions.decline_offer(award, by=award.application.applicant.user)
    award.application.refresh_from_db()
    assert award.application.state == State.OFFER_DECLINED
    assert awarded(award.programme) == 0
    assert set(balances(award.programme).values()) == {0}


def test_end_offers_lets_an_unanswered_offer_lapse_once():
    award = issued()
    Award.objects.filter(pk=award.pk).update(answer_by=timezone.now() - timedelta(minutes=1))
    running = issued()
    end_offers(0)
    end_offers(0)
    award.application.refresh_from_db()
    running.application.refresh_from_db()
    assert (award.application.state, awarded(award.programme)) == (State.OFFER_LAPSED, 0)
    assert running.application.state == State.AWARDED
    assert Message.objects.filter(kind="awards.lapsed").count() == 1


def test_let_offer_lapse_before_its_day_is_refused():
    award = issued()
    with pytest.raises(NotReady, match="still has time"):
        actions.let_offer_lapse(award, by=award.issued_by)


def test_end_offers_frees_the_money_of_a_withdrawn_application_after_the_day_for_undoing():
    award = issued()
    application = award.application
    advance(application, "withdraw", by=application.applicant.user)
    end_offers(0)
    assert awarded(award.programme) == 450_000
    type(application).objects.update(state_since=timezone.now() - timedelta(days=2))
    end_offers(0)
    assert awarded(award.programme) == 0


def test_an_applicant_cannot_issue_an_award_to_themselves():
    application = decided()
    applicant = application.applicant.user
    applicant.assignments.create(role=Role.OFFICER, programme=application.call.programme)
    with pytest.raises(NotPermitted):
        issued(application, by=applicant)


def test_a_reserve_gets_the_award_when_money_frees():
    call = CallFactory(pot_minor=500_000, maximum_minor=450_000)
    first = issued(decided(call))
    reserve = decided(call, outcome="reserve")
    with pytest.raises(NotReady, match="left in this call's pot"):
        issued(reserve)
    actions.decline_offer(first, by=first.application.applicant.user)
    issued(reserve, by=officer_of(reserve))
    reserve.refresh_from_db()
    assert reserve.state == State.AWARDED


def test_the_reserve_list_is_kept_in_order():
    call = CallFactory()
    decided(call, outcome="reserve")
    second = decided(call, outcome="reserve")
    with pytest.raises(NotReady, match="before it on the reserve list"):
        issued(second)


def test_officer_of_another_programme_cannot_issue():
    application = decided()
    with pytest.raises(NotPermitted):
        issued(application, by=user_with(Role.OFFICER, programme=ProgrammeFactory()))
