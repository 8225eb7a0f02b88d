"""Rows of the money: awards, agreements, tranches, reports, payments and the ledger."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from applications.awards.models import Agreement, Award, FinalReport, Tranche
from applications.payments.models import Disbursement, LedgerEntry, LedgerTransaction, Payee

from .cases import Case
from .ground import Ground
from .people import title
from .table import Table, reserve_ids
from .timeline import ACTIVATE, AGREE, AWARD, COMPLETE, DECLINE, END, LAPSE

FIRST_PERCENT = 70
MOVEMENTS_AT_MOST = 6
NAMESPACE = uuid.UUID("5eedbed0-0000-4000-8000-000000000000")


@dataclass
class Granted:
    """A case that was offered a grant, with the keys of its award's records."""

    case: Case
    award: int
    tranches: tuple[int, int]
    payments: tuple[int, int]

    @property
    def parts(self) -> tuple[int, int]:
        first = self.case.amount_minor * FIRST_PERCENT // 100
        return first, self.case.amount_minor - first


def granted(cases: list[Case]) -> list[Granted]:
    chosen = [case for case in cases if case.reached(AWARD)]
    tranches = iter(reserve_ids(Tranche, 2 * len(chosen)))
    payments = iter(reserve_ids(Disbursement, 2 * len(chosen)))
    return [
        Granted(case, key, (next(tranches), next(tranches)), (next(payments), next(payments)))
        for case, key in zip(chosen, reserve_ids(Award, len(chosen)), strict=True)
    ]


def write(grants: list[Granted], ground: Ground) -> list[Table]:
    """The tables of this stretch, in the order in which they must be copied."""
    awards, agreements = Table(Award, with_id=True), Table(Agreement)
    tranches, reports, payees = Table(Tranche, with_id=True), Table(FinalReport), Table(Payee)
    payments = Table(Disbursement, with_id=True)
    ledger = Ledger(ground, len(grants))
    for grant in grants:
        _award(grant, ground, awards, agreements)
        _tranches(grant, tranches)
        _payee(grant, payees)
        _report(grant, ground, reports)
        _payments(grant, ground, payments)
        _movements(grant, ledger)
    return [
        awards, agreements, tranches, reports, payees, payments, ledger.movements, ledger.entries,
    ]  # fmt: skip


def _award(grant: Granted, ground: Ground, awards: Table, agreements: Table) -> None:
    case = grant.case
    given_back = next((case.when(m) for m in (DECLINE, LAPSE, END) if case.reached(m)), None)
    awards.add(
        id=grant.award,
        reference=f"SCALE-{case.number:08d}-A",
        application_id=case.pk,
        programme_id=ground.call.programme_id,
        amount_minor=case.amount_minor,
        currency="EUR",
        issued_by_id=ground.officer.pk,
        issued_at=case.when(AWARD),
        answer_by=case.when(AWARD) + timedelta(days=30),
        ended_at=given_back,
    )
    body = f"Agreement about {title(case)}: {case.amount_minor / 100:.2f} EUR."
    signed = {
        "signed_name": f"Grantee {case.number}",
        "signed_by_id": case.user_id,
        "signed_how": "Typed name on the website",
        "signed_at": case.when(AGREE),
    }
    agreements.add(
        award_id=grant.award,
        body=body,
        sha256=hashlib.sha256(body.encode()).hexdigest(),
        **(signed if case.reached(AGREE) else {}),
    )


def _tranches(grant: Granted, tranches: Table) -> None:
    conditions = ("agreement_signed", "report_accepted")
    percents = (FIRST_PERCENT, 100 - FIRST_PERCENT)
    for index in range(2):
        tranches.add(
            id=grant.tranches[index],
            award_id=grant.award,
            number=index + 1,
            percent=percents[index],
            amount_minor=grant.parts[index],
            condition=conditions[index],
        )


def _payee(grant: Granted, payees: Table) -> None:
    if grant.case.reached(AGREE):
        payees.add(
            award_id=grant.award,
            person_id=grant.case.person_id,
            stripe_account=f"acct_sim{grant.case.number}",
            can_be_paid=True,
            created_at=grant.case.when(AGREE),
        )


