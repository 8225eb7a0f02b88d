"""Production: refuses to start with a value that is unsafe or missing."""

from .base import *  # noqa: F403
from .base import ENV, database
from .safety import refuse_unsafe

refuse_unsafe(ENV)

DATABASES = {"default": database(ENV.database_url)}
DEBUG = False
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^live$", r"^ready$"]
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.trusted_proxies else None
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [ENV.base_url]
