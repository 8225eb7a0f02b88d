"""The demo programme, played once for all processes of a run: playing it takes half a minute.

What is made is a database to copy from, a folder to copy, and who is who in it. The database stays
after the run, as the test database does, and is made anew by the next.
"""

import fcntl
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.test.utils import override_settings

from accounts.models import User
from demo.programme.load import load
from demo.programme.play import Cast

from .own_database import copy_database, pointed_at


def played(run: Path) -> tuple[str, Path]:
    """The name of the demo's database, and its folder. `run` is shared by the run's processes;
    the first to ask plays the demo, the others wait."""
    made = run / "demo.json"
    with (run / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            made.write_text(json.dumps(_play(run)))
    told = json.loads(made.read_text())
    return told["database"], run / "demo"


def cast(run: Path) -> Cast:
    """Everybody of the demo by key, in whichever copy Django is pointed at."""
    keys = json.loads((run / "demo.json").read_text())["users"]
    return Cast({key: User(pk=pk) for key, pk in keys.items()})


@contextmanager
def folder_of(demo: Path, own: Path) -> Iterator[None]:
    """A copy of the demo's folder is where the installation keeps its files."""
    shutil.copytree(demo, own, dirs_exist_ok=True)
    with in_folder(own):
        yield


def in_folder(folder: Path) -> override_settings:
    media = folder / "files" / "public"
    return override_settings(ROOT=folder, MEDIA_ROOT=media, DEMO_MODE=True)


def _play(run: Path) -> dict[str, object]:
    present = connection.settings_dict["NAME"]
    name = f"{present}_demo"
    connection.close()
    copy_database(present, name)
    with pointed_at(name), in_folder(run / "demo"):
        people = load(lambda line: None).users
        return {"database": name, "users": people.keys_of}
