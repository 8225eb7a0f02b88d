"""Settings shared by every mode. Values that differ by installation come from `Environment`."""

from pathlib import Path

import dj_database_url

from config import languages
from config.environment import Environment

ROOT = Path(__file__).resolve().parents[3]
ENV = Environment()

SECRET_KEY = ENV.secret_key
DEBUG = ENV.debug
DEMO_MODE = ENV.demo_mode
ALLOWED_HOSTS = ENV.allowed_hosts
BASE_URL = ENV.base_url
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

INSTALLED_APPS = [
    "accounts",
    "programmes",
    "audit",
    "notifications",
    "files",
    "phones",
    "following",
    "events",
    "resources",
    "freshness",
    "applications.calls",
    "applications.journey",
    "applications.training",
    "applications.judging",
    "applications.pitching",
    "applications.referrals",
    "applications.reminders",
    "applications.awards",
    "applications.payments",
    "mentoring.mentorships",
    "mentoring.outcomes",
    "cms",
    "config",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "config.wagtail_users.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "rules",
    "procrastinate.contrib.django",
    "django_structlog",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.admin_policy.AdminPolicy",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "freshness.middleware.KeptPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.request_log.RequestLog",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "config.kept_typing.KeepTyping",
    "phones.door.SharedPhoneDoor",
    "config.admin_language.AdminLanguage",
    "config.staff_door.StaffDoor",
    "applications.judging.door.LinkDoor",
    "cms.refusals.TellEditors",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "wagtail.templatetags.wagtailcore_tags",
                "programmes.templatetags.seedbed",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ],
        },
    }
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]


def database(url: str) -> dj_database_url.DBConfig:
    """Django's database settings for `url`, with connections kept for a minute and checked.

    Only what is asked through `database.planned` is kept prepared: what Django writes out with
    its values never says the same again.
    """
    found = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    found["OPTIONS"] = {"prepare_threshold": 5} | found.get("OPTIONS", {})
    return found


TIME_ZONE = ENV.time_zone
USE_TZ = True
USE_I18N = True
languages.tell_django()
LANGUAGE_CODE = languages.SOURCE
LANGUAGES = languages.offered()
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
WAGTAIL_PAGE_MODEL = "wagtailcore.Page"  # Wagtail's default, said aloud for the type checker
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = "config.formats"

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "var" / "static"
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = ROOT / ENV.files_dir / "public"
CLAMD_URL = ENV.clamd_url
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_NAME = "seedbed_session"
CSRF_COOKIE_NAME = "seedbed_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "config.kept_views.csrf_failed"

from .integrations.cache import CACHES, KEPT_QUERIES, PAGE_MEMORY_MB  # noqa: E402, F401
from .integrations.email import *  # noqa: E402, F403
from .integrations.headers import *  # noqa: E402, F403
from .integrations.logs import *  # noqa: E402, F403
from .integrations.sign_in import *  # noqa: E402, F403
from .integrations.storage import STORAGES  # noqa: E402, F401
from .integrations.wagtail import *  # noqa: E402, F403
