"""What was asked at a pitch, for the panel that decides. The room of the pitch day keeps it and
registers how to read it here."""

from collections.abc import Callable

from applications.journey.models import Application

_readers: list[Callable[[Application], list[str]]] = []


def hears(read: Callable[[Application], list[str]]) -> Callable[[Application], list[str]]:
    _readers.append(read)
    return read


def questions_to(application: Application) -> list[str]:
    return [each for read in _readers for each in read(application)]
