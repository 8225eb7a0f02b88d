"""Requests per second of a WSGI application, asked directly: no network blurs the difference."""

import importlib
import io
import sys
import time
from collections.abc import Callable

Application = Callable[..., object]


def ask(application: Application, path: str, query: str = "") -> bytes:
    """The body of one anonymous GET. Raises RuntimeError unless the answer is 200."""
    status: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": query,
        "SERVER_NAME": "localhost", "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost:8000", "REMOTE_ADDR": "127.0.0.1", "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr,
        "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False,
    }  # fmt: skip
    answer = application(environ, lambda code, headers, *_: status.append(code))
    body = b"".join(answer)  # type: ignore[call-overload]
    answer.close()  # type: ignore[attr-defined]
    if not status[0].startswith("200"):
        raise RuntimeError(f"{path}: {status[0]}")
    return body


def rate(
    application: Application, path: str, seconds: float, before: Callable[[], object] = bool
) -> float:
    """Answers a second over `seconds`; `before` runs before each request, off the clock."""
    spent, count = 0.0, 0
    while spent < seconds:
        before()
        start = time.perf_counter()
        ask(application, path)
        spent += time.perf_counter() - start
        count += 1
    return count / spent


if __name__ == "__main__":
    module, address, length = sys.argv[1:]
    wsgi = importlib.import_module(module).application
    ask(wsgi, address)
    for _line in sys.stdin:  # one measurement for each line that is asked for
        print(rate(wsgi, address, float(length)), flush=True)
