from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutcomesConfig(AppConfig):
    name = "mentoring.outcomes"
    verbose_name = _("Outcomes")

    def ready(self) -> None:
        from . import rules, waiting  # noqa: F401
