"""How a table of access is read, and how the resolver is walked."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import access

from .scene import ROLES, Scene

OK, REDIRECT, SIGN_IN = "OK", "redirect", "sign in"
FORBIDDEN, NOT_FOUND, WRONG_METHOD = "forbidden", "not found", "wrong method"
CLOSED = "closed"
BY_STATUS = {
    200: OK,
    401: SIGN_IN,
    403: FORBIDDEN,
    404: NOT_FOUND,
    405: WRONG_METHOD,
    409: CLOSED,
}
SIGN_IN_PATH = "/sign-in/"
ADMIN_HOME = "/admin/"


@dataclass(frozen=True)
class Row:
    """What every role gets at one address. See the package's docstring."""

    name: str
    args: Callable[[Scene], list | dict] = lambda scene: []
    may: str = ""
    gets: str = OK
    others: str = NOT_FOUND
    anonymous: str = SIGN_IN
    exceptions: dict[str, str] = field(default_factory=dict)
    query: str = ""
    post: dict | None = None

    def __str__(self) -> str:
        return f"{self.name}{'' if self.post is None else ' POST'}{self.query}"

    def addresses(self, scene: Scene) -> list[str]:
        given = self.args(scene)
        by_name = isinstance(given, dict)
        address = reverse(
            self.name, args=None if by_name else given, kwargs=given if by_name else None
        )
        return [address + self.query]

    @cached_property
    def expected(self) -> dict[str, str]:
        allowed = self.may.split()
        if unknown := {*allowed, *self.exceptions} - {*ROLES, "anonymous"}:
            raise ValueError(f"{self.name}: no such role: {unknown}")
        told = dict.fromkeys(ROLES, self.others) | dict.fromkeys(allowed, self.gets)
        return {"anonymous": self.anonymous} | told | self.exceptions


@dataclass(frozen=True)
class Namespace(Row):
    """One rule for every address of a namespace, such as a ModelViewSet's.

    `pk` makes the record for addresses that take one. Roles in `may` get anything but a refusal.
    """

    pk: Callable[[Scene], object] = lambda scene: 1
    others: str = FORBIDDEN

    def addresses(self, scene: Scene) -> list[str]:
        pk = self.pk(scene)
        return [pattern.address(pk) for pattern in patterns() if pattern.namespace == self.name]


@dataclass(frozen=True)
class Pattern:
    """One named address of the resolver."""

    name: str
    route: str
    takes: dict[str, str]
    """Argument names, each with its kind: int, uuid, str …"""

    @property
    def namespace(self) -> str:
        return self.name.rpartition(":")[0]

    def address(self, value: object) -> str:
        """The address with `value` for every argument."""
        return reverse(self.name, kwargs=dict.fromkeys(self.takes, value))


def patterns() -> list[Pattern]:
    """Every address, ours and the libraries'."""
    return list(_below(get_resolver(), (), "", {}))


def _below(
    resolver: URLResolver, spaces: tuple[str, ...], route: str, takes: dict[str, str]
) -> Iterator[Pattern]:
    for entry in resolver.url_patterns:
        path = route + str(entry.pattern)
        arguments = takes | _arguments(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _below(entry, inner, path, arguments)
        elif isinstance(entry, URLPattern):
            yield Pattern(":".join((*spaces, entry.name or path)), path, arguments)


def _arguments(pattern) -> dict[str, str]:
    kinds = {name: type(each).__name__ for name, each in pattern.converters.items()}
    return {
        name: kinds.get(name, "").removesuffix("Converter").lower() or "regex"
        for name in pattern.regex.groupindex
    }


def rows() -> list[Row]:
    """The rows of every table in this package."""
    names = [
        module.name
        for module in pkgutil.iter_modules(access.__path__)
        if module.name.startswith("table_")
    ]
    return [
        row for name in names for row in importlib.import_module(f"{access.__name__}.{name}").ROWS
    ]


def outcome(response: HttpResponse) -> str:
    """What a person gets, in one word. Wagtail refuses by sending people to its home."""
    if 300 <= response.status_code < 400:
        if response["Location"].startswith(SIGN_IN_PATH):
            return SIGN_IN
        return FORBIDDEN if response["Location"] == ADMIN_HOME else REDIRECT
    return BY_STATUS.get(response.status_code, str(response.status_code))
