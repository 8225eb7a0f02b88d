from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People and sign-in")

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from .second_factor import count_as_proven

        authenticator_added.connect(count_as_proven)
