"""Settings are loud when wrong; production refuses what is unsafe."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from pydantic import ValidationError

from config.environment import DEMO_KEY, Environment
from config.settings.safety import refuse_unsafe

ROOT = Path(__file__).parents[2]
SAFE = {
    "secret_key": "k" * 60,
    "database_url": "postgres://seedbed@db/seedbed",
    "allowed_hosts": "grants.example",
    "base_url": "https://grants.example",
    "trusted_proxies": 1,
    "smtp_url": "smtp://seedbed:secret@mail.example:587?tls=1",
    "from_email": "Grants <grants@council.example>",
    "stripe_secret_key": "sk_live_abc",
    "stripe_webhook_secret": "whsec_abc",
    "encryption_keys": "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s=",
}


def test_safe_values_are_accepted():
    refuse_unsafe(Environment(**SAFE))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("secret_key", "insecure-only-for-development"),
        ("database_url", ""),
        ("allowed_hosts", "*"),
        ("base_url", "http://grants.example"),
        ("base_url", "https://elsewhere.example"),
        ("trusted_proxies", 0),
        ("smtp_url", "smtp://127.0.0.1:8025"),
        ("smtp_url", "smtp://seedbed:secret@mail.example:587"),
        ("debug", True),
        ("demo_mode", True),
        ("stripe_api_url", "http://127.0.0.1:12111"),
        ("stripe_secret_key", "sk_test_demo"),
        ("stripe_webhook_secret", ""),
        ("stripe_webhook_secret", "whsec_abc,whsec_demo"),
        ("encryption_keys", DEMO_KEY),
        ("from_email", "Seedbed <hello@seedbed.example>"),
        ("from_email", "Seedbed"),
    ],
)
def test_unsafe_value_is_named(name, value):
    with pytest.raises(ImproperlyConfigured, match=f"- {name.upper()}:"):
        refuse_unsafe(Environment(**SAFE | {name: value}))


def test_every_unreadable_value_is_named_at_once():
    with pytest.raises(ValidationError) as wrong:
        Environment(base_url="grants.example", link_seconds="soon")
    assert {error["loc"][0] for error in wrong.value.errors()} == {"base_url", "link_seconds"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("smtp_url", "smtp://seedbed:secret@mail.example:587?tls=true"),
        ("smtp_url", "mail.example:587"),
        ("cache_url", "memcached://10.0.0.3"),
        ("s3_endpoint_url", "https://s3.example"),
        ("encryption_keys", "a-key-that-is-too-short"),
    ],
)
def test_misspelt_value_stops_the_start_and_is_not_repeated(name, value):
    with pytest.raises(ValidationError) as wrong:
        Environment(**SAFE | {name: value})
    assert value not in str(wrong.value)


def test_production_does_not_start_by_accident():
    started = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings.production"},
        capture_output=True,
        text=True,
    )
    assert started.returncode == 1
    assert started.stderr.count("not safe for production") == 1


def test_settings_table_is_fresh():
    call_command("settings_table", "--check")


def test_settings_table_notices_staleness(settings, tmp_path):
    settings.ROOT = tmp_path
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/configuration.md").write_text("old")
    with pytest.raises(CommandError, match="stale"):
        call_command("settings_table", "--check")
