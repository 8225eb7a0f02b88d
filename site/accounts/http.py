"""The request of a view behind `login_required`, for the type checker."""

from django.http import HttpRequest

from .models import User


class SignedInRequest(HttpRequest):
    """A request whose user is signed in."""

    user: User
