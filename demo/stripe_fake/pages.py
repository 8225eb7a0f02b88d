"""The pages a person sees: where the money went, and the hosted onboarding form."""
# ruff: noqa: S608 (the SQL is made of this file's own constants)

from __future__ import annotations

import sqlite3
import time
from html import escape

from . import ledger
from .errors import StripeError
from .fake import Fake
from .store import Object
from .wire import Response

LABEL = "This is a fake of Stripe for demo and tests. No real money moves here."
STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-inline-size: 60rem; margin: auto; padding: 1rem; }
.label { background: #ffdd57; border: 2px solid #7a5c00; padding: .5rem 1rem; font-weight: bold; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; inline-size: 100%; }
th, td { text-align: start; white-space: nowrap; padding: .25rem .75rem .25rem 0; }
th, td { border-block-end: 1px solid #767676; }
button { font: inherit; padding: .5rem 1rem; margin-inline-end: .5rem; cursor: pointer; }
"""


CREATED = "datetime(body ->> 'created', 'unixepoch') AS 'Created (UTC)'"
AMOUNT = "printf('%.2f %s', (body ->> '{}') / 100.0, upper(body ->> 'currency'))"
BALANCE = "printf('%.2f %s', sum(body ->> 'net') / 100.0, upper(body ->> 'currency'))"
SECTIONS = {
    "Platform balance": f"""
        SELECT {BALANCE} AS Available FROM object
        WHERE kind = 'balance_transaction' AND account = '' GROUP BY body ->> 'currency'""",
    "Connected accounts": f"""
        SELECT iif(body ->> 'payouts_enabled', 'yes', 'not yet') AS 'Can be paid out',
        id AS Account, coalesce(body ->> 'email', '') AS 'E-mail', {CREATED}
        FROM object WHERE kind = 'account' ORDER BY seq DESC""",
    "Transfers": f"""
        SELECT {AMOUNT.format("amount")} AS Amount, id AS Transfer, body ->> 'destination' AS 'To',
        coalesce(body ->> 'transfer_group', '') AS 'Group',
        {AMOUNT.format("amount_reversed")} AS 'Taken back', {CREATED}
        FROM object WHERE kind = 'transfer' ORDER BY seq DESC""",
    "Payouts to the bank": f"""
        SELECT {AMOUNT.format("amount")} AS Amount, body ->> 'status' AS Status, id AS Payout,
        account AS Account, {CREATED} FROM object WHERE kind = 'payout' ORDER BY seq DESC""",
    "Webhooks": """
        SELECT type AS Type, status AS Status, attempts AS Attempts, event AS Event
        FROM delivery ORDER BY seq DESC LIMIT 50""",
}


def style() -> Response:
    return Response(200, STYLE, "text/css; charset=utf-8")


def html(title: str, body: str, status: int = 200) -> Response:
    return Response(
        status,
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8">'
        f"<title>{escape(title)}</title>"
        '<meta name="viewport" content="width=device-width">'
        '<link rel="stylesheet" href="/_fake/style.css"></head>\n'
        f'<body><header class="label">{LABEL}</header><main>'
        f"<h1>{escape(title)}</h1>\n{body}</main></body></html>\n",
        "text/html; charset=utf-8",
        {"Content-Security-Policy": "default-src 'none'; style-src 'self'"},
    )


def overview(fake: Fake) -> Response:
    """Balance, accounts, transfers, payouts and webhooks, newest first."""
    sections = (_section(title, fake.store.run(sql)) for title, sql in SECTIONS.items())
    return html("Stripe (fake)", "".join(sections))


def _section(title: str, rows: list[sqlite3.Row]) -> str:
    heading = f"<h2>{escape(title)}</h2>\n"
    if not rows:
        return heading + "<p>None yet.</p>\n"
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in rows[0].keys())  # noqa: SIM118 (a Row is no dict)
    lines = ("".join(f"<td>{escape(str(cell))}</td>" for cell in row) for row in rows)
    body = "".join(f"<tr>{line}</tr>\n" for line in lines)
    return (
        f'{heading}<div class="scroll" role="region" aria-label="{escape(title)}" tabindex="0">'
        f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table></div>\n"
    )


def _link(fake: Fake, account: str, token: str) -> tuple[Object, Object]:
    holder = fake.store.get("account", account)
    links = fake.store.all("onboarding", parent=account, token=token)
    if not holder or not links:
        raise StripeError("No such onboarding link.", status=404)
    return holder, links[0]


def _redirect(url: str) -> Response:
    return Response(303, "", "text/plain", {"Location": url})


def onboarding(fake: Fake, account: str, token: str) -> Response:
    """The hosted form. A used or old link goes to the platform's refresh address, as at Stripe."""
    holder, link = _link(fake, account, token)
    if link["used"] or link["expires_at"] < time.time():
        return _redirect(link["refresh_url"])
    return html(
        "Set up how you get paid",
        f"<p>Account {escape(account)} {escape(holder['email'] or '')}</p>\n"
        "<p>At Stripe, the account holder gives name, proof of identity and bank account here."
        " This fake asks for nothing and gives the account a made-up bank account.</p>\n"
        '<form method="post"><button name="do" value="finish">Finish and go back</button>'
        '<button name="do" value="leave">Leave without finishing</button></form>\n',
    )


def onboard(fake: Fake, account: str, token: str, choice: str) -> Response:
    """Finish or leave early. Both lead to ``return_url``: arriving there proves nothing."""
    with fake.store.transaction():
        holder, link = _link(fake, account, token)
        if link["used"] or link["expires_at"] < time.time():
            return _redirect(link["refresh_url"])
        fake.store.put({**link, "used": True})
        if choice == "finish":
            ledger.complete_onboarding(fake, holder)
    return _redirect(link["return_url"])
