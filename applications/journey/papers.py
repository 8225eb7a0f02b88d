"""Papers that judges may read beside an application's answers.

The rooms that keep them (training keeps business plans) register how to find and how to freeze
them here, so that judging needs not know those rooms:

    @papers
    def plans(application, *, named) -> list[Paper]: ...

    @freezes
    def freeze_plan(application, *, by) -> None: ...
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from accounts.models import User

from .models import Application


@dataclass(frozen=True)
class Paper:
    """A file to read: `url` is a short-lived link, `format` a word such as PDF, `size` in bytes."""

    label: str
    url: str
    format: str
    size: int


class Freezer(Protocol):
    def __call__(self, application: Application, *, by: User) -> None: ...


class Source(Protocol):
    """`named`: a file is downloaded under the name that its sender gave it."""

    def __call__(self, application: Application, *, named: bool) -> list[Paper]: ...


_sources: list[Source] = []
_freezers: list[Freezer] = []


def papers(source: Source) -> Source:
    """Register a function that lists the papers of an application that judges may see."""
    _sources.append(source)
    return source


def freezes(freezer: Freezer) -> Freezer:
    """Register a function that fixes the version judges will see; a second call has no effect."""
    _freezers.append(freezer)
    return freezer


def papers_of(application: Application, *, named: bool = True) -> list[Paper]:
    return [paper for source in _sources for paper in source(application, named=named)]


def freeze_papers(applications: Iterable[Application], *, by: User) -> None:
    """From now on judges see each application's papers as they are at this moment."""
    for application in applications:
        for freezer in _freezers:
            freezer(application, by=by)
