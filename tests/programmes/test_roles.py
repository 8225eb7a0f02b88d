"""Giving and ending roles, and what Wagtail makes of them."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

import audit.record
from accounts.models import User
from accounts.roles import Role
from programmes import groups
from programmes.actions import HeldAlready, end_role, grant_role
from programmes.models import RoleAssignment
from programmes.rules import needs_second_factor, works_in_admin
from programmes.scopes import Place, holds
from tests.factories.accounts import UserFactory
from tests.factories.programmes import ProgrammeFactory, user_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> User:
    return user_with(Role.ADMINISTRATOR)


def again(user: User) -> User:
    """The user as the next request sees them."""
    return User.objects.get(pk=user.pk)


def test_a_granted_role_counts_where_it_was_granted(administrator):
    user, programme = UserFactory(), ProgrammeFactory()
    assignment = grant_role(user, Role.OFFICER, by=administrator, programme=programme)
    assert holds(again(user), [Role.OFFICER], Place(programme_id=programme.pk)) is True
    assert holds(again(user), [Role.OFFICER], Place(programme_id=ProgrammeFactory().pk)) is False
    [entry] = audit.record.history(assignment)
    assert (entry.action, entry.user) == ("programmes.grant_role", administrator)
    assert entry.data == {
        "user": user.pk,
        "role": "officer",
        "programme": programme.pk,
        "city": None,
        "organisation": None,
        "until": None,
    }


def test_an_ended_role_counts_no_more(administrator):
    user = UserFactory()
    assignment = grant_role(user, Role.OFFICER, by=administrator)
    end_role(assignment, by=administrator)
    end_role(assignment, by=administrator)
    assert works_in_admin(again(user)) is False
    assert [entry.action for entry in audit.record.history(assignment)] == [
        "programmes.grant_role",
        "programmes.end_role",
    ]


def test_a_role_until_a_date_ends_by_itself(administrator):
    user, end = UserFactory(), timezone.now() + timedelta(days=1)
    grant_role(user, Role.JUDGE, by=administrator, until=end)
    assert holds(again(user), [Role.JUDGE]) is True
    with time_machine.travel(end):
        assert holds(again(user), [Role.JUDGE]) is False


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_grant_roles(role):
    user = UserFactory()
    with pytest.raises(PermissionDenied):
        grant_role(user, Role.JUDGE, by=user_with(role))
    assert RoleAssignment.objects.filter(user=user).count() == 0


def test_nobody_grants_or_ends_their_own_role(administrator):
    with pytest.raises(PermissionDenied):
        grant_role(administrator, Role.FINANCE_PAYER, by=administrator)
    with pytest.raises(PermissionDenied):
        end_role(administrator.assignments.get(), by=administrator)


def test_the_same_role_in_the_same_scope_is_held_once(administrator):
    user = UserFactory()
    grant_role(user, Role.OFFICER, by=administrator)
    with pytest.raises(HeldAlready):
        grant_role(user, Role.OFFICER, by=administrator)


def test_a_role_of_the_whole_site_takes_no_scope(administrator):
    with pytest.raises(IntegrityError):
        grant_role(UserFactory(), Role.EDITOR, by=administrator, programme=ProgrammeFactory())


def page_actions(user: User) -> set[str]:
    root = Page.objects.get(depth=1)
    return {
        action
        for action in ("add", "change", "publish")
        if page_permission_policy.user_has_permission_for_instance(again(user), action, root)
    }


def test_editors_publish_pages_and_translators_do_not(administrator):
    editor, translator, officer = UserFactory(), UserFactory(), UserFactory()
    grant_role(editor, Role.EDITOR, by=administrator)
    grant_role(translator, Role.TRANSLATOR, by=administrator)
    grant_role(officer, Role.OFFICER, by=administrator)
    assert page_actions(editor) == {"add", "change", "publish"}
    assert page_actions(translator) == {"add", "change"}
    assert page_actions(officer) == set()
    assert again(translator).has_perm("wagtail_localize.submit_translation") is True


def test_a_translator_of_one_programme_has_no_part_in_the_site(administrator):
    translator = UserFactory()
    grant_role(translator, Role.TRANSLATOR, by=administrator, programme=ProgrammeFactory())
    site = ("wagtailadmin.access_admin", "cms.review_translations", "cms.change_themebriefing")
    assert page_actions(translator) == set()
    assert [again(translator).has_perm(each) for each in site] == [False] * 3
    grant_role(translator, Role.TRANSLATOR, by=administrator)
    assert page_actions(translator) == {"add", "change"}
    assert [again(translator).has_perm(each) for each in site] == [True] * 3


def test_an_editor_whose_role_ended_may_edit_no_page(administrator):
    editor = UserFactory()
    end_role(grant_role(editor, Role.EDITOR, by=administrator), by=administrator)
    assert page_actions(editor) == set()


def test_groups_follow_roles_that_end_by_their_date(administrator):
    editor = UserFactory()
    assignment = grant_role(editor, Role.EDITOR, by=administrator)
    RoleAssignment.objects.filter(pk=assignment.pk).update(ends_at=timezone.now())
    groups.keep_in_step(groups.out_of_step())
    assert page_actions(editor) == set()


def test_administrators_are_superusers_and_nobody_else_is(administrator):
    user = UserFactory()
    assignment = grant_role(user, Role.ADMINISTRATOR, by=administrator)
    assert again(user).is_superuser is True
    end_role(assignment, by=administrator)
    assert again(user).is_superuser is False


def test_a_superusers_flag_opens_nothing_that_a_rule_speaks_about():
    flagged = UserFactory(is_superuser=True)
    assert flagged.has_perm("wagtailadmin.access_admin") is False
    assert flagged.has_perm("programmes.grant_role") is False
    assert flagged.has_perm("wagtailimages.add_image") is True
    assert needs_second_factor(flagged) is True


def test_a_closed_user_has_no_permission(administrator):
    user = user_with(Role.ADMINISTRATOR, is_active=False)
    assert user.has_perm("programmes.grant_role") is False
