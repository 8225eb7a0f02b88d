"""Everything `make demo` does after the requirements are installed."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from honcho.manager import Manager

from demo import places
from programmes.models import Programme


class Command(BaseCommand):
    help = "Set up the demo programme and serve it; Ctrl-C stops everything that this started."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--reset", action="store_true", help="throw the demo's data away first")
        parser.add_argument("--no-serve", action="store_true", help="set up and stop")

    def handle(self, *args, reset: bool, no_serve: bool, **options) -> None:
        if not settings.DEMO_MODE:
            raise CommandError("The demo runs with DEMO_MODE=1 only; use `make demo`.")
        if not no_serve:
            self.refuse_taken_ports()
        self.step("Translations", compile_translations)
        if reset:
            self.step("Emptying the demo", self.empty)
        if pending_migrations():
            self.step("Database tables", lambda: call_command("migrate", verbosity=0))
        if not Programme.objects.exists():
            self.step("Demo programme", lambda: call_command("load_demo"))
            self.step("Search index", lambda: call_command("update_index", verbosity=0))
        call_command("demo_accounts")
        if not no_serve:
            self.serve()

    def step(self, name: str, work: Callable[[], object]) -> None:
        self.stdout.write(f"{name} ...", ending="\n")
        self.stdout.flush()
        start = time.monotonic()
        work()
        self.stdout.write(f"{name}: done in {time.monotonic() - start:.0f} s")

    def empty(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public;")
        shutil.rmtree(places.folder())
        shutil.rmtree(settings.MEDIA_ROOT.parent, ignore_errors=True)

    def refuse_taken_ports(self) -> None:
        for port in (places.WEB_PORT, places.SMTP_PORT, places.STRIPE_PORT):
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind((places.HOST, port))
                except OSError:
                    raise CommandError(
                        f"Port {port} is taken. Is the demo running already? "
                        f"Stop what listens there (`ss -ltnp`), then try again."
                    ) from None

    def serve(self) -> None:
        """Run web server, worker, mail catcher and Stripe's fake until one ends or Ctrl-C."""
        environment = os.environ | {
            "DATABASE_URL": database_url(),
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "DEMO_MODE": "1",
            "STRIPE_API_URL": f"http://{places.HOST}:{places.STRIPE_PORT}",
            "PYTHONUNBUFFERED": "1",
        }
        connections.close_all()
        manager = Manager()
        for name, command in processes().items():
            manager.add_process(name, command, env=environment, cwd=str(settings.ROOT))
        self.stdout.write(f"\nOpen {settings.BASE_URL}/   (Ctrl-C stops it)\n\n")
        manager.loop()
        sys.exit(0 if manager.returncode in (0, 130, 143) else 1)


def compile_translations() -> None:
    subprocess.run(
        [sys.executable, "scripts/compile_translations.py"], cwd=settings.ROOT, check=True
    )


def pending_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def database_url() -> str:
    """The address of the database in use, for the processes that this one starts."""
    from urllib.parse import quote

    parts = connection.settings_dict
    user = quote(parts["USER"], safe="")
    password = f":{quote(parts['PASSWORD'], safe='')}" if parts["PASSWORD"] else ""
    host = quote(parts["HOST"], safe="")
    port = f":{parts['PORT']}" if parts["PORT"] else ""
    return f"postgres://{user}{password}@{host}{port}/{parts['NAME']}"


def processes() -> dict[str, str]:
    """Name and command line of what the demo runs."""
    python = f"exec '{sys.executable}'"
    return {
        "web": f"{python} -m gunicorn --bind {places.HOST}:{places.WEB_PORT} --graceful-timeout 2",
        "worker": f"{python} manage.py procrastinate worker",
        "mail": f"{python} manage.py demo_mail",
        "stripe": f"{python} -m demo.stripe_fake --port {places.STRIPE_PORT} "
        f"--webhook-url http://{places.HOST}:{places.WEB_PORT}/webhooks/stripe/ "
        f"--webhook-secret whsec_demo --state '{places.folder() / 'stripe.sqlite3'}'",
    }
