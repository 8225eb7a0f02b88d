"""HTTP in front of the fake, on this machine only."""

from __future__ import annotations

import json
import logging
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import urlsplit

from . import control, pages
from .errors import StripeError
from .fake import Fake, Settings
from .store import Store
from .webhooks import Courier
from .wire import Request, Response, json_response

log = logging.getLogger("demo.stripe_fake")
SETUP = re.compile(r"/setup/e/(acct_\w+)/([\w-]+)$")


def respond(fake: Fake, request: Request) -> Response | None:
    """Answer any request; None closes the connection without an answer."""
    if request.path.startswith("/v1/"):
        return fake.answer(request)
    try:
        return _page(fake, request)
    except StripeError as error:
        return json_response(error.body, error.status)
    except json.JSONDecodeError as error:
        return json_response({"error": {"message": f"Not JSON: {error}"}}, 400)


def _page(fake: Fake, request: Request) -> Response:
    reading, path = request.method == "GET", request.path
    if setup := SETUP.match(path):
        if reading:
            return pages.onboarding(fake, setup[1], setup[2])
        return pages.onboard(fake, setup[1], setup[2], str(request.params().get("do", "")))
    if not reading:
        return control.command(fake, path, request.json())
    if path == "/":
        return pages.overview(fake)
    if path == "/_fake/style.css":
        return pages.style()
    if path == "/_fake/state":
        return json_response(control.state(fake))
    raise StripeError(f"No such address: {path}", status=404)


class Handler(BaseHTTPRequestHandler):
    fake: ClassVar[Fake]

    def _handle(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        response = respond(
            self.fake, Request(self.command, parts.path, parts.query, self.headers, body)
        )
        if response is None:
            return
        content = response.body.encode()
        self.send_response(response.status)
        headers = {"Content-Type": response.content_type, "Content-Length": str(len(content))}
        for name, value in {**headers, **response.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_DELETE = _handle  # noqa: N815 (names the standard library calls)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        log.debug(format, *args)


class Server:
    """A fake that listens: ``start()`` returns at once, ``stop()`` leaves nothing running."""

    def __init__(self, settings: Settings, *, port: int = 0, state: str = ":memory:") -> None:
        class BoundHandler(Handler):
            """This server's own, so that two fakes may run side by side."""

        self._http = ThreadingHTTPServer(("127.0.0.1", port), BoundHandler)
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self._store = Store(state)
        self.fake = BoundHandler.fake = Fake(self._store, settings, self.url)
        self._courier = Courier(self.fake)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)

    def start(self) -> None:
        self._courier.start()
        self._thread.start()

    def stop(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._courier.stop()
        self._store.close()
