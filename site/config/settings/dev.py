"""Development and demo: an embedded PostgreSQL unless DATABASE_URL says otherwise."""

from config.postgres import embedded_url

from .base import *  # noqa: F403
from .base import ENV, INSTALLED_APPS, ROOT, STATIC_ROOT, database

INSTALLED_APPS = [*INSTALLED_APPS, "demo"]
DATABASES = {
    "default": database(
        ENV.database_url or embedded_url(ROOT / "var" / "postgres", database="seedbed")
    )
}
STORAGES = STORAGES | {  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # else WhiteNoise warns at every start
