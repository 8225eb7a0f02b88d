"""The stage on which the history is played: a clock, a mail server, Stripe's fake, a worker."""

import json
import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, time, timedelta
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from zoneinfo import ZoneInfo

import time_machine
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from django.test.utils import override_settings
from django.utils import timezone
from procrastinate.contrib.django import app

from demo import places
from demo.catcher import controller
from demo.stripe_fake.running import KEY, RunningFake, running_fake

ZONE = ZoneInfo("Europe/London")
SECRET = "whsec_demo"


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """No line for each request."""


class Stage:
    """Where and when things happen. Days count from today: -40 is forty days ago."""

    def __init__(self, stripe: RunningFake) -> None:
        self.stripe = stripe
        self.midnight = datetime.combine(timezone.localdate(timezone=ZONE), time(), ZONE)

    def moment(self, day: int, hour: float = 10) -> datetime:
        """That day at that hour (9.5 is half past nine), on the clock of the cities."""
        date = self.midnight.date() + timedelta(days=day)
        return datetime.combine(date, time(), ZONE) + timedelta(hours=hour)

    @contextmanager
    def at(self, day: int, hour: float = 10) -> Iterator[None]:
        """Act on that day; its messages go out and its payments are made before the day ends."""
        with time_machine.travel(self.moment(day, hour), tick=True):
            yield
            self.work()

    def work(self) -> None:
        """Do what the worker would: run every queued job, and those that they queue."""
        self.stripe.settle()
        while jobs := taken():
            for name, given in jobs:
                app.tasks[name].func(**given)
            self.stripe.settle()


TAKE = "DELETE FROM procrastinate_jobs WHERE status = 'todo' RETURNING id, task_name, args"


def taken() -> list[tuple[str, dict]]:
    """Every job that waits, taken out of the queue, oldest first: its task's name and arguments.

    A real worker looks at PostgreSQL's clock, which does not travel.
    """
    with connection.cursor() as cursor:
        cursor.execute(TAKE)
        return [(name, json.loads(given)) for _key, name, given in sorted(cursor.fetchall())]


@contextmanager
def stage() -> Iterator[Stage]:
    """A stage set up for the length of the block."""
    with ExitStack() as exits:
        port = places.free_port()
        mail = controller(places.inbox(), host=places.HOST, port=port)
        mail.start()
        exits.callback(mail.stop)
        exits.enter_context(
            override_settings(
                EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
                EMAIL_HOST=places.HOST,
                EMAIL_PORT=port,
            )
        )
        stripe = exits.enter_context(stripe_with_webhooks(exits.enter_context(our_own_door())))
        yield Stage(stripe)


@contextmanager
def our_own_door() -> Iterator[str]:
    """The site, served to Stripe's webhooks alone; yields its address."""
    server: WSGIServer = make_server(places.HOST, 0, get_wsgi_application(), handler_class=Quiet)
    thread = threading.Thread(target=serve, args=(server,), daemon=True)
    thread.start()
    try:
        yield f"http://{places.HOST}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def serve(server: WSGIServer) -> None:
    server.serve_forever(poll_interval=0.05)
    connections.close_all()


@contextmanager
def stripe_with_webhooks(site: str) -> Iterator[RunningFake]:
    """Stripe's fake with the demo's own memory, and our SDK pointed at it."""
    state = str(places.folder() / "stripe.sqlite3")
    with running_fake(
        state=state, webhook_url=f"{site}/webhooks/stripe/", webhook_secret=SECRET
    ) as fake:
        before = dict(os.environ)
        os.environ |= {
            "STRIPE_API_URL": fake.url,
            "STRIPE_SECRET_KEY": KEY,
            "STRIPE_WEBHOOK_SECRET": SECRET,
        }
        try:
            yield fake
        finally:
            os.environ.clear()
            os.environ.update(before)
