from datetime import date, timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from applications.payments.reconciling import reconcile_day


class Command(BaseCommand):
    help = "Compare a day's ledger with Stripe's transfers and payouts, and report differences."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--day", type=date.fromisoformat, help="YYYY-MM-DD; default yesterday")
        parser.add_argument("--days", type=int, default=1, help="how many days, back from --day")

    def handle(self, *args, day: date | None, days: int, **options) -> None:
        last = day or timezone.localdate() - timedelta(days=1)
        found = 0
        for back in reversed(range(days)):
            result = reconcile_day(last - timedelta(days=back))
            self.stdout.write(
                f"{result.day}: {result.transfers} transfers, Stripe {result.stripe_minor}, "
                f"ledger {result.ledger_minor} (minor units)"
            )
            for item in result.differences:
                self.stdout.write(
                    f"  {item['kind']} {item['stripe_id']}: ledger {item['ledger_minor']}, "
                    f"Stripe {item['stripe_minor']}"
                )
            found += len(result.differences)
        if found:
            raise CommandError(f"{found} differences")
        self.stdout.write("No differences.")
