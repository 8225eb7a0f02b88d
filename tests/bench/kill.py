"""Does anything that was acknowledged get lost when processes die?

    python tests/bench/kill.py [--kills 1000] [--people 6]

People type, send and upload in parts, as browsers do: what gets no answer is tried again. Meanwhile
web processes, the worker and the whole database are killed with SIGKILL, by turns. In the end the
SHA-256 of every acknowledged text, every application that was sent and every file that came through
is looked for in the database. A letter goes to the mail server at least once, and its number says
so: a worker that dies between the server's "250" and its own commit sends it again under the same
Message-ID. Exits with 1 when anything is missing.
"""

import argparse
import base64
import hashlib
import json
import logging
import mailbox
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench import crowd, house, rush

PART = 4000
TUS = {"Tus-Resumable": "1.0.0"}


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@dataclass
class Acknowledged:
    """What the site said that it has: digests by application, applications, digests by upload."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    files: list[tuple[str, str]] = field(default_factory=list)
    tries: Counter[str] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        return len(self.texts) + len(self.sent) + len(self.files)


class Person(threading.Thread):
    """Types into a draft, now and then uploads a file, then sends it and begins the next one."""

    def __init__(
        self, port: int, drafts: list[rush.Applicant], number: int, over: threading.Event
    ) -> None:
        super().__init__(daemon=True)
        self.port, self.drafts, self.over = port, drafts, over
        self.random, self.kept = random.Random(number), Acknowledged()
        self.failed: Exception | None = None

    def run(self) -> None:
        try:
            for draft in self.drafts:
                self._type(draft)
                self._upload(draft)
                self._send(draft)
                if self.over.is_set():
                    return
        except Exception as failed:
            self.failed = failed

    def _ask(self, method: str, path: str, body: bytes, headers: dict) -> HTTPResponse | None:
        """The whole answer, or nothing when the process or the network died."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            answer.said = answer.read()  # type: ignore[attr-defined]
        except (OSError, HTTPException):
            return None
        finally:
            line.close()
        return answer

    def _until(
        self, what: str, good: Callable[[HTTPResponse], bool], *request
    ) -> HTTPResponse | None:
        """Try again until the answer is good, as the script in the page does. None: it is over."""
        while not self.over.is_set():
            self.kept.tries[what] += 1
            answer = self._ask(*request)
            if answer is not None and good(answer):
                return answer
            time.sleep(0.1)
        return None

    def _form(self, draft: rush.Applicant, path: str, **fields: str) -> tuple:
        body = urlencode({"csrfmiddlewaretoken": crowd.SECRET, **fields}).encode()
        address = f"/applications/{draft.application}/{path}"
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return "POST", address, body, self._headers(draft) | kind

    @staticmethod
    def _headers(draft: rush.Applicant) -> dict[str, str]:
        cookie = f"seedbed_session={draft.session}; seedbed_csrf={crowd.SECRET}"
        return {"Cookie": cookie, "X-CSRFToken": crowd.SECRET}

    def _type(self, draft: rush.Applicant) -> None:
        seen = 1
        for number in range(self.random.randint(3, 8)):
            text = f"{draft.application} {number} " + "word " * self.random.randint(1, 150) + "."
            others = {key: str(rush.ANSWERS[key]) for key in ("idea", "people", "theme")}
            versions = {f"version-{key}": "1" for key in others}
            save = self._form(
                draft, "section/project/autosave/",
                need=text, **others, **versions, **{"version-need": str(seen)},
            )  # fmt: skip
            answer = self._until("text", lambda answer: answer.status == 200, *save)
            if answer is None:
                return
            said = json.loads(answer.said)  # type: ignore[attr-defined]
            if said["clashes"]:
                raise RuntimeError(f"{draft.application}: own text clashes: {said}")
            seen = said["versions"].get("need", seen)
            self.kept.texts.append((draft.application, digest(text.encode())))

    def _upload(self, draft: rush.Applicant) -> None:
        content = self._document()
        told = ",".join(
            f"{key} {base64.b64encode(value.encode()).decode()}"
            for key, value in (("filename", "plan.docx"), ("kinds", "documents"))
        )
        head = self._headers(draft) | TUS
        asked = {"Upload-Length": str(len(content)), "Upload-Metadata": told}
        begun = self._until(
            "upload", lambda answer: answer.status == 201,
            "POST", "/files/uploads/", b"", head | asked,
        )  # fmt: skip
        at, place = 0, begun.getheader("Location") if begun else ""
        while place and at < len(content):
            where = {"Upload-Offset": str(at), "Content-Type": "application/offset+octet-stream"}
            answer = self._ask("PATCH", place, content[at : at + PART], head | where)
            self.kept.tries["part"] += 1
            if answer is None or answer.status != 204:
                answer = self._until("part", _knows, "HEAD", place, b"", head)
            if answer is None:
                return
            now = int(answer.getheader("Upload-Offset") or 0)
            if now < at:
                raise RuntimeError(f"{place}: {at} bytes were acknowledged, {now} are there")
            at = now
        if place:
            self.kept.files.append((place.strip("/").rpartition("/")[2], digest(content)))

    def _document(self) -> bytes:
        from tests.factories.uploads import DOCX_INDEX, archive

        noise = self.random.randbytes(9000).hex()
        return archive(
            {"[Content_Types].xml": DOCX_INDEX, "word/document.xml": f"<w:p>{noise}</w:p>"}
        )

    def _send(self, draft: rush.Applicant) -> None:
        sends = self._form(draft, "check/", seen="draft")
        if self._until("send", _is_in, *sends):
            self.kept.sent.append(draft.application)


