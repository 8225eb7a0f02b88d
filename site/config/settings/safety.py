"""What production may not start with."""

from email.utils import parseaddr
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host

from config.environment import DEMO_KEY, Environment


def refuse_unsafe(env: Environment) -> None:
    """Raise ImproperlyConfigured with every unsafe value named, and what to set instead."""
    problems = [message for wrong, message in _findings(env) if wrong]
    if problems:
        raise ImproperlyConfigured(
            "These settings are not safe for production:\n- " + "\n- ".join(problems)
        )


def _findings(env: Environment) -> list[tuple[bool, str]]:
    defaults = Environment.model_fields
    return [
        (
            len(env.secret_key) < 50 or env.secret_key.startswith("insecure"),
            "SECRET_KEY: set at least 50 random characters",
        ),
        (
            not env.database_url.startswith(("postgres://", "postgresql://")),
            "DATABASE_URL: set the address of a PostgreSQL server",
        ),
        (
            not env.allowed_hosts
            or "*" in env.allowed_hosts
            or env.allowed_hosts == defaults["allowed_hosts"].default,
            "ALLOWED_HOSTS: name the hosts that are served",
        ),
        (not env.base_url.startswith("https://"), "BASE_URL: must begin with https://"),
        (
            not validate_host(urlsplit(env.base_url).hostname or "", env.allowed_hosts),
            "BASE_URL: its host must be one of ALLOWED_HOSTS",
        ),
        (
            not env.trusted_proxies,
            "TRUSTED_PROXIES: set how many proxies stand in front, usually 1; "
            "otherwise all visitors count as one",
        ),
        (env.debug, "DEBUG: must be off"),
        (env.demo_mode, "DEMO_MODE: must be off"),
        (
            env.stripe_api_url != defaults["stripe_api_url"].default,
            "STRIPE_API_URL: leave it unset, so that money goes through Stripe itself",
        ),
        (
            not env.stripe_secret_key.startswith(("sk_live_", "rk_live_")),
            "STRIPE_SECRET_KEY: set the live key",
        ),
        (
            not env.stripe_webhook_secret
            or defaults["stripe_webhook_secret"].default[0] in env.stripe_webhook_secret,
            "STRIPE_WEBHOOK_SECRET: set the signing secret of each endpoint",
        ),
        (
            not env.encryption_keys or DEMO_KEY in env.encryption_keys,
            "ENCRYPTION_KEYS: set your own 32-byte keys",
        ),
        (
            env.from_email == defaults["from_email"].default
            or "@" not in parseaddr(env.from_email)[1],
            "FROM_EMAIL: set the sender's address",
        ),
        (
            env.smtp_url == defaults["smtp_url"].default,
            "SMTP_URL: set the mail server",
        ),
        (
            _sends_a_password_in_the_open(urlsplit(env.smtp_url)),
            "SMTP_URL: add ?tls=1 or write smtps://, so that nobody reads its password on the way",
        ),
    ]


def _sends_a_password_in_the_open(server: SplitResult) -> bool:
    is_sealed = server.scheme == "smtps" or server.query == "tls=1"
    return bool(server.password) and not is_sealed
