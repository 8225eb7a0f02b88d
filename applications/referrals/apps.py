from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferralsConfig(AppConfig):
    name = "applications.referrals"
    verbose_name = _("Referrals")

    def ready(self) -> None:
        from . import closeness, narrowing, panels, rules, waiting  # noqa: F401
