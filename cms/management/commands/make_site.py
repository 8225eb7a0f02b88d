"""The public site of a new installation."""

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from cms.actions import build_site
from programmes.models import Programme


class Command(BaseCommand):
    help = "Make the home page and all that hangs on it, in every language. Safe to run again."

    def add_arguments(self, parser) -> None:
        parser.add_argument("programme", help="code of the programme that the home page is about")

    def handle(self, *args, programme: str, **options) -> None:
        about = Programme.objects.filter(code=programme).first()
        if about is None:
            raise CommandError(f"There is no programme {programme}. Make it in the admin first.")
        home = build_site(about, by=User.objects.system())
        self.stdout.write(f"{home.full_url} {home.title}")
