"""Many people who press a button at once: plain HTTP/1.1 over a connection each, as light as can
be, so that the processor is the house's."""

import asyncio
import random
import time
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

SECRET = "x" * 32
"""Everybody's form key; the site wants the same one in the cookie and in the form."""


@dataclass(frozen=True)
class Answer:
    """`seconds` count from when the person pressed, waiting for a free process included."""

    status: int
    place: str
    seconds: float


def form(path: str, session: str, **fields: str) -> bytes:
    """A form as a browser sends it."""
    body = urlencode({"csrfmiddlewaretoken": SECRET, **fields}).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        f"Cookie: seedbed_session={session}; seedbed_csrf={SECRET}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def send(port: int, request: bytes, pressed: float) -> Answer:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    answer = await reader.read()
    writer.close()
    head = answer.partition(b"\r\n\r\n")[0].decode("latin-1")
    places = [line[10:] for line in head.split("\r\n") if line.lower().startswith("location: ")]
    status = int(head.split(" ", 2)[1]) if head else 0
    return Answer(status, "".join(places), time.perf_counter() - pressed)


def rate(port: int, requests: Iterable[bytes], *, people: int) -> float:
    """Answers a second when `people` press one after the other. All must be redirects."""
    waiting = list(requests)
    count = len(waiting)

    async def person() -> None:
        while waiting:
            answer = await send(port, waiting.pop(), time.perf_counter())
            if answer.status != 302:
                raise RuntimeError(f"answered {answer}")

    async def everybody() -> None:
        await asyncio.gather(*(person() for _each in range(people)))

    start = time.perf_counter()
    asyncio.run(everybody())
    return count / (time.perf_counter() - start)


def over(seconds: float, port: int, requests: Iterable[bytes], *, seed: int) -> list[Answer]:
    """Everybody presses at a moment of their own within `seconds`, whoever else still waits."""
    moments = random.Random(seed)

    async def person(start: float, request: bytes) -> Answer:
        pressed = start + moments.uniform(0, seconds)
        await asyncio.sleep(pressed - time.perf_counter())
        return await send(port, request, pressed)

    async def everybody() -> list[Answer]:
        start = time.perf_counter()
        return await asyncio.gather(*(person(start, each) for each in requests))

    return asyncio.run(everybody())
