"""The records that guards look at, made for an application in whatever state."""

from datetime import timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from accounts.roles import Role
from applications.awards.models import Agreement, Award, FinalReport, Tranche
from applications.calls.models import Call
from applications.journey.models import (
    Application,
    ChangeRequest,
    ChecklistItem,
    Extension,
    Screening,
    Tick,
)
from applications.judging.models import Decision, PanelMember, Round, Scorecard, Slot
from applications.payments.models import Disbursement
from applications.training.models import BusinessPlan, TrainingPlace
from tests.factories.judging import RoundFactory, RubricFactory
from tests.factories.programmes import user_with
from tests.factories.training import TrainingPlaceFactory


def close_call(application: Application) -> None:
    """The call closed an hour ago, grace and all."""
    past = timezone.now() - timedelta(hours=1)
    Call.objects.filter(pk=application.call_id).update(closes_at=past, grace_minutes=0)


def extend(application: Application) -> None:
    until = timezone.now() + timedelta(days=1)
    Extension.objects.create(
        application=application, until=until, reason="Ill", granted_by=_officer(application)
    )


def ask_for_changes(application: Application) -> None:
    if not application.change_requests.filter(answered_at=None).exists():
        ChangeRequest.objects.create(
            application=application,
            keys=["need"],
            message="Say more",
            due_at=timezone.now() + timedelta(days=7),
            asked_by=_officer(application),
        )


def screen_out(application: Application) -> None:
    Screening.objects.update_or_create(
        application=application,
        defaults={
            "eligible": False,
            "reason": "Too far",
            "way_on": "The council",
            "decided_by": _officer(application),
        },
    )


def write_checklist(application: Application) -> None:
    ChecklistItem.objects.create(call=application.call, text="Lives here", required=True)


def tick_everything(application: Application) -> None:
    for item in application.call.checklist.exclude(ticks__application=application):
        Tick.objects.create(application=application, item=item, ticked_by=_officer(application))


def accept_place(application: Application) -> None:
    if not TrainingPlace.objects.filter(application=application).exists():
        TrainingPlaceFactory(application=application, status=TrainingPlace.Status.ACCEPTED)


def finish_course(application: Application) -> None:
    accept_place(application)
    TrainingPlace.objects.filter(application=application).update(
        status=TrainingPlace.Status.COMPLETED
    )


def upload_plan(application: Application) -> None:
    BusinessPlan.objects.create(
        application=application,
        version=application.business_plans.count() + 1,
        file="plan.pdf",
        original_name="plan.pdf",
        content_type="application/pdf",
        size=1,
        sha256="0" * 64,
        uploaded_by=application.applicant.user,
    )


def _round(application: Application) -> Round:
    found = Round.objects.filter(call=application.call, locked_at=None).first()
    return found or RoundFactory(
        rubric=application.call.rubrics.first() or RubricFactory(call=application.call), quorum=1
    )


def give_slot(application: Application) -> None:
    if not Slot.objects.filter(application=application).exists():
        day = _round(application)
        Slot.objects.create(
            round=day,
            application=application,
            applicant=application.applicant,
            room="One",
            during=DateTimeTZRange(day.starts_at, day.starts_at + timedelta(minutes=10)),
        )


def score_and_lock(application: Application) -> None:
    panel = _round(application)
    judge = user_with(Role.JUDGE, programme=application.call.programme)
    PanelMember.objects.create(round=panel, user=judge, conflicts_declared_at=timezone.now())
    now = timezone.now()
    Scorecard.objects.create(round=panel, application=application, judge=judge, submitted_at=now)
    Round.objects.filter(pk=panel.pk).update(locked_at=now)


