from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MentorshipsConfig(AppConfig):
    name = "mentoring.mentorships"
    verbose_name = _("Mentoring")

    def ready(self) -> None:
        from . import closeness, panels, rules, told, waiting  # noqa: F401
