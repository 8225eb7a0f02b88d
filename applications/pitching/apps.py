from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PitchingConfig(AppConfig):
    name = "applications.pitching"
    verbose_name = _("Pitch day")

    def ready(self) -> None:
        from . import late, links, rules, screens, shut, strips, told  # noqa: F401
