"""Run the demo's mail catcher until it is told to stop."""

import signal
import threading

from django.core.management.base import BaseCommand

from demo import places
from demo.catcher import controller


class Command(BaseCommand):
    help = "Catch all e-mail of the demo; read it at /demo/inbox/."

    def handle(self, *args, **options) -> None:
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        server = controller(places.inbox(), host=places.HOST, port=places.SMTP_PORT)
        server.start()
        self.stdout.write(f"catching mail on {places.HOST}:{places.SMTP_PORT}")
        stop.wait()
        server.stop()
