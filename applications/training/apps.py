from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    name = "applications.training"
    verbose_name = _("Training")

    def ready(self) -> None:
        from . import (  # noqa: F401
            call_copy,
            call_needs,
            closeness,
            leaving,
            meanings,
            next_steps,
            panels,
            papers,
            rules,
            told,
            waiting,
        )
