"""Stripe's errors: one exception, one JSON shape."""

from __future__ import annotations


class StripeError(Exception):
    """An error to answer with, in Stripe's shape.

    ``saved`` says whether an idempotency key remembers it. Stripe remembers every outcome of
    a call that began its work, failures too, but not one refused before it began (bad
    parameters, a bad key, a conflict, a rate limit).
    """

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        kind: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        saved: bool = False,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.saved = saved
        fields = {"code": code, "message": message, "param": param, "type": kind}
        self.body = {"error": {name: value for name, value in fields.items() if value}}


def missing(kind: str, object_id: str, param: str = "id") -> StripeError:
    return StripeError(
        f"No such {kind}: '{object_id}'", status=404, code="resource_missing", param=param
    )


def insufficient(message: str) -> StripeError:
    return StripeError(message, code="balance_insufficient", saved=True)


def server_error() -> StripeError:
    return StripeError("An unknown error occurred.", status=500, kind="api_error", saved=True)
