"""What happens when everybody sends in the last minute?

    python tests/bench/rush.py [--applicants 5000] [--seconds 60] [--rounds 9] [--people 8]

The production server with its own numbers (two processes) against a PostgreSQL with fsync. First
submissions a second against a bare view that commits one row of 5 kB, signed in and behind the
same middleware, by turns in one run. Then `--applicants` people send within `--seconds`, every
tenth presses twice at once, while the worker sends the receipts. Exits with 1 when the rate is
below 0.6, an application or a receipt is missing or there twice, or anybody saw an error.
"""

import argparse
import logging
import mailbox
import secrets
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench import crowd, house

LEAST_RATE = 0.6
SENT = "journey.submit"


@dataclass(frozen=True)
class Applicant:
    """Somebody with a finished draft, signed in."""

    session: str
    application: str
    """The public id."""

    @property
    def sends(self) -> bytes:
        path = f"/applications/{self.application}/check/"
        return crowd.form(path, self.session, seen="draft")

    @property
    def commits_a_row(self) -> bytes:
        return crowd.form("/commit/", self.session, words=FIVE_KB)


FIVE_KB = ("Many people in our street are alone in winter. " * 120)[:5000]
ANSWERS = {
    "need": FIVE_KB[:1000],
    "idea": FIVE_KB[:1250],
    "people": FIVE_KB[:750],
    "theme": "housing",
    "amount": 450_000,
    "spend": FIVE_KB[:750],
    "before": FIVE_KB[:600],
    "agree": True,
}


def open_call():
    from demo.questions import SECTIONS
    from tests.factories.calls import CallFactory

    return CallFactory(questions=SECTIONS)


def applicants(call, count: int) -> list[Applicant]:
    """`count` people with finished drafts for `call`, and a session each."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    from accounts.models import Person, User
    from applications.journey.models import Answer, Application
    from tests.sessions import BACKEND

    mark = secrets.token_hex(4)
    people = Person.objects.bulk_create(
        Person(display_name=f"Person {n}", email=f"p{n}-{mark}@example.org") for n in range(count)
    )
    users = User.objects.bulk_create(
        User(email=each.email, person=each, password="!") for each in people
    )
    drafts = Application.objects.bulk_create(
        Application(
            call=call, question_set=call.current_question_set, applicant=each,
            strand=call.strands.first(), city=call.cities.first(), title="Warm room",
            reference=f"{mark}-{number}", requested_minor=450_000,
        )
        for number, each in enumerate(people)
    )  # fmt: skip
    Answer.objects.bulk_create(
        (
            Answer(application=draft, key=key, value=value, typed_by=user)
            for draft, user in zip(drafts, users, strict=True)
            for key, value in ANSWERS.items()
        ),
        batch_size=5000,
    )
    tomorrow, store = timezone.now() + timedelta(days=1), SessionStore()
    sessions = Session.objects.bulk_create(
        Session(
            session_key=secrets.token_hex(16),
            expire_date=tomorrow,
            session_data=store.encode(
                {
                    SESSION_KEY: str(user.pk),
                    BACKEND_SESSION_KEY: BACKEND,
                    HASH_SESSION_KEY: user.get_session_auth_hash(),
                }
            ),
        )
        for user in users
    )
    return [
        Applicant(session.session_key, str(draft.public_id))
        for session, draft in zip(sessions, drafts, strict=True)
    ]


def compare(port: int, call, *, rounds: int, each: int, people: int) -> list[float]:
    """The rate of submissions as a part of the bare view's, once for each of `rounds`."""
    crowd.rate(port, [one.commits_a_row for one in applicants(call, people * 4)], people=people)
    crowd.rate(port, [one.sends for one in applicants(call, people * 4)], people=people)
    ratios = []
    for _round in range(rounds):
        everybody = applicants(call, each)
        bare = crowd.rate(port, [one.commits_a_row for one in everybody], people=people)
        sent = crowd.rate(port, [one.sends for one in everybody], people=people)
        print(f"  {sent:.0f} submissions a second, {bare:.0f} bare rows: {sent / bare:.2f}")
        ratios.append(sent / bare)
    return ratios


@dataclass
class Outcome:
    """What a rush left behind."""

    applicants: int
    answers: Counter[int]
    p50: float
    """Seconds from the press to the answer."""
    p95: float
    p99: float
    sent: int
    receipts: Counter[int]
    """How many people have one receipt, two receipts …"""
    letters: Counter[int]
    """The same of letters that the mail server saw."""
    last_letter: float
    """Seconds from the first press until the mail server had every letter."""
    last_copy: float
    """The same of the PDFs."""

    @property
    def came_in(self) -> bool:
        """Nobody saw an error, everything was sent and is acknowledged once."""
        once = Counter({1: self.applicants})
        return (set(self.answers), self.sent, self.receipts) == ({302}, self.applicants, once)

    @property
    def holds(self) -> bool:
        return self.came_in and self.letters == self.receipts


def rush(port: int, call, inbox: Path, *, count: int, seconds: float, patience: float) -> Outcome:
    """Everybody sends within the last `seconds`; waits until the worker has nothing to do."""
    everybody = applicants(call, count)
    close(call, seconds + 1)
    pressed = [one.sends for one in everybody]
    begun = time.monotonic()
    answers = crowd.over(seconds, port, [*pressed, *pressed[::10]], seed=1)
    took = [0.0, 0.0]
    if patience:
        wait_for_letters(patience)
        took[0] = time.monotonic() - begun
        print(f"every letter is out after {took[0]:.0f} s", flush=True)
        wait_for_copies(patience)
        took[1] = time.monotonic() - begun
    return outcome(everybody, answers, inbox, took)


