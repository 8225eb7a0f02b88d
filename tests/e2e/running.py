"""The whole installation for browser tests: site, worker, mail server, Stripe's fake."""

import mailbox
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connections
from django.test.utils import override_settings
from procrastinate.contrib.django import app
from pytest_django.live_server_helper import LiveServer

from demo import places
from demo.catcher import controller
from demo.programme.stage import stripe_with_webhooks
from demo.stripe_fake.running import RunningFake
from notifications.models import Message
from tests.own_database import own_database

SIGN_IN = "accounts.sign_in_code"


@dataclass
class Running:
    """An installation that answers at `url`."""

    url: str
    stripe: RunningFake

    def work(self) -> None:
        """Let the worker do what waits, with what Stripe says to it, until nothing is left."""
        for _round in range(3):
            worker = app.connector.get_worker_connector()
            with app.replace_connector(worker) as running:
                running.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
            self.stripe.settle()

    def sign_in_code(self, to: str) -> str:
        """The code in the newest letter of that kind, as the mail server caught it."""
        letter = Message.objects.filter(kind=SIGN_IN, to_email=to).latest("pk")
        kept = mailbox.Maildir(places.inbox())
        [mail] = [each for each in kept if each["X-Seedbed-Message"] == str(letter.public_id)]
        assert mail["X-Envelope-To"] == to
        return re.search(r"[A-Z0-9]{3,}-?[A-Z0-9]{3,}", mail["Subject"])[0]


@contextmanager
def installation(name: str, folder: Path, *, of: str = "") -> Iterator[Running]:
    """A running installation with a database, folder and ports of its own.

    The database is a copy: of the empty one, or of another (`of`).

    Wagtail does not save drafts by itself here: a test publishes faster than a person, and a page
    that is saved and published at once is made twice.
    """
    with ExitStack() as exits:
        exits.enter_context(own_database(name, of=of))
        port = places.free_port()
        exits.enter_context(
            override_settings(
                ROOT=folder,
                MEDIA_ROOT=folder / "files" / "public",
                DEMO_MODE=True,
                EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
                EMAIL_HOST=places.HOST,
                EMAIL_PORT=port,
                WAGTAIL_AUTOSAVE_INTERVAL=0,
            )
        )
        mail = controller(places.inbox(), host=places.HOST, port=port)
        mail.start()
        exits.callback(mail.stop)
        server = LiveServer(places.HOST)
        exits.callback(connections.close_all)
        exits.callback(server.stop)
        exits.enter_context(override_settings(BASE_URL=server.url))
        yield Running(server.url, exits.enter_context(stripe_with_webhooks(server.url)))
