"""Which endpoint answers an address, and what endpoints share: a call, a page of a list."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .fake import Fake

from . import ledger
from .errors import StripeError, missing
from .store import Object
from .wire import Check, Params, checked, integer, text

PAGING: dict[str, Check] = {"limit": integer, "starting_after": text}


@dataclass(frozen=True)
class Call:
    """One request that passed authentication.

    ``account`` is the connected account read from (Stripe-Account); '' is the platform.
    """

    fake: Fake
    params: Params
    account: str
    cause: ledger.Cause


Endpoint = Callable[..., Object]
ROUTES: list[tuple[str, re.Pattern[str], Endpoint]] = []


def route(method: str, path: str) -> Callable[[Endpoint], Endpoint]:
    pattern = re.compile(path.replace("{}", "([^/]+)") + "$")

    def register(endpoint: Endpoint) -> Endpoint:
        ROUTES.append((method, pattern, endpoint))
        return endpoint

    return register


def find(method: str, path: str) -> tuple[Endpoint, tuple[str, ...]]:
    for known, pattern, endpoint in ROUTES:
        if known == method and (match := pattern.match(path)):
            return endpoint, match.groups()
    raise StripeError(
        f"Unrecognized request URL ({method}: {path}). This fake covers a part of Stripe.",
        status=404,
    )


def retrieve(call: Call, kind: str, object_id: str, *, param: str = "id") -> Object:
    if found := call.fake.store.get(kind, object_id, call.account):
        return found
    raise missing(kind, object_id, param)


def page(call: Call, url: str, items: list[Object], **options: Any) -> Object:
    """One page of a list, newest first: ``limit`` objects following ``starting_after``."""
    limit = options.get("limit", 10)
    if not 1 <= limit <= 100:
        raise StripeError("Invalid integer: limit must be from 1 to 100", param="limit")
    if after := options.get("starting_after"):
        ids = [item["id"] for item in items]
        if after not in ids:
            raise missing("object", after, "starting_after")
        items = items[ids.index(after) + 1 :]
    return {"object": "list", "url": url, "has_more": len(items) > limit, "data": items[:limit]}


def list_all(call: Call, url: str, kind: str, **filters: Check) -> Object:
    options = checked(call.params, required={}, optional={**PAGING, **filters})
    fields = {name: options.pop(name) for name in filters if name in options}
    return page(call, url, call.fake.store.all(kind, call.account, **fields), **options)
