"""E-mail out through one SMTP server; one recipient per message (see notifications)."""

from urllib.parse import parse_qs, unquote, urlsplit

from config.environment import Environment

ENV = Environment()
_url = urlsplit(ENV.smtp_url)
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = _url.hostname
EMAIL_USE_SSL = _url.scheme == "smtps"
EMAIL_PORT = _url.port or (465 if EMAIL_USE_SSL else 25)
EMAIL_HOST_USER = unquote(_url.username or "")
EMAIL_HOST_PASSWORD = unquote(_url.password or "")
EMAIL_USE_TLS = parse_qs(_url.query).get("tls") == ["1"]
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = ENV.from_email
SERVER_EMAIL = ENV.from_email
