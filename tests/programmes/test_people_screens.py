"""What administrators do on the screens for people."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import Role
from programmes.scopes import Place, holds
from tests.factories.accounts import UserFactory
from tests.factories.programmes import ProgrammeFactory, user_with
from tests.sessions import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return signed_in(user_with(Role.ADMINISTRATOR))


def test_a_colleague_is_added_and_given_a_role(client):
    client.post(
        "/admin/people/add/",
        {"name": "Amal", "email": "Amal@example.org", "language": "ar"},
    )
    user = User.objects.get(email="amal@example.org")
    programme = ProgrammeFactory()
    response = client.post(
        f"/admin/people/{user.pk}/", {"role": "officer", "programme": programme.pk}
    )
    assert response.headers["Location"] == f"/admin/people/{user.pk}/"
    assert holds(user, [Role.OFFICER], Place(programme_id=programme.pk)) is True


def test_an_address_in_use_is_not_added_again(client):
    taken = UserFactory()
    data = {"name": "Amal", "email": taken.email.upper(), "language": "en"}
    assert list(client.post("/admin/people/add/", data).context["form"].errors) == ["email"]


def test_a_role_of_the_whole_site_with_a_place_is_explained(client):
    user = UserFactory()
    data = {"role": "editor", "programme": ProgrammeFactory().pk}
    page = client.post(f"/admin/people/{user.pk}/", data)
    assert list(page.context["form"].errors) == ["role"]


def test_a_closed_sign_in_ends_its_open_session(client):
    user = UserFactory()
    session = signed_in(user)
    assert session.get("/my/").status_code == 200
    client.post(f"/admin/people/{user.pk}/close/")
    assert session.get("/my/").status_code == 302
    client.post(f"/admin/people/{user.pk}/reopen/")
    assert session.get("/my/").status_code == 200


def test_the_platform_itself_is_out_of_reach(client):
    system = User.objects.system()
    assert client.get(f"/admin/people/{system.pk}/").status_code == 404
    assert client.post(f"/admin/people/{system.pk}/reopen/").status_code == 404


def queries(client) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get("/admin/people/")
    return len(captured)


def test_the_list_takes_the_same_queries_for_one_and_three(client):
    user_with(Role.OFFICER, programme=ProgrammeFactory())
    client.get("/admin/people/")
    few = queries(client)
    for _ in range(2):
        user_with(Role.OFFICER, programme=ProgrammeFactory())
    assert queries(client) == few