def close(call, seconds: float) -> None:
    """Move the deadline to so many seconds from now (ago, when negative)."""
    from django.utils import timezone

    call.closes_at = timezone.now() + timedelta(seconds=seconds)
    call.save()


def wait_for_letters(seconds: float) -> None:
    """Until every letter is out. Raises TimeoutError when that takes too long."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    from applications.journey.models import Receipt

    letters = ProcrastinateJob.objects.filter(status__in=["todo", "doing"], queue_name="mail")
    _wait_for_none(seconds, Receipt.objects.filter(letter_waits=True), letters)


def wait_for_copies(seconds: float) -> None:
    from applications.journey.models import Receipt

    _wait_for_none(seconds, Receipt.objects.filter(made_at=None))


def _wait_for_none(seconds: float, *waiting) -> None:
    ends = time.monotonic() + seconds
    while any(each.exists() for each in waiting):
        if time.monotonic() > ends:
            raise TimeoutError(f"still waiting: {[each.count() for each in waiting]}")
        time.sleep(0.2)


def outcome(
    everybody: list[Applicant], answers: list[crowd.Answer], inbox: Path, took: list[float]
) -> Outcome:
    from applications.journey.models import Application, Receipt
    from notifications.models import Message

    mine = Application.objects.filter(public_id__in=[one.application for one in everybody])
    receipts = Receipt.objects.filter(application__in=mine)
    letters = Message.objects.filter(kind=SENT, object_id__in=receipts.values("pk"))
    known = {str(key): to for key, to in letters.values_list("public_id", "to_email")}
    kept = [each["X-Seedbed-Message"] for each in mailbox.Maildir(inbox)]
    waited = quantiles([each.seconds for each in answers], n=100)
    return Outcome(
        applicants=len(everybody),
        answers=Counter(each.status for each in answers),
        p50=waited[49],
        p95=waited[94],
        p99=waited[98],
        sent=mine.filter(state="submitted").count(),
        receipts=Counter(Counter(receipts.values_list("application", flat=True)).values()),
        letters=Counter(Counter(known[key] for key in kept if key in known).values()),
        last_letter=took[0],
        last_copy=took[1],
    )


def too_late(port: int, call) -> bool:
    """Whether who presses one second too late stays a draft and is led back to their answers."""
    from applications.journey.models import Application

    [late] = applicants(call, 1)
    close(call, -1 - call.grace_minutes * 60)
    [answer] = crowd.over(0, port, [late.sends], seed=1)
    draft = Application.objects.get(public_id=late.application)
    kept = {each.key: each.value for each in draft.answers.all()}
    back = answer.place.endswith("/check/")
    return (answer.status, back, draft.state, kept) == (302, True, "draft", ANSWERS)


@contextmanager
def house_at_work(folder: Path, *, with_worker: bool) -> Iterator[tuple[int, Path]]:
    """Web, mailbox and worker against the database in use; yields the site's port and the inbox."""
    from django.db import connection, connections

    from demo.management.commands.demo import database_url
    from demo.places import free_port
    from tests.bench.hello import BareRow

    with connection.schema_editor() as editor:
        editor.create_model(BareRow)
    port, mail, inbox = free_port(), free_port(), folder / "inbox"
    given = house.environment(database_url(), folder, SMTP_URL=f"smtp://127.0.0.1:{mail}")
    units = [house.mailbox(inbox, mail, given), house.web(port, given)]
    if with_worker:
        units.append(house.worker(given))
    try:
        with house.running(*units):
            house.wait_until_ready(port)
            yield port, inbox
    finally:
        connections.close_all()


@contextmanager
def at_work(*, with_worker: bool) -> Iterator[tuple[int, Path]]:
    from tests.own_database import own_database

    with (
        own_database("rush"),
        TemporaryDirectory() as folder,
        house_at_work(Path(folder), with_worker=with_worker) as running,
    ):
        yield running


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--applicants", type=int, default=5000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--each", type=int, default=300)
    parser.add_argument("--people", type=int, default=8)
    parser.add_argument("--patience", type=float, default=7200, help="seconds for all letters")
    given = parser.parse_args()
    house.durable_database()
    from django.test.utils import setup_databases

    logging.disable(logging.CRITICAL)
    setup_databases(verbosity=0, interactive=False, keepdb=True, serialized_aliases=set())
    holds = True
    if given.rounds:
        with at_work(with_worker=False) as (port, _inbox):
            ratios = compare(
                port, open_call(), rounds=given.rounds, each=given.each, people=given.people
            )
        print(f"submissions to bare rows: {median(ratios):.2f} (at least {LEAST_RATE})")
        holds = median(ratios) >= LEAST_RATE
    if given.applicants:
        with at_work(with_worker=True) as (port, inbox):
            call = open_call()
            came = rush(
                port, call, inbox,
                count=given.applicants, seconds=given.seconds, patience=given.patience,
            )  # fmt: skip
            print(came)
            holds = came.holds and too_late(port, call) and holds
    print("ok" if holds else "FAIL")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
