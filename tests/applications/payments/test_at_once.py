"""Several people at once, each with a connection of their own: nothing is overspent."""

from collections.abc import Callable
from threading import Barrier, Thread

from django.db import IntegrityError, connection, transaction

from applications.awards import actions as awards
from applications.awards.models import Award
from applications.journey.workflow import ChangedMeanwhile, NotReady
from applications.payments import actions, ledger
from applications.payments.ledger import Kind
from applications.payments.models import Disbursement
from programmes.models import Programme
from tests.factories.awards import decided, issued, officer_of, signed
from tests.factories.calls import CallFactory
from tests.factories.payments import approved, due, finance, payable, released
from tests.factories.programmes import ProgrammeFactory


def at_once(*steps: Callable[[], object]) -> list[type[BaseException]]:
    """Run the steps in threads let go together; the kinds of what they raised."""
    barrier, raised = Barrier(len(steps)), []

    def run(step: Callable[[], object]) -> None:
        barrier.wait()
        try:
            step()
        except Exception as problem:
            raised.append(type(problem))
        finally:
            connection.close()

    threads = [Thread(target=run, args=[step]) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_awards_issued_at_once_stay_within_the_budget(own_database):
    programme = ProgrammeFactory(budget_minor=2 * 450_000 + 449_999)
    call = CallFactory(programme=programme)
    cases = [decided(call) for _ in range(5)]
    officer = officer_of(cases[0])
    raised = at_once(*(lambda case=case: issued(case, by=officer) for case in cases))
    assert raised == [NotReady] * 3
    programme.refresh_from_db()
    assert (Award.objects.count(), programme.awarded_minor) == (2, 900_000)


def test_one_award_over_the_target_is_refused_at_once_too(own_database):
    programme = ProgrammeFactory(target_awards=1)
    call = CallFactory(programme=programme)
    cases = [decided(call) for _ in range(3)]
    officer = officer_of(cases[0])
    raised = at_once(*(lambda case=case: issued(case, by=officer) for case in cases))
    assert raised == [NotReady] * 2


def test_movements_at_once_stay_within_the_award(own_database):
    """Past every action: the database alone holds paid ≤ awarded."""
    award = issued()

    def send(key: str) -> None:
        ledger.post(
            "test",
            award=award,
            source=Kind.COMMITTED,
            target=Kind.IN_TRANSIT,
            amount_minor=200_000,
            once_key=key,
            by=award.issued_by,
        )

    assert at_once(*(lambda key=key: send(key) for key in "abcd")) == [IntegrityError] * 2
    award.refresh_from_db()
    assert award.paid_minor == 400_000


def test_movements_at_once_stay_within_the_budget(own_database):
    award = issued()
    Programme.objects.filter(pk=award.programme_id).update(budget_minor=900_000)

    def commit(key: str) -> None:
        ledger.post(
            "test",
            award=award,
            source=Kind.BUDGET,
            target=Kind.COMMITTED,
            amount_minor=300_000,
            once_key=key,
            by=award.issued_by,
        )

    assert at_once(*(lambda key=key: commit(key) for key in "abc")) == [IntegrityError] * 2


def waits_for_us(thread: Thread) -> bool:
    """Whether `thread` stands at a lock of ours, once it either does or has ended."""
    while thread.is_alive():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks"
                " WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
            )
            if cursor.fetchone()[0]:
                return True
    return False


def test_nothing_is_released_while_the_grant_is_being_ended(own_database):
    award = signed()
    payable(award)
    payment = approved(due(award))
    raised = []
    thread = Thread(target=lambda: raised.extend(at_once(lambda: released(payment))))
    with transaction.atomic():
        Award.objects.select_for_update().get(pk=award.pk)
        thread.start()
        assert waits_for_us(thread)
        awards.end_early(award, by=award.issued_by, reason="The group has dissolved.")
    thread.join()
    payment.refresh_from_db()
    assert (raised, payment.state) == ([ChangedMeanwhile], "stopped")


def test_two_approvals_at_once_have_one_effect(own_database):
    payment = due(signed())
    approver, _payer = finance(payment.award)

    def approve() -> None:
        actions.approve(Disbursement.objects.get(pk=payment.pk), by=approver, seen="due")

    assert at_once(approve, approve) == [ChangedMeanwhile]
