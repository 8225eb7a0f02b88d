"""Simulated applications stand as if people had made them."""

from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db.models import Count, F, Q, Sum
from django.utils import timezone

import audit.record
from applications.awards.models import Award
from applications.journey.models import Application
from applications.journey.states import State
from applications.journey.workflow import MOVES
from applications.payments.models import Disbursement, LedgerEntry
from applications.training.models import Cohort
from demo.simulate import run
from demo.simulate.cases import cases
from demo.simulate.ground import ground
from demo.simulate.people import title
from demo.simulate.run import simulate
from mentoring.mentorships.models import Mentorship

pytestmark = pytest.mark.django_db
SEED = 7


@pytest.fixture
def simulated(monkeypatch):
    """300 applications in three chunks."""
    monkeypatch.setattr(run, "CHUNK", 100)
    assert list(simulate(300, seed=SEED)) == [100, 200, 300]
    return Application.objects.filter(call__code="scale-trial")


def test_simulated_applications_stand_in_every_state(simulated):
    assert simulated.count() == 300
    assert set(simulated.values_list("state", flat=True)) == set(State.values)


def test_simulated_history_leads_to_the_present_state(simulated):
    for application in simulated:
        moves = [entry for entry in audit.record.history(application) if "from" in entry.data]
        steps = [(entry.data["from"], entry.data["to"]) for entry in moves]
        assert all(before[1] == after[0] for before, after in pairwise(steps))
        assert ([State.DRAFT] + [to for _from, to in steps])[-1] == application.state
        if moves:
            assert moves[-1].timestamp == application.state_since


def test_simulated_records_satisfy_the_guards_of_the_last_move(simulated):
    for application in simulated:
        last = audit.record.history(application).last().action.removeprefix("application.")
        if last in MOVES:
            before = audit.record.history(application).last().data["from"]
            step = MOVES[last]._django_fsm.get_transition(before)
            assert [guard.why_not(application) for guard in step.conditions] == [
                "" for _guard in step.conditions
            ]


def test_simulated_money_adds_up(simulated):
    assert LedgerEntry.objects.aggregate(sum=Sum("amount_minor"))["sum"] == 0
    awards = Award.objects.filter(application__in=simulated)
    parts = awards.annotate(parts=Sum("tranches__amount_minor"))
    assert not parts.exclude(parts=F("amount_minor")).exists()
    arrived = Disbursement.objects.filter(state="arrived").aggregate(sum=Sum("amount_minor"))
    paid = LedgerEntry.objects.filter(account__kind="paid").aggregate(sum=Sum("amount_minor"))
    assert paid == arrived


def test_simulated_people_fit_their_cohorts_and_mentors(simulated):
    full = Cohort.objects.annotate(
        seats=Count("places", filter=Q(places__status__in=["accepted", "completed"]))
    )
    assert not full.exclude(seats=F("places_taken")).exists()
    running = simulated.filter(state=State.ACTIVE)
    assert Mentorship.objects.filter(ended_on=None).count() == running.count()


def test_simulation_goes_on_where_it_stopped(simulated):
    assert list(simulate(50, seed=SEED)) == [50]
    assert simulated.count() == 350


def test_simulation_with_the_same_seed_makes_the_same_applications(simulated):
    again = cases(range(1, 301), ground(), today=timezone.localtime(), seed=SEED)
    made = simulated.order_by("reference").values_list("title", "state", "requested_minor")
    assert list(made) == [(title(case), case.ending.state, case.amount_minor) for case in again]


def test_simulate_command_says_what_it_made(capsys):
    call_command("simulate", applications=20, stderr=StringIO())
    assert capsys.readouterr().out.startswith("20 applications in ")
