"""Awards made through their actions, so that ledger and road are as they really become."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from applications.awards import actions
from applications.awards.models import AgreementText, Award
from applications.journey.models import Application
from applications.journey.states import State
from applications.judging.models import Decision, Round, Rubric

from .calls import CallFactory
from .journey import ApplicationFactory
from .programmes import user_with

BODY = "{recipient} gets {amount} for {project} from {programme}.\n\nTell us how it goes."


def agreement_texts(programme) -> None:
    """An English text that prevails and an Arabic one beside it."""
    if not AgreementText.objects.filter(programme=programme).exists():
        AgreementText.objects.create(programme=programme, language="en", prevails=True, body=BODY)
        AgreementText.objects.create(
            programme=programme, language="ar", body="{recipient} يحصل على {amount}."
        )


def decided(call=None, *, outcome=Decision.Outcome.AWARD, amount_minor=450_000, **given):
    """A judged (or reserve) application whose panel has decided."""
    call = call or CallFactory()
    agreement_texts(call.programme)
    reserve = outcome == Decision.Outcome.RESERVE
    application = ApplicationFactory(
        call=call, state=State.RESERVE if reserve else State.JUDGED, **given
    )
    decision(application, outcome=outcome, amount_minor=amount_minor)
    return application


def decision(application: Application, *, outcome, amount_minor) -> Decision:
    call, now = application.call, timezone.now()
    rubric, _new = Rubric.objects.get_or_create(call=call)
    panel, _new = Round.objects.get_or_create(
        call=call,
        name="Panel",
        defaults={
            "rubric": rubric,
            "starts_at": now - timedelta(days=2),
            "ends_at": now - timedelta(days=1),
        },
    )
    rank = panel.decisions.count() + 1
    return Decision.objects.create(
        round=panel,
        application=application,
        outcome=outcome,
        amount_minor=amount_minor,
        rank=rank,
        reserve_order=rank if outcome == Decision.Outcome.RESERVE else None,
        reason="The panel agreed.",
        decided_by=user_with(Role.CHAIR, programme=call.programme),
    )


def officer_of(application: Application) -> User:
    return user_with(Role.OFFICER, programme=application.call.programme)


def issued(application: Application | None = None, *, by: User | None = None, **given) -> Award:
    application = application or decided()
    terms = {
        "amount_minor": 450_000,
        "percents": (70, 30),
        "answer_by": timezone.now() + timedelta(days=14),
    }
    return actions.issue_award(application, by=by or officer_of(application), **{**terms, **given})


def signed(award: Award | None = None) -> Award:
    award = award or issued()
    actions.sign_agreement(
        award,
        by=award.application.applicant.user,
        name="Amal Person",
        how="typed name, ticked box",
        sha256=award.agreement.sha256,
    )
    return award
