"""What production may not start with."""

from django.core.exceptions import ImproperlyConfigured

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
            env.stripe_webhook_secret == defaults["stripe_webhook_secret"].default,
            "STRIPE_WEBHOOK_SECRET: set the endpoint's signing secret",
        ),
        (
            not env.encryption_keys or DEMO_KEY in env.encryption_keys,
            "ENCRYPTION_KEYS: set your own 32-byte keys",
        ),
        (
            env.from_email == defaults["from_email"].default,
            "FROM_EMAIL: set the sender's address",
        ),
    ]
