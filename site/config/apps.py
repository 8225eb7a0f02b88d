from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The top of the house: settings, addresses, commands about the installation itself."""

    name = "config"
