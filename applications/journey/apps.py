from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JourneyConfig(AppConfig):
    name = "applications.journey"
    verbose_name = _("Applications")

    def ready(self) -> None:
        from . import (  # noqa: F401
            call_copy,
            call_panels,
            checks,
            meanings,
            next_steps,
            people_panels,
            receipts,
            rules,
            told,
            waiting,
        )
