"""A small fake of Stripe, for the demo and the tests. It never moves real money.

The real Stripe SDK talks to it over HTTP, with nothing replaced on our side but the
address: ``StripeClient("sk_test_x", base_addresses={"api": fake.url})``. It covers what
grant payments need (connected accounts with hosted onboarding, transfers and their
reversals, automatic payouts, balance, events, signed webhooks) and refuses the rest with
Stripe's own errors. Failures are made on demand under ``/_fake/``; the page at ``/``
shows where the money went.

Known differences from Stripe: one webhook address receives both platform and Connect
events; a connected account may hold any currency; a payout takes seconds, not days, and
is paid or failed at once; ``expand`` is refused.
"""

from .fake import Settings
from .running import RunningFake, running_fake

__all__ = ["RunningFake", "Settings", "running_fake"]
