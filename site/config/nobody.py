"""A permission policy for records that nobody may touch in Wagtail's own screens."""

from django.contrib.auth import get_user_model
from wagtail.permission_policies import BlanketPermissionPolicy


class Nobody(BlanketPermissionPolicy):
    """Permits nothing, to superusers neither."""

    def user_has_permission(self, user, action) -> bool:
        return False

    def user_has_any_permission(self, user, actions) -> bool:
        return False

    def users_with_any_permission(self, actions):
        return get_user_model().objects.none()
