"""Save database and files to a new folder."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from config.backup import BackupRefused, save


class Command(BaseCommand):
    help = "Save database and files to a new folder."

    def add_arguments(self, parser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args, folder: Path, **options) -> None:
        try:
            files = save(folder)
        except (BackupRefused, FileNotFoundError) as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"Database and {files} files saved: {folder}")
