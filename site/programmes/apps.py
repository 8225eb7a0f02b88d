from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "programmes"
    verbose_name = _("Programmes")

    def ready(self) -> None:
        from . import doors  # noqa: F401

        # Django's auth app comes last of those whose permissions the groups hold.
        post_migrate.connect(_set_up_groups, sender=apps.get_app_config("auth"))


def _set_up_groups(**kwargs) -> None:
    from .groups import set_up

    set_up()
