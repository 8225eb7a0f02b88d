"""Grants as the cast handles them: offers, signatures, bank details, payments, reports."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from applications.awards import actions as awards
from applications.awards.models import Award
from applications.payments import actions as payments
from applications.payments import payees
from applications.payments.models import Disbursement

from .cast import Project
from .play import Play

TWO_PARTS = (70, 30)


def award_of(play: Play, project: Project) -> Award:
    return Award.objects.get(application=play.application(project))


def offer(
    play: Play, project: Project, *, percents: Sequence[int] = TWO_PARTS, answer_in: int = 21
) -> Award:
    """Offer the amount that the panel decided; the answer is wanted `answer_in` days from now."""
    application = play.application(project)
    return awards.issue_award(
        application,
        by=play.users["officer"],
        amount_minor=application.decision.amount_minor,
        percents=percents,
        answer_by=timezone.now() + timedelta(days=answer_in),
        seen=application.state,
    )


def sign(play: Play, project: Project) -> None:
    award = award_of(play, project)
    awards.sign_agreement(
        award,
        by=play.users[project.key],
        name=project.person,
        how="Typed name on the website",
        sha256=award.agreement.sha256,
    )


def decline(play: Play, project: Project) -> None:
    awards.decline_offer(award_of(play, project), by=play.users[project.key])


def lapse(play: Play, project: Project) -> None:
    awards.let_offer_lapse(award_of(play, project), by=User.objects.system())


def give_bank_details(play: Play, project: Project) -> None:
    """The grantee fills in Stripe's own form; Stripe tells us by webhook."""
    payee = award_of(play, project).payee
    link = payees.onboarding_address(
        payee, by=play.users[project.key], here=f"{settings.BASE_URL}/my/"
    )
    play.stage.stripe.finish_onboarding(link)
    play.stage.work()


def payment_of(play: Play, project: Project, number: int) -> Disbursement:
    return Disbursement.objects.get(tranche__award=award_of(play, project), tranche__number=number)


def approve(play: Play, project: Project, number: int = 1) -> None:
    payment = payment_of(play, project, number)
    payments.approve(payment, by=play.users["approver"], seen=payment.state)


def release(play: Play, project: Project, number: int = 1) -> None:
    """Let the money go and wait until it has arrived, or failed."""
    payment = payment_of(play, project, number)
    payments.release(payment, by=play.users["payer"], seen=payment.state)
    play.stage.work()


def repair(play: Play, project: Project, number: int = 1) -> None:
    payment = payment_of(play, project, number)
    payments.try_again(payment, by=play.users["payer"], seen=payment.state)
    play.stage.work()


def pay(play: Play, project: Project, number: int = 1) -> None:
    approve(play, project, number)
    release(play, project, number)


def report(play: Play, project: Project, text: str) -> None:
    awards.send_report(award_of(play, project), by=play.users[project.key], text=text)


def accept_report(play: Play, project: Project) -> None:
    awards.accept_report(award_of(play, project).final_report, by=play.users["officer"])


def complete(play: Play, project: Project) -> None:
    awards.complete(award_of(play, project), by=play.users["officer"])


def end_early(play: Play, project: Project, reason: str) -> None:
    awards.end_early(award_of(play, project), by=play.users["officer"], reason=reason)