def _knows(answer: HTTPResponse) -> bool:
    return answer.status in (200, 204) and answer.getheader("Upload-Offset") is not None


def _is_in(answer: HTTPResponse) -> bool:
    place = answer.getheader("Location") or ""
    if answer.status == 302 and place.endswith("/check/"):
        raise RuntimeError(f"{place} was refused")
    return answer.status == 302


@dataclass
class House:
    """What can be killed."""

    port: int
    cluster: house.Cluster | None
    """Without one the database is somebody else's, and lives."""
    web: house.Unit
    worker: house.Unit

    def kill(self, number: int, chance: random.Random) -> str:
        victims = ("web", "worker", "database") if self.cluster else ("web", "worker")
        victim = victims[number % len(victims)]
        if self.cluster and victim == "database":
            self.cluster.kill()
            self.cluster.start()
        elif victim == "worker":
            self.worker.kill()
        elif (children := self.web.children()) and chance.random() < 0.8:
            house.kill(chance.choice(children).pid)
        else:
            victim = "web master"
            self.web.kill()
        return victim


def missing(kept: list[Acknowledged]) -> list[str]:
    """What was acknowledged and is not there."""
    from applications.journey.models import AnswerVersion, Application
    from files.models import Upload

    texts = {
        (str(where), digest(value.encode()))
        for where, value in AnswerVersion.objects.filter(key="need").values_list(
            "application__public_id", "value"
        )
    }
    submitted = Application.objects.filter(state="submitted")
    sent = {str(key) for key in submitted.values_list("public_id", flat=True)}
    files = {str(each.public_id): each.stored for each in Upload.objects.select_related("stored")}
    found = [f"text {each}" for one in kept for each in one.texts if each not in texts]
    found += [f"sent {each}" for one in kept for each in one.sent if each not in sent]
    for upload, content in (each for one in kept for each in one.files):
        stored = files.get(upload)
        if stored is None or digest(stored.file.open("rb").read()) != content:
            found.append(f"file {upload}")
    return found


def letters(inbox: Path) -> Counter[int]:
    """How many receipts reached the mail server once, twice …, and (0) not at all."""
    from applications.journey.models import Receipt
    from notifications.models import Message

    came = Counter(each["X-Seedbed-Message"] for each in mailbox.Maildir(inbox))
    messages = Message.objects.filter(kind=rush.SENT).values_list("public_id", flat=True)
    seen = [came[str(each)] for each in messages]
    return Counter([*seen, *[0] * (Receipt.objects.count() - len(seen))])


