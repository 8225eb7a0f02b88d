"""Sessions as allauth leaves them after a sign-in."""

import time

from django.test import Client

from accounts.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(user: User, *, second_factor: bool = True) -> Client:
    """A client with the session of a user who signed in by code, with or without a second step."""
    client = Client()
    client.force_login(user, backend=BACKEND)
    steps = [{"method": "code", "at": time.time(), "email": user.email}]
    if second_factor:
        steps.append({"method": "mfa", "at": time.time(), "type": "totp"})
    session = client.session
    session["account_authentication_methods"] = steps
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client
