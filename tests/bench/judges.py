"""Do thirty judges who save at once lose anything, and do they wait?

    python tests/bench/judges.py [--judges 30] [--minutes 10] [--kills 10]

Every judge came in by a link and marks on two screens at once, each field saved by itself as the
page's script does it, against the production server (two processes) and a PostgreSQL with fsync.
Web processes are killed meanwhile; what got no answer is sent again. Every phone's clock is hours
wrong, and says so. Exits with 1 when a mark or a word that was acknowledged is not what is stored,
a change was counted twice or not at all, anybody saw a server error, or the slowest answer of
twenty took more than 300 ms.
"""

import argparse
import asyncio
import json
import logging
import random
import secrets
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench import crowd, house

PATIENCE = 0.3
"""Seconds within which 95 of 100 saves are acknowledged."""
WRONG_CLOCK = b"Date: Thu, 01 Jan 1998 00:00:00 GMT\r\n"


@dataclass
class Screen:
    """A judge's screen with one scorecard: it shows all fields and changes some of them."""

    path: str
    session: str
    own: list[str]
    fields: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    changes: int = 0

    def change(self, chance: random.Random) -> None:
        """Another mark, or other words."""
        name = chance.choice(self.own)
        marks = [each for each in "012345" if each != self.fields.get(name)]
        words = f"Word {chance.getrandbits(40)}"
        self.fields[name] = words if name == "comment" else chance.choice(marks)
        self.changes += 1

    def request(self) -> bytes:
        seen = {f"version-{name}": token for name, token in self.tokens.items()}
        sent = crowd.form(self.path, self.session, **self.fields, **seen)
        return sent.replace(b"Connection: close\r\n", b"Connection: close\r\n" + WRONG_CLOCK)


@dataclass
class Outcome:
    """What a day of judging left behind. `seconds` count from the press to the acknowledgement."""

    seconds: list[float]
    statuses: Counter[int]
    kills: int
    wrong: list[str]

    @property
    def p95(self) -> float:
        return quantiles(self.seconds, n=20)[-1]

    @property
    def holds(self) -> bool:
        return not self.wrong and set(self.statuses) == {200}

    def __str__(self) -> str:
        return (
            f"{len(self.seconds)} saves, {self.kills} kills, answers {dict(self.statuses)}, "
            f"p95 {1000 * self.p95:.0f} ms, {len(self.wrong)} wrong"
        )


def screens(judges: int, pitches: int = 6) -> list[list[Screen]]:
    """For each judge the pairs of screens of their scorecards: marks on one, words on the other."""
    from django.urls import reverse

    from tests.factories.judging import panel_with

    judging_round, _chair, members, entries = panel_with(pitches=pitches, judges=judges)
    marks = [f"c{each.pk}" for each in judging_round.rubric.criteria.all()]
    found = []
    for member in members:
        session = come_in(member)
        paths = [
            reverse("judging:autosave", args=[judging_round.public_id, e.application.public_id])
            for e in entries
        ]
        found.append([Screen(path, session, own) for path in paths for own in (marks, ["comment"])])
    return found


