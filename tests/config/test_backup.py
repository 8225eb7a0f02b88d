"""What is saved can be brought back, byte for byte, into an empty database."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import psycopg
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection

from tests.factories.journey import ApplicationFactory

ROOT = Path(__file__).parents[2]


@pytest.fixture
def empty_database():
    """The address of a new, empty database beside the test's own; dropped afterwards."""
    parts = connection.settings_dict
    name = f"restored_{uuid4().hex[:8]}"
    server = psycopg.connect(
        host=parts["HOST"], port=parts["PORT"] or 5432, user=parts["USER"],
        password=parts["PASSWORD"], dbname="postgres", autocommit=True,
    )  # fmt: skip
    server.execute(f"CREATE DATABASE {name}")
    host = quote(parts["HOST"], safe="")
    yield f"postgres://{parts['USER']}:{parts['PASSWORD']}@{host}:{parts['PORT'] or 5432}/{name}"
    server.execute(f"DROP DATABASE {name} WITH (FORCE)")
    server.close()


def manage(*arguments: object, database: str, files: Path) -> subprocess.CompletedProcess:
    environment = os.environ | {
        "DATABASE_URL": database,
        "FILES_DIR": str(files),
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
    }
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=ROOT, env=environment, capture_output=True, text=True,
    )  # fmt: skip


def test_backup_comes_back_whole(own_database, empty_database, tmp_path):
    application = ApplicationFactory(title="Bread for all")
    storages["private"].save("plans/one.pdf", ContentFile(b"%PDF plan"))
    call_command("backup", tmp_path / "saved")
    assert (tmp_path / "saved").stat().st_mode & 0o777 == 0o700

    done = manage(
        "restore", tmp_path / "saved", database=empty_database, files=tmp_path / "restored"
    )
    assert done.returncode == 0, done.stderr
    with psycopg.connect(empty_database) as restored:
        rows = restored.execute("SELECT reference, title FROM journey_application").fetchall()
    assert rows == [(application.reference, "Bread for all")]
    assert (tmp_path / "restored/private/plans/one.pdf").read_bytes() == b"%PDF plan"

    again = manage(
        "restore", tmp_path / "saved", database=empty_database, files=tmp_path / "restored"
    )
    assert again.returncode == 1
    assert again.stderr.count("The database is not empty") == 1


def test_restore_refuses_a_damaged_backup(own_database, tmp_path):
    storages["private"].save("plans/one.pdf", ContentFile(b"%PDF plan"))
    call_command("backup", tmp_path / "saved")
    (tmp_path / "saved/private/plans/one.pdf").write_bytes(b"%PDF fake")
    with pytest.raises(CommandError, match="not what was saved"):
        call_command("restore", tmp_path / "saved")


@pytest.mark.django_db
def test_backup_never_overwrites(tmp_path):
    (tmp_path / "precious").write_text("keep me")
    with pytest.raises(CommandError, match="not empty"):
        call_command("backup", tmp_path)
