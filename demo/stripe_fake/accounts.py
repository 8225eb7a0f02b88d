"""Connected accounts and the links to their hosted onboarding."""

from __future__ import annotations

import secrets
import time

from . import ledger
from .errors import StripeError
from .routing import Call, list_all, retrieve, route
from .store import Object
from .wire import checked, mapping, text

LINK_SECONDS = 300
UNTIL_ONBOARDED = ["external_account", "tos_acceptance.date"]
CURRENCY_OF = {"GB": "gbp", "US": "usd"}


@route("POST", "/v1/accounts")
def create_account(call: Call) -> Object:
    given = checked(
        call.params,
        required={"type": text},
        optional={
            "country": text, "email": text, "business_type": text, "default_currency": text,
            "capabilities": mapping, "metadata": mapping, "business_profile": mapping,
            "tos_acceptance": mapping,
        },
    )  # fmt: skip
    if given["type"] != "express":
        raise StripeError("This fake only makes accounts of type express.", param="type")
    wanted = given.get("capabilities", {})
    country = given.get("country", call.fake.settings.country).upper()
    account = call.fake.store.add(
        "account",
        "acct",
        {
            "business_profile": {"name": None, "url": None, **given.get("business_profile", {})},
            "business_type": given.get("business_type"),
            "capabilities": {
                name: "inactive" for name, ask in wanted.items() if ask.get("requested") == "true"
            },
            "charges_enabled": False,
            "controller": {"type": "application", "is_controller": True},
            "country": country,
            "default_currency": given.get("default_currency", CURRENCY_OF.get(country, "eur")),
            "details_submitted": False,
            "email": given.get("email"),
            "external_accounts": {"object": "list", "data": [], "has_more": False, "url": ""},
            "metadata": given.get("metadata", {}),
            "payouts_enabled": False,
            "requirements": {
                **ledger.NOTHING_DUE,
                "currently_due": UNTIL_ONBOARDED,
                "eventually_due": UNTIL_ONBOARDED,
                "past_due": UNTIL_ONBOARDED,
                "disabled_reason": "requirements.past_due",
            },
            "tos_acceptance": given.get("tos_acceptance", {}),
            "type": "express",
        },
    )
    account["external_accounts"]["url"] = f"/v1/accounts/{account['id']}/external_accounts"
    return call.fake.store.put(account)


@route("GET", "/v1/accounts")
def list_accounts(call: Call) -> Object:
    return list_all(call, "/v1/accounts", "account")


@route("GET", "/v1/accounts/{}")
def retrieve_account(call: Call, account_id: str) -> Object:
    return retrieve(call, "account", account_id)


@route("POST", "/v1/account_links")
def create_account_link(call: Call) -> Object:
    given = checked(
        call.params,
        required={"account": text, "type": text, "refresh_url": text, "return_url": text},
        optional={},
    )
    if given["type"] not in {"account_onboarding", "account_update"}:
        raise StripeError(f"Invalid type: {given['type']}", param="type")
    account = retrieve(call, "account", given["account"], param="account")
    token = secrets.token_urlsafe(16)
    expires = int(time.time()) + LINK_SECONDS
    call.fake.store.add(
        "onboarding", "link",
        {"token": token, "expires_at": expires, "used": False,
         "return_url": given["return_url"], "refresh_url": given["refresh_url"]},
        parent=account["id"],
    )  # fmt: skip
    url = f"{call.fake.url}/setup/e/{account['id']}/{token}"
    return {
        "object": "account_link",
        "created": int(time.time()),
        "expires_at": expires,
        "url": url,
    }
