"""Wagtail's own screens for users and groups are closed to everybody, superusers included.

They would change people and rights past our actions and their records. Our screens stand at
/admin/people/ (programmes.people_views); groups follow from roles (programmes.groups).
"""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """`wagtail.users` with its screens closed; its models and templates stay."""

    def ready(self) -> None:
        from django.contrib.auth import get_user_model
        from django.contrib.auth.models import Group
        from wagtail.permissions import register_permission_policy

        from .nobody import Nobody

        for model in (get_user_model(), Group):
            register_permission_policy(model, Nobody(model))
