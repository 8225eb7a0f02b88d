"""Prints every link of the public site that leads nowhere."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from cms.broken_links import Crawl


def _demo() -> tuple[str, ...]:
    """The demo's own pages, where there are any."""
    return (reverse("demo:index"),) if settings.DEMO_MODE else ()


class Command(BaseCommand):
    """Ends with an error when a page, a place in a page, a picture or a file is missing."""

    help = "Find links of the public site that lead nowhere. Reads every page of every language."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--external",
            action="store_true",
            help="ask other sites too, one question a second",
        )

    def handle(self, *args, external: bool, **options) -> None:
        crawl = Crawl(external=external, also=_demo()).run()
        for each in crawl.broken:
            self.stdout.write(f"{each.page}: {each.target} ({each.why})")
        if crawl.broken:
            raise CommandError(f"{len(crawl.broken)} broken links on {len(crawl.pages)} pages.")
        self.stdout.write(f"No broken links on {len(crawl.pages)} pages.")
