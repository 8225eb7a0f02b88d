"""What comes in over HTTP and what goes out, and Stripe's form encoding."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from typing import Any
from urllib.parse import parse_qsl

from .errors import StripeError

Params = dict[str, Any]


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    query: str
    headers: Message  # case-insensitive
    body: str = ""

    def params(self) -> Params:
        """The parameters: from the query of a GET, from the form of a POST."""
        return decode_form(self.body if self.method == "POST" else self.query)

    def json(self) -> Params:
        return json.loads(self.body) if self.body else {}


@dataclass(frozen=True)
class Response:
    status: int
    body: str
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)


def json_response(value: object, status: int = 200, **headers: str) -> Response:
    return Response(status, json.dumps(value, indent=2), headers=headers)


def decode_form(text: str) -> Params:
    """Turn ``a[b]=1&c[0]=2`` into ``{"a": {"b": "1"}, "c": {"0": "2"}}``; values stay text."""
    params: Params = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        *outer, last = re.findall(r"[^\[\]]+", name) or [name]
        place = params
        for part in outer:
            place = place.setdefault(part, {})
            if not isinstance(place, dict):
                raise StripeError(f"Invalid parameter: {name}", param=name)
        place[last] = value
    return params


def text(name: str, value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise StripeError(f"Invalid string: {name}", code="parameter_invalid_empty", param=name)
    return value


def integer(name: str, value: Any) -> int:
    if not isinstance(value, str) or not re.fullmatch(r"-?\d{1,15}", value):
        raise StripeError(f"Invalid integer: {value}", code="parameter_invalid_integer", param=name)
    return int(value)


def mapping(name: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise StripeError(f"Invalid object: {name}", param=name)
    return value


Check = Callable[[str, Any], Any]


def checked(
    params: Params, *, required: Mapping[str, Check], optional: Mapping[str, Check]
) -> Params:
    """Return the parameters with their types, or raise Stripe's error for them."""
    for name in required:
        if name not in params:
            raise StripeError(
                f"Missing required param: {name}.", code="parameter_missing", param=name
            )
    checks = {**required, **optional}
    for name in params:
        if name not in checks:
            raise StripeError(
                f"Received unknown parameter: {name}", code="parameter_unknown", param=name
            )
    return {name: checks[name](name, value) for name, value in params.items()}
