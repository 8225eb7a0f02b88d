"""Staff try the form: a real walk that is never sent and never counts."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.roles import Role
from applications.calls import actions as calls
from applications.journey import trials, versions, waiting
from applications.journey.actions import submit_application
from applications.journey.answer_files import add_file
from applications.journey.models import Answer, AnswerVersion, Application, Tally
from applications.journey.states import State
from applications.journey.workflow import NotPermitted, NotReady
from files.actions import store
from files.kinds import SOUND
from notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import user_with
from tests.factories.uploads import upload, wav

from .records import close_call

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return CallFactory()


@pytest.fixture
def person(call):
    return user_with(Role.OFFICER, programme=call.programme)


@pytest.fixture
def officer(person, sign_in):
    return sign_in(person)


def address(name: str, test: Application, *args: str) -> str:
    return reverse(f"journey:{name}", args=[test.public_id, *args])


def the_test() -> Application:
    return Application.with_tests.get(is_test=True)


def fill_in(client, test: Application) -> None:
    needs = {"need": "A bakery", "version-need": "0", "amount": "4500", "version-amount": "0"}
    client.post(address("section", test, "project"), needs)
    client.post(address("section", test, "about_you"), {"agree": "on", "version-agree": "0"})


def test_staff_walk_through_the_form_and_nothing_is_sent(call, officer):
    officer.post(reverse("pipeline:start_test", args=[call.current_question_set.pk]))
    test = the_test()
    assert "This is a test" in officer.get(address("tasks", test)).content.decode()
    fill_in(officer, test)
    page = officer.post(address("check", test), {"seen": "draft"}, follow=True).content.decode()
    assert "The test is complete. An application would be sent now." in page
    assert test.reference in page
    assert (the_test().state, Message.objects.count(), Tally.objects.count()) == ("draft", 0, 0)


def test_an_incomplete_test_says_what_is_missing(call, officer, person):
    test = trials.start(call.current_question_set, by=person)
    page = officer.post(address("check", test), {"seen": "draft"}, follow=True).content.decode()
    assert "Some answers are still missing." in page


def test_unpublished_questions_of_an_unpublished_call_can_be_tried():
    call = CallFactory(published_at=None)
    person = user_with(Role.OFFICER, programme=call.programme)
    begun = calls.begin_questions(call, by=person)
    assert trials.start(begun, by=person).question_set == begun


def test_trying_again_goes_on_with_the_same_test(call, person):
    first = trials.start(call.current_question_set, by=person)
    assert trials.start(call.current_question_set, by=person) == first


def test_only_who_manages_the_call_tries_it(call):
    with pytest.raises(NotPermitted):
        trials.start(call.current_question_set, by=UserFactory())


def test_a_test_is_no_application_anywhere(call, person):
    test = trials.start(call.current_question_set, by=person)
    assert not Application.objects.filter(pk=test.pk).exists()
    assert not call.applications.exists()
    assert [use.drafts for use in versions.in_use(call)] == [0]
    assert (waiting.drafts(person), waiting.own_applications(person)) == ([], [])


def test_references_of_tests_are_counted_apart(call, person):
    test = trials.start(call.current_question_set, by=person)
    assert test.reference.startswith("TEST-")
    assert test.reference.endswith("-00001")


def test_a_test_is_never_sent(call, person):
    test = trials.start(call.current_question_set, by=person)
    with pytest.raises(NotReady, match="This is a test"):
        submit_application(test, by=person, seen=State.DRAFT)


@pytest.mark.parametrize(
    ("field", "value"), [("state", State.SUBMITTED), ("state", State.WITHDRAWN), ("is_test", False)]
)
def test_the_database_keeps_a_test_a_test(call, person, field, value):
    test = trials.start(call.current_question_set, by=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.with_tests.filter(pk=test.pk).update(**{field: value})


def test_the_database_never_makes_an_application_a_test():
    ApplicationFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.update(is_test=True)


def test_staff_delete_a_test_with_all_that_it_holds(call, officer, person):
    test = trials.start(call.current_question_set, by=person)
    fill_in(officer, test)
    assert AnswerVersion.objects.count() == 3
    officer.post(reverse("pipeline:delete_test", args=[test.public_id]))
    assert not Application.with_tests.exists()
    assert (Answer.objects.count(), AnswerVersion.objects.count()) == (0, 0)


def test_files_of_a_deleted_test_go_with_those_that_nobody_holds(call, person):
    test = trials.start(call.current_question_set, by=person)
    stored = store(upload(wav(), "me.wav"), by=person, allowed=SOUND)
    add_file(test, key="papers", stored=stored, by=person)
    trials.delete(test, by=person)
    stored.refresh_from_db()
    assert stored.kept_at is None


def test_a_test_asks_nobody_for_help(call, officer, person):
    test = trials.start(call.current_question_set, by=person)
    assert address("people", test) not in officer.get(address("tasks", test)).content.decode()
    assert officer.get(address("people", test)).status_code == 403


def test_an_application_is_never_deleted_so(officer):
    application = ApplicationFactory()
    with pytest.raises(NotPermitted):
        trials.delete(application, by=user_with(Role.ADMINISTRATOR))
    url = reverse("pipeline:delete_test", args=[application.public_id])
    assert officer.post(url).status_code == 404


def test_the_history_of_an_applications_answers_stays():
    application = ApplicationFactory()
    answer = application.answers.first()
    AnswerVersion.objects.create(
        application=application, key=answer.key, version=1, typed_by=answer.typed_by
    )
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM journey_answerversion")


def test_a_test_of_a_closed_call_asks_nobody_for_time(call, person, officer):
    test = trials.start(call.current_question_set, by=person)
    close_call(test)
    page = officer.get(address("tasks", test)).content.decode()
    assert address("ask_for_time", test) not in page
