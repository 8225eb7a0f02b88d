from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class FreshnessConfig(AppConfig):
    name = "freshness"
    verbose_name = _("Freshness")

    def ready(self) -> None:
        from .changes import install_after_migrate

        post_migrate.connect(install_after_migrate, sender=self)
