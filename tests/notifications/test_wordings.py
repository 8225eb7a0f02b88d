"""Staff's own words for messages: written in the admin, checked, and used."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from applications.journey import actions
from applications.journey.models import Application
from applications.journey.states import State
from notifications.letters import Letter
from notifications.models import Message, Wording
from notifications.wordings import fillable, words_in
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import user_with
from tests.sessions import signed_in

pytestmark = pytest.mark.django_db
ADD = "wording:add"


@pytest.fixture
def administrator():
    return signed_in(user_with(Role.ADMINISTRATOR))


def words(**changed) -> dict:
    return {
        "kind": "journey.withdraw",
        "language": "en",
        "subject": "Goodbye {project}",
        "body": "Hello {name}.\n\nYou took it back.",
    } | changed


def taken_back() -> Message:
    application = ApplicationFactory(state=State.SUBMITTED)
    actions.withdraw(application, by=application.applicant.user, seen=application.state)
    return Message.objects.get()


def test_words_written_in_the_admin_are_the_ones_that_people_get(administrator):
    assert administrator.post(reverse(ADD), words()).status_code == 302
    message = taken_back()
    assert message.subject == f"Goodbye {Application.objects.get().title}"
    assert message.paragraphs == [f"Hello {message.to_name}.", "You took it back."]


def test_words_of_another_language_change_nothing(administrator):
    administrator.post(reverse(ADD), words(language="ar"))
    assert taken_back().subject.startswith("Goodbye") is False


def test_words_that_are_taken_away_bring_ours_back(administrator):
    administrator.post(reverse(ADD), words())
    wording = Wording.objects.get()
    administrator.post(reverse("wording:delete", args=[wording.pk]))
    assert taken_back().subject.startswith("Goodbye") is False


@pytest.mark.parametrize("text", ["{secret}", "{name", "{name!r}", "{name.email}", "{0}"])
@pytest.mark.parametrize("field", ["subject", "body"])
def test_words_that_could_not_be_filled_in_are_refused(administrator, field, text):
    response = administrator.post(reverse(ADD), words(**{field: text}))
    known = ", ".join(
        f"{{{word}}}" for word in sorted(fillable(Letter.registry["journey.withdraw"]))
    )
    assert response.context["form"].errors == {
        field: [f"In this message only these are filled in: {known}."]
    }
    assert not Wording.objects.exists()


def test_one_message_has_one_wording_a_language(administrator):
    administrator.post(reverse(ADD), words())
    administrator.post(reverse(ADD), words(subject="Again"))
    assert [each.subject for each in Wording.objects.all()] == ["Goodbye {project}"]


def test_the_screen_shows_our_words_to_start_from(administrator):
    page = administrator.get(reverse(ADD)).content.decode()
    assert page.count("<details><summary>") == len(Letter.registry)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.EDITOR, Role.TRAINER])
def test_only_administrators_write_the_words(role):
    signed_in(user_with(role)).post(reverse(ADD), words())
    assert not Wording.objects.exists()


@pytest.mark.parametrize("kind", sorted(Letter.registry))
def test_the_built_in_words_can_be_read_as_a_wording(kind):
    letter = Letter.registry[kind]
    assert words_in(str(letter.body)) <= fillable(letter)
