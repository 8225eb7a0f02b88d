"""The first administrator of an installation; later ones are made at /admin/people/."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

import accounts.actions
from accounts.models import User
from accounts.roles import Role
from programmes.actions import HeldAlready, grant_role


class Command(BaseCommand):
    help = "Make somebody an administrator. They sign in by e-mail code and set up a second step."

    def add_arguments(self, parser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="")

    @transaction.atomic
    def handle(self, *, email: str, name: str, **options) -> None:
        platform = User.objects.system()
        user = User.objects.filter(email=email.lower()).first() or accounts.actions.add_user(
            email=email, name=name or email.partition("@")[0], language="en", by=platform
        )
        try:
            grant_role(user, Role.ADMINISTRATOR, by=platform)
        except HeldAlready as held:
            raise CommandError(str(held)) from held
        self.stdout.write(f"{user.email} is an administrator and can sign in.")
