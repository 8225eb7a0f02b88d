from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CallsConfig(AppConfig):
    name = "applications.calls"
    verbose_name = _("Calls")

    def ready(self) -> None:
        from . import ending, rules, waiting  # noqa: F401
