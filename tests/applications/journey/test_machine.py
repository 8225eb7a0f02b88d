"""Random people take random moves on a real database; the road holds."""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

import audit.record
from accounts.models import User
from accounts.roles import SITE_ROLES, Role
from applications.journey import actions, history
from applications.journey.models import Application
from applications.journey.states import State
from applications.journey.workflow import MOVES, MoveRefused, advance
from notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import user_with

from .records import HINDRANCES, RECORDS

OFFICERS = {"officer", "administrator"}
MAY = {
    "submit": {"applicant"},
    "request_changes": OFFICERS,
    "find_eligible": OFFICERS,
    "find_ineligible": OFFICERS,
    "start_training": OFFICERS | {"applicant"},
    "become_ready": OFFICERS | {"applicant", "trainer"},
    "schedule": OFFICERS,
    "judge": OFFICERS | {"chair"},
    "award": OFFICERS,
    "hold_in_reserve": {"chair"},
    "turn_down": {"chair"},
    "agree": {"applicant"},
    "decline_offer": {"applicant"},
    "let_offer_lapse": OFFICERS | {"system"},
    "activate": {"system"},
    "complete": OFFICERS,
    "end_early": OFFICERS,
    "withdraw": {"applicant"},
    "undo_withdrawal": {"applicant"},
}
"""Who may take each move, written by hand: what the table of rules must agree with."""

PEOPLE = [
    "applicant",
    *(role.value for role in Role),
    "officer_elsewhere",
    "stranger",
    "system",
]


class Road(RuleBasedStateMachine):
    """One application, everybody around it, and the record of what should have happened."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        call = CallFactory()
        self.application = ApplicationFactory(call=call)
        self.people: dict[str, User] = {
            "applicant": self.application.applicant.user,
            "officer_elsewhere": user_with(Role.OFFICER, programme=CallFactory().programme),
            "stranger": UserFactory(),
            "system": User.objects.system(),
        } | {role.value: _holder(role, call) for role in Role}
        self.records = 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT source, target FROM journey_legal_move")
            self.legal = set(cursor.fetchall())

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @rule(move=st.sampled_from(sorted(MOVES)), person=st.sampled_from(PEOPLE))
    def try_anything(self, move: str, person: str) -> None:
        self._try(move, person)

    @initialize(data=st.data(), steps=st.integers(0, 12))
    def begin_somewhere_on_the_road(self, data, steps: int) -> None:
        for _step in range(steps):
            self._walk_on(data, prepared=True)

    @rule(data=st.data(), prepared=st.booleans())
    def try_what_the_road_has_next(self, data, prepared: bool) -> None:
        self._walk_on(data, prepared)

    def _walk_on(self, data, prepared: bool) -> None:
        """A move that starts here, by somebody who may, with its records in place or not."""
        state = Application.objects.get(pk=self.application.pk).state
        ahead = [
            name
            for name, method in MOVES.items()
            if name != "withdraw" and method._django_fsm.get_transition(state)
        ]
        if not ahead:
            return
        move = data.draw(st.sampled_from(sorted(ahead)))
        step = MOVES[move]._django_fsm.get_transition(state)
        for guard in step.conditions:
            if prepared and guard.name in RECORDS:
                self._record(RECORDS[guard.name])
        self._try(move, data.draw(st.sampled_from(sorted(MAY[move]))))

    @rule(name=st.sampled_from(sorted(RECORDS)))
    def something_is_recorded(self, name: str) -> None:
        self._record(RECORDS[name])

    @precondition(lambda self: self.records > 3)
    @rule(name=st.sampled_from(sorted(HINDRANCES)))
    def something_gets_in_the_way(self, name: str) -> None:
        self._record(HINDRANCES[name])

    @rule(text=st.text(max_size=20).filter(lambda text: "\x00" not in text))
    def the_applicant_types(self, text: str) -> None:
        self._deed(
            lambda current: (
                actions.save_answers(
                    current,
                    typed=[actions.Typed("need", text or None, seen=self._version())],
                    by=self.people["applicant"],
                ).keys
            )
        )

    @rule(person=st.sampled_from(PEOPLE), number=st.integers(0, 3))
    def a_note_is_written(self, person: str, number: int) -> None:
        def write(current):
            before = current.notes.count()
            actions.write_note(
                current, audience="team", text=f"Note {number}", by=self.people[person]
            )
            return current.notes.count() > before

        self._deed(write)

    def _version(self) -> int:
        answer = self.application.answers.filter(key="need").first()
        return answer.version if answer else 0

    def _record(self, make) -> None:
        make(Application.objects.get(pk=self.application.pk))

    def _deed(self, do) -> None:
        """Something beside the moves: one audit record if it did something, none if not."""
        try:
            with transaction.atomic():
                done = do(Application.objects.get(pk=self.application.pk))
        except MoveRefused:
            done = False
        self.records += bool(done)

    def _try(self, move: str, person: str) -> None:
        current = Application.objects.get(pk=self.application.pk)
        before, told = _as_stored(current), Message.objects.count()
        try:
            advance(current, move, by=self.people[person])
        except MoveRefused:
            assert _as_stored(current) == before
            assert Message.objects.count() == told
            return
        self.records += 1
        assert person in MAY[move]
        assert (before["state"], current.state) in self.legal
        last = audit.record.history(current).last()
        assert (last.action, last.user, last.data["from"], last.data["to"]) == (
            f"application.{move}",
            self.people[person],
            before["state"],
            current.state,
        )

    @invariant()
    def the_state_is_one_of_the_road(self) -> None:
        assert Application.objects.get(pk=self.application.pk).state in State.values

    @invariant()
    def every_change_has_exactly_one_record(self) -> None:
        assert audit.record.history(self.application).count() == self.records

    @invariant()
    def history_alone_rebuilds_the_present(self) -> None:
        stored = Application.objects.get(pk=self.application.pk).state
        assert history.rebuilt_state(self.application) == stored


def _holder(role: Role, call) -> User:
    return user_with(role, programme=None if role in SITE_ROLES else call.programme)


def _as_stored(application: Application) -> dict:
    return Application.objects.filter(pk=application.pk).values().get()


@pytest.mark.django_db
def test_the_road_holds_whoever_does_whatever():
    run_state_machine_as_test(
        Road,
        settings=settings(
            max_examples=12,
            stateful_step_count=18,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
def test_history_with_a_gap_is_called_broken():
    application = ApplicationFactory(state=State.SUBMITTED)
    advance(application, "withdraw", by=application.applicant.user)
    with pytest.raises(history.BrokenHistory):
        history.rebuilt_state(application)