@dataclass
class Outcome:
    kills: Counter[str]
    missing: list[str]
    texts: int
    sent: int
    files: int
    letters: Counter[int]

    def __str__(self) -> str:
        kills = ", ".join(f"{count} of {what}" for what, count in sorted(self.kills.items()))
        return (
            f"{sum(self.kills.values())} kills ({kills}): {self.texts} texts, {self.sent} "
            f"applications and {self.files} files acknowledged, {len(self.missing)} missing"
        )


def killing(
    running: House, call, inbox: Path, *, kills: int, people: int, patience: float
) -> Outcome:
    """`people` work while `kills` processes die; waits `patience` seconds at most for letters."""
    from django.db import connections

    over, chance = threading.Event(), random.Random(1)
    each = 4 + kills // 2
    drafts = rush.applicants(call, people * each)
    everybody = [
        Person(running.port, drafts[number::people], number, over) for number in range(people)
    ]
    for person in everybody:
        person.start()
    done: Counter[str] = Counter()
    for number in range(kills):
        wait_for_work(everybody, least=people)
        time.sleep(chance.uniform(0, 0.5))
        done[running.kill(number, chance)] += 1
        if number % 50 == 49:
            print(f"{number + 1} kills", file=sys.stderr, flush=True)
    connections.close_all()
    house.wait_until_ready(running.port)
    over.set()
    for person in everybody:
        person.join(60)
    if any(person.failed for person in everybody):
        raise RuntimeError([str(person.failed) for person in everybody if person.failed])
    if patience:
        rush.wait_for_letters(patience)
    kept = [person.kept for person in everybody]
    return Outcome(
        done, missing(kept),
        *(sum(len(getattr(one, kind)) for one in kept) for kind in ("texts", "sent", "files")),
        letters(inbox),
    )  # fmt: skip


def wait_for_work(everybody: list[Person], *, least: int, seconds: float = 120) -> None:
    """Until the house, which died just now, acknowledged so many things more."""
    aim = sum(person.kept.count for person in everybody) + least
    ends = time.monotonic() + seconds
    while sum(person.kept.count for person in everybody) < aim:
        if time.monotonic() > ends or any(person.failed for person in everybody):
            raise RuntimeError([str(person.failed) for person in everybody])
        time.sleep(0.05)


def at_work(cluster: house.Cluster | None, database_url: str, folder: Path):
    """Units of a house whose database is `cluster`: (the house, its inbox, what to stop)."""
    from demo.places import free_port

    port, mail, inbox = free_port(), free_port(), folder / "inbox"
    given = house.environment(database_url, folder, SMTP_URL=f"smtp://127.0.0.1:{mail}")
    post, web, worker = (
        house.mailbox(inbox, mail, given), house.web(port, given), house.worker(given),
    )  # fmt: skip
    return House(port, cluster, web, worker), inbox, (post, web, worker)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--people", type=int, default=4)
    parser.add_argument("--patience", type=float, default=7200, help="seconds for all letters")
    given = parser.parse_args()
    cluster = house.durable_database("postgres-killed")
    from django.conf import settings
    from django.db import connections
    from django.test.utils import setup_databases

    from demo.management.commands.demo import database_url
    from tests.own_database import own_database

    logging.disable(logging.CRITICAL)
    setup_databases(verbosity=0, interactive=False, keepdb=True, serialized_aliases=set())
    with TemporaryDirectory() as folder, own_database("kill"):
        settings.MEDIA_ROOT = Path(folder) / "files" / "public"
        call = rush.open_call()
        connections.close_all()
        running, inbox, units = at_work(cluster, database_url(), Path(folder))
        with house.running(*units):
            house.wait_until_ready(running.port)
            came = killing(
                running, call, inbox,
                kills=given.kills, people=given.people, patience=given.patience,
            )  # fmt: skip
        connections.close_all()
    print(came)
    print(f"letters by how often they reached the mail server: {dict(came.letters)}")
    for each in came.missing[:10]:
        print(each)
    holds = not came.missing and not came.letters[0]
    print("ok" if holds else "FAIL")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
