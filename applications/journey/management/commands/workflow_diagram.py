"""Draw the road of an application into docs/: states, moves, guards, who may take them."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from applications.journey.drawing import mermaid, svg


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Write nothing; fail when a drawing is stale."
        )

    def handle(self, *args, check: bool, **options) -> None:
        docs = Path(settings.ROOT) / "docs"
        with translation.override("en"):
            drawings = {docs / "workflow.svg": svg(), docs / "workflow.mmd": mermaid()}
        for path, drawing in drawings.items():
            if check and (not path.exists() or path.read_text() != drawing):
                raise CommandError(f"{path.name} is stale: run manage.py workflow_diagram")
            if not check:
                path.write_text(drawing)
                self.stdout.write(f"drew {path}")
