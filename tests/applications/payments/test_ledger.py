"""The ledger balances at commit, is never edited, and keeps the totals."""

import pytest
from django.db import DatabaseError, connection, transaction

from applications.awards.models import Award
from applications.payments import ledger
from applications.payments.ledger import Kind
from applications.payments.models import LedgerEntry, LedgerTransaction
from programmes.models import Programme
from tests.factories.awards import issued

pytestmark = pytest.mark.django_db


def check_now() -> None:
    """What commit does."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def post(award: Award, source: Kind, target: Kind, amount: int, key: str) -> bool:
    return ledger.post(
        "test",
        award=award,
        source=source,
        target=target,
        amount_minor=amount,
        once_key=key,
        by=award.issued_by,
    )


@pytest.mark.parametrize("amounts", [(), (100,), (100, -99), (100, -50, -49)])
def test_a_transaction_that_does_not_balance_cannot_commit(amounts):
    award = issued()
    accounts = [entry.account for entry in LedgerEntry.objects.all()]
    movement = LedgerTransaction.objects.create(
        what="test", award=award, once_key="test", by=award.issued_by
    )
    for amount, account in zip(amounts, [*accounts, accounts[0]], strict=False):
        LedgerEntry.objects.create(transaction=movement, account=account, amount_minor=amount)
    with pytest.raises(DatabaseError, match="does not balance"), transaction.atomic():
        check_now()
    transaction.set_rollback(True)


def test_a_movement_is_posted_once():
    award = issued()
    assert post(award, Kind.COMMITTED, Kind.IN_TRANSIT, 100, "same") is True
    assert post(award, Kind.COMMITTED, Kind.IN_TRANSIT, 100, "same") is False
    assert Award.objects.get(pk=award.pk).paid_minor == 100


@pytest.mark.parametrize("model", [LedgerEntry, LedgerTransaction])
def test_nobody_edits_or_deletes_what_is_posted(model):
    issued()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.update(id=-1)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_totals_follow_the_entries():
    award = issued()
    post(award, Kind.COMMITTED, Kind.IN_TRANSIT, 315_000, "a")
    post(award, Kind.IN_TRANSIT, Kind.PAID, 315_000, "b")
    award.refresh_from_db()
    programme = Programme.objects.get(pk=award.programme_id)
    assert (award.paid_minor, programme.awarded_minor) == (315_000, 450_000)
    assert ledger.balances(programme) == {
        "budget": -450_000,
        "committed": 135_000,
        "in_transit": 0,
        "paid": 315_000,
    }


def test_more_than_the_award_cannot_be_paid():
    award = issued()
    with pytest.raises(DatabaseError, match="paid_within_award"), transaction.atomic():
        post(award, Kind.COMMITTED, Kind.IN_TRANSIT, 450_001, "too much")


def test_more_than_the_budget_cannot_be_awarded():
    award = issued()
    left = award.programme.budget_minor - 450_000
    with pytest.raises(DatabaseError, match="awarded_within_budget"), transaction.atomic():
        post(award, Kind.BUDGET, Kind.COMMITTED, left + 1, "too much")
