"""Bring a backup back into an empty database."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from config.backup import BackupRefused, bring_back


class Command(BaseCommand):
    help = "Bring a backup back into an empty database."

    def add_arguments(self, parser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args, folder: Path, **options) -> None:
        try:
            files = bring_back(folder)
        except (BackupRefused, FileNotFoundError) as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"Database and {files} files brought back: {folder}")
