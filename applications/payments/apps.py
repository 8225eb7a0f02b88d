from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PaymentsConfig(AppConfig):
    name = "applications.payments"
    verbose_name = _("Payments")

    def ready(self) -> None:
        from . import meanings, next_steps, payees, rules, told, waiting  # noqa: F401
