"""What a test with a database of its own leaves to the next one: nothing."""

from applications.journey.questions import every_question, lend_question_set
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.questions import question, section
from tests.own_database import own_database


def asked_in_a_copy(key: str) -> tuple[int, list[str]]:
    """The number of a published question set, and what it asks by what the process knows."""
    with own_database("numbers"):
        call = CallFactory(questions=[section("idea", question(key))])
        application = ApplicationFactory(call=call)
        every_question(call.current_question_set)
        lend_question_set(application)
        asked = application.question_set
        return asked.pk, [each.key for each in every_question(asked)]


def test_a_question_set_of_one_copy_is_not_taken_for_that_of_another(
    django_db_setup, django_db_blocker
):
    with django_db_blocker.unblock():
        first, second = asked_in_a_copy("need"), asked_in_a_copy("plan")
    assert first == (second[0], ["need"])
    assert second == (first[0], ["plan"])
