"""Nothing typed is lost."""

import pytest
from django.db import IntegrityError, connection, transaction

import audit.record
from applications.journey.actions import Typed, save_answers, start_application
from applications.journey.models import Answer, AnswerVersion, Application
from applications.journey.states import State
from applications.journey.workflow import NotPermitted, NotReady
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import user_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Application:
    return ApplicationFactory(answers={})


def save(application, *typed, by=None):
    return save_answers(application, typed=typed, by=by or application.applicant.user)


def test_save_keeps_every_version_with_who_typed_it(draft):
    save(draft, Typed("need", "First"))
    save(draft, Typed("need", "Second", seen=1))
    versions = AnswerVersion.objects.order_by("version")
    assert [(each.value, each.version, each.typed_by) for each in versions] == [
        ("First", 1, draft.applicant.user),
        ("Second", 2, draft.applicant.user),
    ]
    assert Answer.objects.get().value == "Second"
    assert audit.record.history(draft).count() == 2


def test_save_of_the_same_text_again_writes_nothing(draft):
    save(draft, Typed("need", "Same"))
    assert save(draft, Typed("need", "Same", seen=1)).keys == []
    assert (AnswerVersion.objects.count(), audit.record.history(draft).count()) == (1, 1)


def test_save_over_a_text_from_another_window_leaves_it_and_says_so(draft):
    save(draft, Typed("need", "From the phone"))
    saved = save(draft, Typed("need", "From the library"), Typed("agree", True))
    assert [each.value for each in saved.conflicts] == ["From the phone"]
    assert saved.keys == ["agree"]
    assert Answer.objects.get(key="need").value == "From the phone"


def test_save_of_something_invalid_is_kept_but_not_counted(draft):
    save(draft, Typed("amount", "five thousand", valid=False))
    draft.refresh_from_db()
    answer = Answer.objects.get()
    assert (answer.value, answer.valid, draft.requested_minor) == ("five thousand", False, None)


def test_save_keeps_the_amount_asked_in_step(draft):
    save(draft, Typed("amount", 123_400))
    draft.refresh_from_db()
    assert draft.requested_minor == 123_400


def test_save_by_an_officer_is_refused(draft):
    officer = user_with("officer", programme=draft.call.programme)
    with pytest.raises(NotPermitted):
        save(draft, Typed("need", "Mine"), by=officer)


def test_save_after_sending_is_refused():
    application = ApplicationFactory(state=State.SUBMITTED)
    with pytest.raises(NotReady):
        save(application, Typed("need", "Other", seen=1))


def test_answer_versions_can_not_be_rewritten(draft):
    save(draft, Typed("need", "First"))
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        AnswerVersion.objects.update(value="Other")


def test_start_twice_makes_one_application():
    call, user = CallFactory(), UserFactory()
    first, second = (
        start_application(
            call=call,
            title="Warm bread",
            strand=call.strands.get(),
            city=call.cities.get(),
            by=user,
        )
        for _ in range(2)
    )
    assert first == second
    assert audit.record.history(first).count() == 1


def test_references_count_within_city_and_year():
    call = CallFactory()
    city = call.cities.get()
    references = [
        start_application(
            call=call, title=title, strand=call.strands.get(), city=city, by=UserFactory()
        ).reference
        for title in ("A", "B")
    ]
    year = Application.objects.first().created_at.year
    assert references == [f"CIT-{year}-00001", f"CIT-{year}-00002"]


def test_an_illegal_move_is_refused_by_the_database_itself(draft):
    sql = "UPDATE journey_application SET state = 'completed' WHERE id = %s"
    with pytest.raises(Exception, match="cannot go from draft to completed"), transaction.atomic():
        connection.cursor().execute(sql, [draft.pk])


def test_the_databases_legal_moves_are_the_models():
    field = Application._meta.get_field("state")
    expected = {
        (source, target)
        for step in field.get_all_transitions(Application)
        for source in [step.source]
        for target in getattr(step.target, "allowed_states", None) or [step.target]
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT source, target FROM journey_legal_move")
        assert set(cursor.fetchall()) == expected
