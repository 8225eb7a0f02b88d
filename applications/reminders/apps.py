from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RemindersConfig(AppConfig):
    name = "applications.reminders"
    verbose_name = _("Reminders")

    def ready(self) -> None:
        from . import waiting  # noqa: F401
