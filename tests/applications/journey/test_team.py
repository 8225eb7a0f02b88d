"""Applying together: named, asked, there, gone."""

import pytest
from django.urls import reverse

import audit.record
from accounts.roles import Role
from applications.journey import team, waiting
from applications.journey.actions import Typed, save_answers, submit_application
from applications.journey.models import CoApplicant
from applications.journey.states import State
from applications.journey.workflow import NotPermitted, NotReady
from notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import user_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return ApplicationFactory()


def page(name: str, application, *more) -> str:
    return reverse(f"journey:{name}", args=[application.public_id, *more])


def named(draft, user=None, name="Sofia") -> CoApplicant:
    return team.name_co_applicant(
        draft,
        name=name,
        role="Cook",
        email=user.email if user else "",
        language="en",
        by=draft.applicant.user,
    )


def joined(draft, user) -> CoApplicant:
    return team.join_team(named(draft, user), by=user)


def test_naming_somebody_with_an_address_asks_them_and_without_only_names_them(draft, sign_in):
    applicant = sign_in(draft.applicant.user)
    address = page("name_co_applicant", draft)
    given = {"name": "Sofia", "role": "Cook", "language": "ar"}
    applicant.post(address, given | {"email": "Sofia@example.org"})
    applicant.post(address, given | {"email": "sofia@example.org"})
    applicant.post(address, given | {"name": "Rui", "email": ""})
    letter = Message.objects.get()
    assert (letter.kind, letter.language, letter.to_email) == (
        "journey.team_asked",
        "ar",
        "sofia@example.org",
    )
    assert [each.name for each in CoApplicant.objects.there()] == ["Sofia", "Rui"]
    assert list(team.people_of(draft)) == [draft.applicant]
    text = applicant.get(page("people", draft)).content.decode()
    assert (text.count("Named only"), text.count("Asked, no answer yet")) == (1, 1)


def test_who_says_yes_counts_as_an_applicant_reads_and_types(draft, sign_in):
    sofia = UserFactory()
    member = named(draft, sofia)
    client = sign_in(sofia)
    assert client.get(page("tasks", draft)).status_code == 404
    [item] = waiting.asked_to_apply_together(sofia)
    assert client.get(item.url).status_code == 200
    assert client.post(item.url, {"say": "yes"}).url == page("tasks", draft)
    assert list(team.people_of(draft)) == [draft.applicant, sofia.person]
    assert team.people_of_each([draft]) == {draft.pk: [draft.applicant, sofia.person]}
    saved = client.post(
        page("autosave", draft, "project"), {"need": "Ours", "version-need": 1, "amount": ""}
    )
    assert saved.json()["versions"]["need"] == 2
    assert audit.record.sightings(draft).count() == 0
    for name in ("check", "withdraw", "basics"):
        assert client.get(page(name, draft)).status_code == 404, name
    for name in ("people", "invite_helper", "name_co_applicant"):
        assert client.get(page(name, draft)).status_code == 403, name
    with pytest.raises(NotPermitted):
        submit_application(draft, by=sofia, seen="draft")
    assert [door.url for door in waiting.in_a_team(sofia)] == [page("tasks", draft)]
    assert member.application == draft


def test_only_the_lead_sends_and_confirms_what_the_team_typed(draft):
    sofia = UserFactory()
    joined(draft, sofia)
    save_answers(draft, typed=[Typed("need", "Ours", seen=1)], by=sofia)
    with pytest.raises(NotReady):
        submit_application(draft, by=draft.applicant.user, seen="draft")
    submit_application(draft, by=draft.applicant.user, seen="draft", confirmed={"need": 2})
    assert draft.state == State.SUBMITTED


def test_leaving_closes_the_door_and_keeps_what_was_typed(draft, sign_in):
    sofia = UserFactory()
    member = joined(draft, sofia)
    save_answers(draft, typed=[Typed("need", "Ours", seen=1)], by=sofia)
    client = sign_in(sofia)
    client.post(reverse("journey:team", args=[member.public_id]), {"say": "no"})
    assert client.get(page("tasks", draft)).status_code == 404
    member.refresh_from_db()
    assert (member.user, member.ended_by) == (sofia, sofia)
    assert draft.answers.get(key="need").typed_by == sofia
    assert list(team.people_of(draft)) == [draft.applicant]


def test_the_applicant_takes_somebody_off_and_can_ask_again(draft, sign_in):
    sofia = UserFactory()
    member = joined(draft, sofia)
    address = reverse("journey:take_off_team", args=[member.public_id])
    assert sign_in(UserFactory()).post(address).status_code == 404
    sign_in(draft.applicant.user).post(address)
    with pytest.raises(NotReady):
        team.join_team(member, by=sofia)
    assert named(draft, sofia).pk != member.pk


def test_somebody_else_than_was_asked_cannot_say_yes(draft, sign_in):
    member, other = named(draft, UserFactory()), UserFactory()
    assert sign_in(other).get(reverse("journey:team", args=[member.public_id])).status_code == 404
    with pytest.raises(NotPermitted):
        team.join_team(member, by=other)
    with pytest.raises(NotReady, match="your own"):
        named(draft, draft.applicant.user)


def test_an_officer_of_the_team_does_not_screen_it():
    sent = ApplicationFactory()
    officer = user_with(Role.OFFICER, programme=sent.call.programme)
    joined(sent, officer)
    assert not type(officer).objects.get(pk=officer.pk).has_perm("journey.screen", sent)


@pytest.mark.parametrize("count", [1, 3])
def test_people_of_a_team_are_found_in_one_query(draft, django_assert_num_queries, count):
    for _number in range(count):
        joined(draft, UserFactory())
    with django_assert_num_queries(1):
        assert len(team.people_of(draft)) == count + 1
    with django_assert_num_queries(1):
        assert len(team.people_of_each([draft])[draft.pk]) == count + 1


def test_team_sees_where_it_stands_and_not_the_letters_and_messages(draft, sign_in):
    sofia, asked = UserFactory(), UserFactory()
    joined(draft, sofia)
    named(draft, asked, name="Rui")
    shown = sign_in(sofia).get(page("status", draft))
    step = shown.context["next"]
    assert (shown.templates[0].name, step["text"], step["who"], step["yours"]) == (
        "journey/team_status.html",
        sign_in(draft.applicant.user).get(page("status", draft)).context["next"]["text"],
        draft.applicant.display_name,
        False,
    )
    assert "thread" not in shown.context
    assert sign_in(asked).get(page("status", draft)).status_code == 404
