from typing import TYPE_CHECKING

from django.contrib.auth.models import BaseUserManager
from django.db import transaction

if TYPE_CHECKING:
    from .models import User

SYSTEM_EMAIL = "system@seedbed.invalid"


class UserManager(BaseUserManager["User"]):
    """Users are found by e-mail address, kept in lower case."""

    @transaction.atomic
    def create_user(self, email: str, password: str | None = None, *, name: str = "", **extra):
        """A person and their sign-in. Without a password they sign in by e-mail code."""
        from .models import Person

        email = email.strip().lower()
        if "person" not in extra and "person_id" not in extra:
            extra["person"] = Person.objects.create(display_name=name or email.split("@")[0])
        user = self.model(email=email, **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra):
        return self.create_user(email, password, is_superuser=True, **extra)

    def system(self):
        """Who acts when the platform itself does: webhooks, timers, the worker."""
        return self.get(email=SYSTEM_EMAIL)

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email=(email or "").strip().lower())
