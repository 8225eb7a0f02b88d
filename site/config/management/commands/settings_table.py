"""Write the table of settings in docs/configuration.md from `Environment`."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.environment import Environment

TARGET = "docs/configuration.md"
INTRO = """# Configuration

Every setting comes from the environment. This table is made by `manage.py settings_table` from
`site/config/environment.py`; `make check` fails when it is stale. A value that can't be read stops
the start with a message that names it, and `config.settings.production` refuses unsafe values
(`site/config/settings/safety.py` lists them).

| variable | default | what it does |
|---|---|---|
"""
WEB = """
The web server reads three more (see `gunicorn.conf.py`): `BIND` (default `127.0.0.1:8000`),
`WEB_WORKERS` (2) and `WEB_THREADS` (4).
"""


class Command(BaseCommand):
    help = "Write docs/configuration.md; --check fails when it is stale."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args, check: bool, **options) -> None:
        target = settings.ROOT / TARGET
        text = INTRO + "".join(rows()) + WEB
        if not check:
            target.write_text(text)
        elif not target.exists() or target.read_text() != text:
            raise CommandError(f"{TARGET} is stale: run `manage.py settings_table`.")


def rows() -> list[str]:
    return [
        f"| `{name.upper()}` | {shown(field.default)} | {field.description} |\n"
        for name, field in Environment.model_fields.items()
    ]


def shown(default: object) -> str:
    if default in ("", None):
        return "empty"
    return f"`{','.join(default) if isinstance(default, list) else default}`"
