"""Load the demo programme into an empty installation."""

import time

from django.core.management.base import BaseCommand, CommandError

from demo.programme.load import load
from programmes.models import Programme


class Command(BaseCommand):
    help = "Load the demo programme: an invented one with ten months of history."

    def handle(self, *args, **options) -> None:
        if Programme.objects.filter(code="open-doors").exists():
            raise CommandError("The demo programme is here already. `make demo-reset` starts anew.")
        start = time.monotonic()
        load(self.say)
        self.say(f"Loaded in {time.monotonic() - start:.0f} s")

    def say(self, line: str) -> None:
        self.stdout.write(f"  {line}")
        self.stdout.flush()
