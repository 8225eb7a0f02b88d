from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AwardsConfig(AppConfig):
    name = "applications.awards"
    verbose_name = _("Awards")

    def ready(self) -> None:
        from . import checks, meanings, panels, rules, told, waiting  # noqa: F401
