"""After a change of keys: nothing needs the old one any more."""

from django.core.management.base import BaseCommand

from accounts.secrets import reseal


class Command(BaseCommand):
    help = "Seal every second-factor secret with the first of ENCRYPTION_KEYS."

    def handle(self, **options) -> None:
        self.stdout.write(f"{reseal()} second factors are sealed with the newest key.")
