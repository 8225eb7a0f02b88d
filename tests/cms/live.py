"""A site whose changes are committed, and this process's memory of its pages at work."""

import time
from collections.abc import Callable
from uuid import uuid4

from django.test import Client

from freshness import announce
from freshness.collecting import Found
from freshness.memory import memory

HOST = "testserver"
PATIENCE = 10
"""Seconds, on a busy machine."""


def wait_until(true: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < ends, "it never happened"
        time.sleep(0.01)


def is_kept(address: str) -> bool:
    return memory.get(("http", HOST, address)) is not None


def everything_heard() -> None:
    """Wait until the listener has heard all that was announced before now."""
    mark = f"mark:{uuid4()}"
    wait_until(lambda: memory.trusted)
    assert memory.keep(mark, True, Found(memory.begin(), tags={mark}), size=1)
    announce(mark)
    wait_until(lambda: memory.get(mark) is None)


def warm(*addresses: str) -> None:
    """Have every address kept."""
    everything_heard()
    for address in addresses:
        response = Client().get(address)
        assert response.status_code == 200, address
        assert is_kept(address), address


def forgotten(addresses: set[str], change: Callable[[], object]) -> set[str]:
    """Those of `addresses` that are no longer kept after `change`."""
    warm(*addresses)
    change()
    everything_heard()
    return {address for address in addresses if not is_kept(address)}
