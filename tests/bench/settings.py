"""A house at work for the benches: the tests' settings, files and mail where the bench says, and
beside the site's pages a bare view to measure against."""

import os
from pathlib import Path

from config.settings.test import *  # noqa: F403

MEDIA_ROOT = Path(os.environ["FILES_DIR"]) / "public"
ROOT_URLCONF = "tests.bench.hello"
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
