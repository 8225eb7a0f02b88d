from django.apps import AppConfig
from django.core.validators import MaxLengthValidator
from django.utils.translation import ngettext_lazy


class ConfigConfig(AppConfig):
    """The top of the house: settings, addresses, commands about the installation itself."""

    name = "config"

    def ready(self) -> None:
        """Everywhere, a text that is too long is answered in plain words."""
        MaxLengthValidator.message = ngettext_lazy(
            "Use %(limit_value)d letter at most. You have %(show_value)d.",
            "Use %(limit_value)d letters at most. You have %(show_value)d.",
            "limit_value",
        )