def decide(outcome: str):
    def record(application: Application) -> None:
        if Decision.objects.filter(application=application).exists():
            return
        Decision.objects.create(
            round=_round(application),
            application=application,
            outcome=outcome,
            rank=1,
            amount_minor=450_000 if outcome == Decision.Outcome.AWARD else None,
            reserve_order=1 if outcome == Decision.Outcome.RESERVE else None,
            reason="Agreed.",
            decided_by=user_with(Role.CHAIR, programme=application.call.programme),
        )

    return record


def issue_award(application: Application) -> Award:
    award, _made = Award.objects.get_or_create(
        application=application,
        defaults={
            "reference": f"A-{application.pk}",
            "programme": application.call.programme,
            "amount_minor": 450_000,
            "currency": application.call.currency,
            "issued_by": _officer(application),
            "answer_by": timezone.now() + timedelta(days=14),
        },
    )
    return award


def run_out(application: Application) -> None:
    issue_award(application)
    past = timezone.now() - timedelta(days=1)
    Award.objects.filter(application=application).update(answer_by=past)


def sign(application: Application) -> None:
    award = issue_award(application)
    Agreement.objects.get_or_create(
        award=award,
        defaults={
            "body": "Plain words.",
            "sha256": "0" * 64,
            "signed_name": "A. Person",
            "signed_by": application.applicant.user,
            "signed_how": "typed name",
            "signed_at": timezone.now(),
        },
    )


def pay(state: str):
    def record(application: Application) -> None:
        sign(application)
        award = application.award_record
        tranche, made = Tranche.objects.get_or_create(
            award=award,
            number=1,
            defaults={
                "percent": 100,
                "amount_minor": award.amount_minor,
                "condition": Tranche.Condition.AGREEMENT_SIGNED,
            },
        )
        if made:
            _disbursement(tranche, state)

    return record


def _disbursement(tranche: Tranche, state: str) -> None:
    programme, now = tranche.award.programme, timezone.now()
    Disbursement.objects.create(
        tranche=tranche,
        amount_minor=tranche.amount_minor,
        currency=tranche.award.currency,
        state=state,
        approved_by=user_with(Role.FINANCE_APPROVER, programme=programme),
        approved_at=now,
        released_by=user_with(Role.FINANCE_PAYER, programme=programme),
        released_at=now,
        stripe_transfer=f"tr_{tranche.pk}" if state == Disbursement.State.ARRIVED else None,
    )


def accept_report(application: Application) -> None:
    FinalReport.objects.get_or_create(
        award=issue_award(application),
        defaults={
            "text": "It went well.",
            "sent_by": application.applicant.user,
            "accepted_by": _officer(application),
            "accepted_at": timezone.now(),
        },
    )


def _officer(application: Application):
    return user_with(Role.OFFICER, programme=application.call.programme)


RECORDS = {
    "journey.checklist_ticked": tick_everything,
    "journey.change_request_open": ask_for_changes,
    "journey.reason_and_way_on_given": screen_out,
    "training.place_accepted": accept_place,
    "training.training_done": finish_course,
    "training.plan_is_in": upload_plan,
    "judging.has_slot": give_slot,
    "judging.pitched_if_asked": give_slot,
    "judging.quorum_met_and_locked": score_and_lock,
    "judging.decided_to_award": decide(Decision.Outcome.AWARD),
    "judging.decided_to_reserve": decide(Decision.Outcome.RESERVE),
    "judging.decided_not_to_fund": decide(Decision.Outcome.NOT_FUNDED),
    "awards.award_issued": issue_award,
    "awards.agreement_signed": sign,
    "awards.offer_ran_out": run_out,
    "awards.final_report_accepted": accept_report,
    "payments.first_payment_arrived": pay(Disbursement.State.ARRIVED),
    "payments.all_settled": pay(Disbursement.State.ARRIVED),
}
"""What opens each guard."""

HINDRANCES = {
    "close the call": close_call,
    "a payment on its way": pay(Disbursement.State.RELEASED),
    "more time": extend,
    "a checklist": write_checklist,
}
"""What closes a guard, or opens it another way."""
