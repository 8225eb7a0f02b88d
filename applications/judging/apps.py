from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JudgingConfig(AppConfig):
    name = "applications.judging"
    verbose_name = _("Judging")

    def ready(self) -> None:
        from . import (  # noqa: F401
            call_copy,
            call_needs,
            leaving,
            meanings,
            rules,
            screens,
            told,
            waiting,
        )
