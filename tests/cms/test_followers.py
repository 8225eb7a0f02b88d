"""The staff's screen of followers: numbers, never an address, and an end for who asks by phone."""

import re

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from audit.record import history
from cms import followers
from cms.following import project_topic
from following import actions
from following.models import Follow
from tests.factories.cms import make_call_page
from tests.factories.following import make_follow
from tests.factories.programmes import CityFactory, user_with
from tests.factories.projects import make_project
from tests.sessions import signed_in

from .page import Page

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/followers/"
ROSA, OMAR = "rosa@example.org", "omar@example.org"


@pytest.fixture
def officer(home):
    return user_with(Role.OFFICER)


def shown(user, query: str = "") -> Page:
    return Page(signed_in(user).get(ADDRESS + query).content.decode())


def test_every_kind_of_thing_has_its_name_and_its_numbers(home, officer):
    make_call_page(home, code="spring")
    project = make_project()
    CityFactory(name="Aberton", slug="aberton")
    for topic in (
        'calls:["","aberton","","bread"]',
        'calls:["","","",""]',
        "events:",
        "events:aberton",
        "test:gone",
        project_topic(project.award),
    ):
        make_follow(topic, confirmed=True)
    make_follow("call:spring", confirmed=True)
    make_follow("call:spring", email=OMAR)
    found = {each.name: (each.followers, each.asked) for each in followers.followed(after="").items}
    assert found == {
        "Call: Autumn call": (1, 1),
        "Calls: Aberton · “bread”": (1, 0),
        "Every call": (1, 0),
        "Every event": (1, 0),
        "Events: Aberton": (1, 0),
        f"Project: {project.title}": (1, 0),
        "test:gone": (1, 0),
    }
    text = shown(officer).text
    assert ("Call: Autumn call 1 1" in text, ROSA in text, OMAR in text) == (True, False, False)


def test_list_costs_the_same_whatever_is_followed(home, officer):
    client = signed_in(officer)
    client.get(ADDRESS)
    spent = []
    for topics in (1, 3):
        for number in range(topics):
            for kind in ("call", "project", "calls", "events"):
                make_follow(f"{kind}:{topics}{number}")
        with CaptureQueriesContext(connection) as queries:
            client.get(ADDRESS)
        spent.append(len(queries))
    assert spent == [13, 13]


def test_a_long_list_comes_in_parts(home, officer, monkeypatch):
    monkeypatch.setattr(followers, "ON_A_PAGE", 2)
    for number in range(3):
        make_follow(f"test:{number}")
    first = shown(officer)
    assert re.findall(r"test:\d", first.text) == ["test:0", "test:1"]
    assert re.findall(r"test:\d", shown(officer, first.links["Next"]).text) == ["test:2"]


def test_staff_stop_everything_for_a_person_who_asks(home, officer):
    mine = [make_follow(f"test:{number}", confirmed=True) for number in range(2)]
    other = make_follow(email=OMAR, confirmed=True)
    answers = [
        signed_in(officer).post(ADDRESS, {"email": email})
        for email in (" Rosa@Example.org", "nobody@example.org")
    ]
    assert list(Follow.objects.all()) == [other]
    assert [(entry.action, entry.user) for entry in history(mine[0])][-1] == (
        "following.stop_for",
        officer,
    )
    said = [[str(each) for each in get_messages(answer.wsgi_request)] for answer in answers]
    assert said[0] == said[1] == ["Done. Followers' e-mails no longer go to this address."]


def test_address_with_a_mistake_stops_nothing(home, officer):
    make_follow(confirmed=True)
    page = signed_in(officer).post(ADDRESS, {"email": "rosa"})
    assert page.context["form"].errors["email"] == [
        "Type an e-mail address such as name@example.org."
    ]
    assert Follow.objects.count() == 1


def test_others_may_not_stop_for_somebody(home):
    make_follow(confirmed=True)
    with pytest.raises(PermissionDenied):
        actions.stop_for(ROSA, by=user_with(Role.TRAINER))
    assert Follow.objects.count() == 1
