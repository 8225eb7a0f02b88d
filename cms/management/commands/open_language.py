"""Make the standing pages in a language that the site has begun to offer."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from cms.actions import open_language


class Command(BaseCommand):
    help = "Make the standing pages in a language that is new to the site. Safe to run again."

    def add_arguments(self, parser) -> None:
        parser.add_argument("code", help="such as fr")

    def handle(self, *args, code: str, **options) -> None:
        if code not in dict(settings.LANGUAGES):
            raise CommandError(f"The site does not offer {code}: see site/config/languages.py.")
        try:
            pages = open_language(code, by=User.objects.system())
        except LookupError as missing:
            raise CommandError(str(missing)) from missing
        for page in pages:
            self.stdout.write(f"{page.url_path} {page.title}")
