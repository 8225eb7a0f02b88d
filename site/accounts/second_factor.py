"""A second factor that was set up in this session is proven in this session."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from .models import User


def count_as_proven(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs
) -> None:
    """Called by allauth when a factor was added: a code or a touch has just shown that it works.

    Without this a person would be asked for it again at once, before seeing their recovery codes,
    and the same code counts only once.
    """
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(
            request,
            user,
            "mfa",
            type=authenticator.type,
            id=authenticator.pk,
            reauthenticated=True,
        )
