"""Tests: real PostgreSQL without fsync, plain static files, a fast password hasher."""

from config.postgres import embedded_url

from .base import *  # noqa: F403
from .base import ENV, INSTALLED_APPS, ROOT, STATIC_ROOT, database

SECRET_KEY = "only-for-tests"
DEBUG = False
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
INSTALLED_APPS = [*INSTALLED_APPS, "demo"]
DATABASES = {
    "default": database(
        ENV.database_url
        or embedded_url(ROOT / "var" / "postgres-test", database="seedbed", durable=False)
    )
}
STORAGES = STORAGES | {  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # else WhiteNoise warns at every start
PAGE_MEMORY_MB = 0  # tests of the memory switch it on
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = ROOT / "var" / "test-files" / "public"
