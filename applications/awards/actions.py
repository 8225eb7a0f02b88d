"""What is done with an award: issue, sign, decline, report, complete, end."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.journey.models import Application
from applications.journey.states import State
from applications.journey.workflow import NotReady, advance, need
from programmes.models import Programme

from . import agreements, emails, follow_ups, limits
from .follow_ups import Moment
from .models import Agreement, Award, FinalReport, Tranche
from .split import split


@transaction.atomic
def issue_award(
    application: Application,
    *,
    by: User,
    amount_minor: int,
    percents: Sequence[int],
    answer_by: datetime,
    middle_on: date | None = None,
    over_target_reason: str = "",
    seen: str | None = None,
) -> Award:
    """Offer a grant: award, frozen agreement, tranches, money committed, application moved.

    `amount_minor` is in minor units of the programme's currency. `percents` make 100: the first
    part is paid when the agreement is signed, the last when the report is accepted, those between
    on `middle_on`. Budget, pot and target number are counted while the programme is locked, so two
    officers at once cannot overspend. Raises MoveRefused with a plain sentence.
    """
    need("journey.award", by, application)
    programme = Programme.objects.select_for_update().get(pk=application.call.programme_id)
    if Award.objects.filter(application=application).exists():
        raise NotReady(_("This application has an award already."))
    if answer_by <= timezone.now():
        raise NotReady(_("The last day to answer must be in the future."))
    limits.check(application.call, programme, amount_minor, over_target_reason)
    award = Award.objects.create(
        reference=f"{application.reference}-A",
        application=application,
        programme=programme,
        amount_minor=amount_minor,
        currency=programme.currency,
        issued_by=by,
        answer_by=answer_by,
        over_target_reason=over_target_reason.strip(),
    )
    _cut_into_tranches(award, percents, middle_on)
    agreements.freeze(award)
    follow_ups.run(Moment.ISSUED, award, by=by)
    advance(application, "award", by=by, seen=seen, award=award.pk, amount_minor=amount_minor)
    emails.tell_offered(award)
    return award


def _cut_into_tranches(award: Award, percents: Sequence[int], middle_on: date | None) -> None:
    try:
        amounts = split(award.amount_minor, percents)
    except ValueError as error:
        raise NotReady(_("The parts must be above 0 and make 100 percent together.")) from error
    last = len(amounts) - 1
    if last > 1 and middle_on is None:
        raise NotReady(_("Say on which day the parts in the middle are paid."))
    for index, (percent, amount) in enumerate(zip(percents, amounts, strict=True)):
        condition = _condition(index, last)
        Tranche.objects.create(
            award=award,
            number=index + 1,
            percent=percent,
            amount_minor=amount,
            condition=condition,
            due_on=middle_on if condition == Tranche.Condition.DATE else None,
        )


def _condition(index: int, last: int) -> Tranche.Condition:
    if index == 0:
        return Tranche.Condition.AGREEMENT_SIGNED
    return Tranche.Condition.REPORT_ACCEPTED if index == last else Tranche.Condition.DATE


@transaction.atomic
def sign_agreement(
    award: Award, *, by: User, name: str, how: str, sha256: str, seen: str | None = None
) -> Agreement:
    """The grantee signs by typing their `name`; `how` says in which way.

    `sha256` is the fingerprint of the text on the person's screen; another text is refused.
    """
    agreement = Agreement.objects.select_for_update().get(award=award)
    need("awards.sign", by, award)
    if sha256 != agreement.sha256:
        raise NotReady(_("This is not the text that was offered. Open the page again."))
    if not name.strip():
        raise NotReady(_("Type your name to sign."))
    if agreement.signed_at is None:
        agreement.signed_name, agreement.signed_how = name.strip(), how
        agreement.signed_by, agreement.signed_at = by, timezone.now()
        agreement.save()
    advance(
        award.application, "agree", by=by, seen=seen or State.AWARDED, award=award.pk, sha256=sha256
    )
    agreement.award = award
    follow_ups.run(Moment.SIGNED, award, by=by)
    emails.tell_signed(agreement)
    return agreement


@transaction.atomic
def decline_offer(award: Award, *, by: User, seen: str | None = None) -> None:
    """The applicant does not want the grant; the money is free again."""
    advance(award.application, "decline_offer", by=by, seen=seen, award=award.pk)
    _give_back(award, by=by)
    emails.tell(emails.DECLINED, award)


@transaction.atomic
def let_offer_lapse(award: Award, *, by: User) -> None:
    """The last day to answer has passed; the money is free again."""
    advance(award.application, "let_offer_lapse", by=by, award=award.pk)
    _give_back(award, by=by)
    emails.tell(emails.LAPSED, award)


@transaction.atomic
def release_withdrawn(award: Award, *, by: User) -> None:
    """Free the money of an offer whose applicant took the application back, once that is final."""
    need("awards.give_back", by, award)
    award = _locked(award)
    if award.application.state != State.WITHDRAWN or award.ended_at:
        raise NotReady(_("There is nothing to give back."))
    _give_back(award, by=by)
    audit.record.record("award.released_withdrawn", award, by=by, amount_minor=award.amount_minor)


@transaction.atomic
def send_report(award: Award, *, by: User, text: str) -> FinalReport:
    """The grantee sends the final report, for the first time or after it was sent back."""
    award = _locked(award)
    need("awards.send_report", by, award)
    report = FinalReport.objects.filter(award=award).first()
    if award.application.state != State.ACTIVE:
        raise NotReady(_("You can send the report while the project is running."))
    if report and report.sent_back_at is None:
        raise NotReady(_("We have your report already."))
    if not text.strip():
        raise NotReady(_("Write your report first."))
    report = report or FinalReport(award=award)
    report.text, report.sent_by, report.sent_at = text.strip(), by, timezone.now()
    report.sent_back_at, report.sent_back_note = None, ""
    report.save()
    audit.record.record("award.report_sent", award, by=by)
    return report


@transaction.atomic
def send_report_back(report: FinalReport, *, by: User, note: str) -> None:
    """The officer asks for more, in words the grantee reads."""
    report = _open_report(report, by)
    if not note.strip():
        raise NotReady(_("Say what is still missing."))
    report.sent_back_at, report.sent_back_note = timezone.now(), note.strip()
    report.save()
    audit.record.record("award.report_sent_back", report.award, by=by)
    emails.tell(emails.REPORT_SENT_BACK, report.award, page="awards:report", note=note.strip())


@transaction.atomic
def accept_report(report: FinalReport, *, by: User) -> None:
    """The report is good: what was to be paid on it falls due."""
    report = _open_report(report, by)
    report.accepted_by, report.accepted_at = by, timezone.now()
    report.save()
    audit.record.record("award.report_accepted", report.award, by=by)
    follow_ups.run(Moment.REPORT_ACCEPTED, report.award, by=by)
    emails.tell(emails.REPORT_ACCEPTED, report.award, page="payments:mine")


def _open_report(report: FinalReport, by: User) -> FinalReport:
    report = FinalReport.objects.select_for_update().get(pk=report.pk)
    need("awards.read_report", by, report.award)
    if report.accepted_at or report.sent_back_at:
        raise NotReady(_("This report has been answered already."))
    if report.award.application.state != State.ACTIVE:
        raise NotReady(_("The project is not running."))
    return report


@transaction.atomic
def complete(award: Award, *, by: User, seen: str | None = None) -> None:
    """Report accepted and every payment arrived: the grant is complete."""
    advance(award.application, "complete", by=by, seen=seen, award=award.pk)
    emails.tell(emails.COMPLETED, award)


@transaction.atomic
def end_early(award: Award, *, by: User, reason: str, seen: str | None = None) -> None:
    """Stop a running grant with a reason; what was not sent yet is free again."""
    if not reason.strip():
        raise NotReady(_("Say why the grant ends early."))
    award = _locked(award)
    freed = award.left_minor
    advance(award.application, "end_early", by=by, seen=seen, award=award.pk, freed_minor=freed)
    award.ended_reason = reason.strip()
    _give_back(award, by=by)
    emails.tell_ended_early(award)


def _give_back(award: Award, *, by: User) -> None:
    follow_ups.run(Moment.GIVEN_BACK, award, by=by)
    award.ended_at = timezone.now()
    award.save(update_fields=["ended_at", "ended_reason"])


def _locked(award: Award) -> Award:
    return (
        Award.objects.select_for_update(of=("self",))
        .select_related("application__call__programme", "application__applicant", "programme")
        .get(pk=award.pk)
    )
