"""Print one sign-in per role."""

from django.conf import settings
from django.core.management.base import BaseCommand

from demo.accounts import PASSWORD, demo_accounts


class Command(BaseCommand):
    help = "List the demo's sign-ins."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"\nSign-ins (password for all: {PASSWORD})")
        for account in demo_accounts():
            self.stdout.write(f"  {account.part:<28} {account.email}")
        self.stdout.write(
            f"Codes and shortcuts: {settings.BASE_URL}/demo/   "
            f"E-mail: {settings.BASE_URL}/demo/inbox/"
        )
