"""Fill the installation with many applications, for work on scale."""

import time

from django.core.management.base import BaseCommand, CommandParser

from demo.progress import Bar
from demo.simulate.run import simulate


class Command(BaseCommand):
    help = (
        "Add N simulated applications, spread over all states, in a programme of their own. "
        "Ctrl-C stops between chunks; running again adds more."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--applications", type=int, required=True, metavar="N")
        parser.add_argument("--seed", type=int, default=1, help="another seed, other dice")

    def handle(self, *args, applications: int, seed: int, **options) -> None:
        start, made = time.monotonic(), 0
        bar = Bar(self.stderr._out, applications, "applications")
        bar.show(0)
        try:
            for made in simulate(applications, seed=seed):
                bar.show(made)
        except KeyboardInterrupt:
            bar.end()
            left = applications - made
            self.stdout.write(
                f"Stopped. {made:,} applications are there, whole and complete. "
                f"The rest: manage.py simulate --applications {left} --seed {seed}"
            )
            return
        bar.end()
        seconds = time.monotonic() - start
        self.stdout.write(f"{made:,} applications in {seconds:.0f} s")