def come_in(member) -> str:
    """The session of a phone that came in by the judge's link."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    from applications.judging.door import KEY
    from applications.judging.models import PanelLink

    now = timezone.now()
    link = PanelLink.objects.create(
        member=member, sent_by=member.user, pin="!", opened_at=now, last_opened_at=now
    )
    session = Session.objects.create(
        session_key=secrets.token_hex(16),
        expire_date=now + timedelta(days=1),
        session_data=SessionStore().encode({KEY: str(link.public_id)}),
    )
    return session.session_key


async def answer_to(port: int, request: bytes) -> tuple[int, dict]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        head, _line, body = (await reader.read()).partition(b"\r\n\r\n")
    finally:
        writer.close()
    status = int(head.split(b" ", 2)[1]) if head else 0
    return status, json.loads(body) if status == 200 else {}


async def save(port: int, screen: Screen, came: Outcome) -> None:
    """Send until it is acknowledged, as the script in the page does."""
    pressed = time.perf_counter()
    while True:
        try:
            status, said = await answer_to(port, screen.request())
        except (OSError, ValueError):
            status, said = 0, {}
        if status == 200:
            break
        if status:
            came.statuses[status] += 1
        await asyncio.sleep(0.1)
    came.seconds.append(time.perf_counter() - pressed)
    came.statuses[status] += 1
    screen.tokens |= said["versions"]
    if said["clashes"]:
        came.wrong.append(f"{screen.path}: {said['clashes']} clashed")


def judging(
    port: int, web: house.Unit, every: list[list[Screen]], *, seconds: float, kills: int,
    pause: float = 2,
) -> Outcome:  # fmt: skip
    """Each judge marks, waits about `pause` seconds, and marks again, on two screens at once."""
    came = Outcome([], Counter(), 0, [])
    ends = time.monotonic() + seconds

    async def screen_of(mine: list[Screen], number: int) -> None:
        chance = random.Random(number)
        while time.monotonic() < ends:
            screen = chance.choice(mine)
            screen.change(chance)
            await save(port, screen, came)
            await asyncio.sleep(chance.uniform(0.5, 1.5) * pause)

    async def killer() -> None:
        chance = random.Random(0)
        for _kill in range(kills):
            await asyncio.sleep(seconds / (kills + 1))
            if children := web.children():
                house.kill(chance.choice(children).pid)
                came.kills += 1

    async def everybody() -> None:
        phones = [
            screen_of(mine[side::2], 2 * number + side)
            for number, mine in enumerate(every)
            for side in (0, 1)
        ]
        await asyncio.gather(killer(), *phones)

    asyncio.run(everybody())
    came.wrong += wrong(every)
    return came


def wrong(every: list[list[Screen]]) -> list[str]:
    """Scorecards that are not what both screens had acknowledged last, once for each change."""
    from django.urls import resolve

    from applications.judging.given import Given
    from applications.judging.merging import fields_of
    from applications.judging.models import PanelLink, Scorecard

    found = []
    for mine in every:
        session = mine[0].session
        judge = PanelLink.objects.get(public_id=_link_of(session)).member.user
        for phone, laptop in zip(mine[::2], mine[1::2], strict=True):
            aim = {**{name: phone.fields.get(name, "") for name in phone.own}, **laptop.fields}
            card = Scorecard.objects.filter(
                judge=judge,
                application__public_id=resolve(phone.path).kwargs["pitch_id"],
            ).first()
            there = fields_of(Given.of(card)) if card else {}
            if there != {name: value for name, value in aim.items() if value}:
                found.append(f"{phone.path}: {there} instead of {aim}")
            if card and card.version != phone.changes + laptop.changes:
                found.append(f"{phone.path}: {card.version} versions")
    return found


def _link_of(session: str) -> str:
    from django.contrib.sessions.models import Session

    from applications.judging.door import KEY

    return Session.objects.get(session_key=session).get_decoded()[KEY]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--judges", type=int, default=30)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--kills", type=int, default=10)
    given = parser.parse_args()
    house.durable_database()
    from django.db import connections
    from django.test.utils import setup_databases

    from demo.management.commands.demo import database_url
    from demo.places import free_port
    from tests.own_database import own_database

    logging.disable(logging.CRITICAL)
    setup_databases(verbosity=0, interactive=False, keepdb=True, serialized_aliases=set())
    with TemporaryDirectory() as folder, own_database("judges"):
        every = screens(given.judges)
        connections.close_all()
        port = free_port()
        web = house.web(port, house.environment(database_url(), Path(folder)))
        with house.running(web):
            house.wait_until_ready(port)
            came = judging(port, web, every, seconds=60 * given.minutes, kills=given.kills)
        connections.close_all()
    print(came)
    for each in came.wrong[:10]:
        print(each)
    holds = came.holds and came.p95 <= PATIENCE
    print("ok" if holds else "FAIL")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