def _report(grant: Granted, ground: Ground, reports: Table) -> None:
    case = grant.case
    if case.reached(COMPLETE):
        reports.add(
            award_id=grant.award,
            text="We did what we planned. Thank you.",
            sent_by_id=case.user_id,
            sent_at=case.at(COMPLETE.day - 20),
            accepted_by_id=ground.officer.pk,
            accepted_at=case.at(COMPLETE.day - 15),
        )


def _payments(grant: Granted, ground: Ground, payments: Table) -> None:
    case = grant.case
    if case.reached(COMPLETE):
        _arrived(grant, 0, ACTIVATE.day, ground, payments)
        _arrived(grant, 1, COMPLETE.day - 8, ground, payments)
    elif case.reached(ACTIVATE):
        _arrived(grant, 0, ACTIVATE.day, ground, payments)
    elif case.reached(AGREE):
        payments.add(**_due(grant, 0, AGREE.day))


def _due(grant: Granted, index: int, day: int) -> dict:
    return {
        "id": grant.payments[index],
        "tranche_id": grant.tranches[index],
        "payee_user_id": grant.case.user_id,
        "amount_minor": grant.parts[index],
        "currency": "EUR",
        "idempotency_key": uuid.uuid5(NAMESPACE, f"{grant.case.number}:{index}"),
        "created_at": grant.case.at(day),
    }


def _arrived(grant: Granted, index: int, day: int, ground: Ground, payments: Table) -> None:
    sent = grant.case.at(day - 3)
    payments.add(
        **_due(grant, index, day - 6)
        | {
            "state": "arrived",
            "approved_by_id": ground.approver.pk,
            "approved_at": grant.case.at(day - 5),
            "released_by_id": ground.payer.pk,
            "released_at": grant.case.at(day - 4),
            "stripe_transfer": transfer(grant, index),
            "first_tried_at": sent,
            "sent_at": sent,
            "arrived_at": grant.case.at(day),
        }
    )


def transfer(grant: Granted, index: int) -> str:
    return f"tr_sim{grant.case.number}x{index}"


class Ledger:
    """Movements of two entries each."""

    def __init__(self, ground: Ground, awards: int) -> None:
        self.ground = ground
        self.keys = iter(reserve_ids(LedgerTransaction, awards * MOVEMENTS_AT_MOST))
        self.movements = Table(LedgerTransaction, with_id=True)
        self.entries = Table(LedgerEntry)

    def post(
        self, what: str, grant: Granted, amount: int, source: str, target: str,
        at: datetime, payment: int | None = None,
    ) -> None:  # fmt: skip
        key = next(self.keys)
        self.movements.add(
            id=key,
            what=what,
            award_id=grant.award,
            disbursement_id=payment,
            once_key=f"{what}:sim{grant.case.number}:{payment or ''}",
            by_id=self.ground.system.pk,
            at=at,
        )
        for kind, sign in ((source, -1), (target, 1)):
            self.entries.add(
                transaction_id=key, account_id=self.ground.ledger[kind], amount_minor=sign * amount
            )


def _movements(grant: Granted, ledger: Ledger) -> None:
    case, whole = grant.case, grant.case.amount_minor
    ledger.post("commit", grant, whole, "budget", "committed", case.when(AWARD))
    paid = 0
    for index, move in ((0, ACTIVATE), (1, COMPLETE)):
        if case.reached(move):
            day = move.day if index == 0 else move.day - 8
            part, payment = grant.parts[index], grant.payments[index]
            ledger.post("sent", grant, part, "committed", "in_transit", case.at(day - 3), payment)
            ledger.post("arrived", grant, part, "in_transit", "paid", case.at(day), payment)
            paid += part
    for move in (DECLINE, LAPSE, END):
        if case.reached(move):
            ledger.post("give_back", grant, whole - paid, "committed", "budget", case.when(move))
