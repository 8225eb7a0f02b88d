"""Whom a wrong password is counted against."""

from django.http import HttpRequest


def email_of(request: HttpRequest, credentials: dict | None = None) -> str:
    """The address that was tried, in one spelling; the form calls it `login`, allauth `email`."""
    given = credentials or {}
    tried = given.get("email") or given.get("username") or request.POST.get("login", "")
    return tried.strip().lower()
