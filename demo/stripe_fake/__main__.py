"""The command: ``python -m demo.stripe_fake --help``."""

from __future__ import annotations

import argparse
import logging
import signal
import threading

from .fake import Settings
from .pages import LABEL
from .server import Server


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m demo.stripe_fake", description=LABEL)
    parser.add_argument("--port", type=int, default=12111)
    parser.add_argument("--state", default=":memory:", help="SQLite file that survives a restart")
    parser.add_argument("--webhook-url", default="")
    parser.add_argument("--webhook-secret", default=Settings.webhook_secret)
    parser.add_argument("--payout-delay", type=float, default=Settings.payout_delay, help="seconds")
    parser.add_argument("--country", default=Settings.country, help="of new accounts, two letters")
    return parser.parse_args()


def main() -> None:
    given = options()
    logging.basicConfig(level=logging.INFO, format="stripe-fake %(message)s")
    settings = Settings(
        webhook_url=given.webhook_url,
        webhook_secret=given.webhook_secret,
        payout_delay=given.payout_delay,
        country=given.country,
    )
    server = Server(settings, port=given.port, state=given.state)
    asked_to_stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: asked_to_stop.set())
    server.start()
    print(f"{LABEL} Listening at {server.url}/", flush=True)
    asked_to_stop.wait()
    server.stop()


if __name__ == "__main__":
    main()
