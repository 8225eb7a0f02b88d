"""Make what the software has learned to show since a site was built."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from cms.actions import complete_site
from cms.models import HomePage


class Command(BaseCommand):
    help = "Make the lists and standing pages that a site built earlier lacks. Safe to run again."

    def handle(self, *args, **options) -> None:
        home = HomePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()
        if home is None:
            raise CommandError("There is no site yet. Run make_site first.")
        for page in complete_site(home, by=User.objects.system()):
            self.stdout.write(f"{page.url_path} {page.title}")
