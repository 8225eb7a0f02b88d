"""Every setting that comes from the environment, in one typed place.

`Environment()` reads and checks them all at once and fails with one message that names every
wrong value. `manage.py settings_table` prints the table in docs/configuration.md from here.
"""

import re
from typing import Annotated, Literal

from cryptography.fernet import Fernet
from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

DEMO_KEY = "ZGVtby1rZXktZGVtby1rZXktZGVtby1rZXktZGVtbyE="


class Environment(BaseSettings):
    """What an operator can set. Names are upper case in the environment."""

    model_config = SettingsConfigDict(
        env_prefix="", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    secret_key: str = Field(
        "insecure-only-for-development",
        description="Signs sessions and links. Production: at least 50 random characters.",
    )
    database_url: str = Field(
        "",
        description="PostgreSQL 15 or newer, `postgres://user:password@host:5432/name`. "
        "Empty in development: the embedded server is started.",
    )
    allowed_hosts: Annotated[list[str], NoDecode] = Field(
        ["127.0.0.1", "localhost"], description="Host names served, separated by commas."
    )
    base_url: str = Field(
        "http://127.0.0.1:8000", description="Public address of the site, no slash at the end."
    )
    trusted_proxies: int = Field(
        0, ge=0, le=5, description="How many reverse proxies of yours set X-Forwarded-For."
    )
    time_zone: str = Field("Europe/London", description="Time zone of staff screens (IANA name).")
    smtp_url: str = Field(
        "smtp://127.0.0.1:8025",
        description="Mail server: `smtp://user:password@host:587?tls=1`, or `smtps://` when it "
        "speaks TLS from the first byte.",
    )
    from_email: str = Field("Seedbed <hello@seedbed.example>", description="Sender of all e-mail.")
    stripe_secret_key: str = Field("sk_test_demo", description="Secret key of the Stripe account.")
    stripe_api_url: str = Field(
        "https://api.stripe.com", description="Stripe's address; the demo points it at its fake."
    )
    stripe_webhook_secret: Annotated[list[str], NoDecode] = Field(
        ["whsec_demo"],
        description="Signing secrets of the webhook's endpoints, separated by commas: your own "
        "account's and the connected accounts'.",
    )
    encryption_keys: Annotated[list[str], NoDecode] = Field(
        [DEMO_KEY],
        description="Fernet keys (URL-safe base64 of 32 bytes), newest first, separated by commas. "
        "They seal second-factor secrets; keep an old key until nothing is sealed with it.",
    )
    s3_bucket: str = Field("", description="Bucket for files. Empty: a local folder.")
    s3_endpoint_url: str = Field("", description="S3 address other than Amazon's.")
    s3_region: str = Field("eu-west-2", description="S3 region.")
    files_dir: str = Field("var/files", description="Local folder for files when no bucket is set.")
    link_seconds: int = Field(
        300, ge=30, le=3600, description="How long a link to a private file works, in seconds."
    )
    clamd_url: str = Field(
        "",
        description="ClamAV's daemon, which scans uploads: `tcp://host:3310` or `unix:///path`. "
        "Empty: files are not scanned. Give it `StreamMaxLength 110M`.",
    )
    cache_url: str = Field(
        "", description="Shared cache `redis://host:6379/0`. Empty: the database's cache table."
    )
    page_memory_mb: int = Field(
        32,
        ge=0,
        le=1024,
        description="Memory for public pages in each web process, in MB. 0 keeps none.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="Least severe log line that is written."
    )
    demo_mode: bool = Field(False, description="Demo inbox, demo sign-ins, banner. Never live.")
    debug: bool = Field(False, description="Django's debug pages. Development only.")

    @field_validator("allowed_hosts", "encryption_keys", "stripe_webhook_secret", mode="before")
    @classmethod
    def split_commas(cls, value: str | list[str]) -> list[str]:
        if isinstance(value, str):
            return [part.strip() for part in value.split(",") if part.strip()]
        return value

    @field_validator("encryption_keys")
    @classmethod
    def thirty_two_bytes(cls, keys: list[str]) -> list[str]:
        for key in keys:
            try:
                Fernet(key)
            except ValueError as wrong:
                raise ValueError("each key must be URL-safe base64 of 32 bytes") from wrong
        return keys

    @field_validator("clamd_url")
    @classmethod
    def a_socket(cls, value: str) -> str:
        if value and not re.match(r"tcp://[^/]+:\d+$|unix:(//)?/", value):
            raise ValueError("must look like tcp://host:3310 or unix:///path")
        return value

    @field_validator("smtp_url")
    @classmethod
    def a_mail_server(cls, value: str) -> str:
        if not re.match(r"smtps?://([^/@\s]+@)?[^/@:?\s]+(:\d+)?/?(\?tls=[01])?$", value):
            raise ValueError("must look like smtp://user:password@host:587?tls=1")
        return value

    @field_validator("cache_url")
    @classmethod
    def a_redis_server(cls, value: str) -> str:
        if value and not value.startswith(("redis://", "rediss://", "unix://")):
            raise ValueError("must start with redis://, rediss:// or unix://")
        return value

    @model_validator(mode="after")
    def endpoint_has_a_bucket(self) -> "Environment":
        if self.s3_endpoint_url and not self.s3_bucket:
            raise ValueError("S3_ENDPOINT_URL is set and S3_BUCKET is not")
        return self

    @field_validator("base_url", "stripe_api_url")
    @classmethod
    def plain_address(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")) or value.endswith("/"):
            raise ValueError("must start with http:// or https:// and not end with a slash")
        return value
