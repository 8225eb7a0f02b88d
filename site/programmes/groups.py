"""The Django groups behind the roles of the public site: Wagtail asks groups who may edit pages.

Who is in a group follows from role assignments and from nothing else (`keep_in_step`).
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from accounts.models import User
from accounts.roles import Role

from .models import RoleAssignment

PAGE_ACTIONS = {
    Role.EDITOR: ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page"),
    Role.TRANSLATOR: ("add_page", "change_page"),
}
LIBRARY = ("image", "document")
SITE_APPS = ("cms", "wagtailredirects", "wagtailsearchpromotions")
"""Apps whose plain records editors may change."""


def set_up() -> None:
    """Give the groups what the code says, no more and no less. Run after every migration.

    Does nothing while there is no root page: a database that a test has just emptied.
    """
    if not Page.objects.filter(depth=1).exists():
        return
    for role, page_actions in PAGE_ACTIONS.items():
        group, _ = Group.objects.get_or_create(name=group_name(role))
        _set_pages(group, page_actions)
        _set_library(group)
        group.permissions.set(_plain_permissions(role))


def group_name(role: Role) -> str:
    return f"role: {role}"


def keep_in_step(users: Iterable[User]) -> None:
    """Put each user in the groups of the roles they hold everywhere now, and make administrators
    superusers."""
    groups = {role: Group.objects.get(name=group_name(role)) for role in PAGE_ACTIONS}
    for user in users:
        everywhere = RoleAssignment.objects.in_force().filter(
            user=user, programme=None, city=None, organisation=None
        )
        held = set(everywhere.values_list("role", flat=True))
        user.groups.set([group for role, group in groups.items() if role in held])
        is_administrator = Role.ADMINISTRATOR in held
        if user.is_superuser != is_administrator:
            user.is_superuser = is_administrator
            user.save(update_fields=["is_superuser"])


def out_of_step() -> list[User]:
    """Users whose groups may not fit any more because a role began or ended by its date."""
    return list(
        User.objects.filter(
            Q(is_superuser=True)
            | Q(groups__name__in=[group_name(role) for role in PAGE_ACTIONS])
            | Q(assignments__role__in=[*PAGE_ACTIONS, Role.ADMINISTRATOR])
        ).distinct()
    )


def _set_pages(group: Group, codenames: Iterable[str]) -> None:
    root = Page.objects.get(depth=1)
    wanted = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=codenames
    )
    GroupPagePermission.objects.filter(group=group).exclude(
        page=root, permission__in=wanted
    ).delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _set_library(group: Group) -> None:
    root = Collection.get_first_root_node()
    wanted = Permission.objects.filter(
        codename__in=[f"{verb}_{kind}" for verb in ("add", "change", "choose") for kind in LIBRARY],
        content_type__app_label__in=("wagtailimages", "wagtaildocs"),
    )
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )


def _plain_permissions(role: Role):
    translating = Q(content_type__app_label="wagtail_localize", codename="submit_translation")
    if role == Role.TRANSLATOR:
        return Permission.objects.filter(translating)
    return Permission.objects.filter(Q(content_type__app_label__in=SITE_APPS) | translating)
