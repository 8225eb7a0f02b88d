"""A new call from an old one, and questions from another call."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from accounts.roles import Role
from applications.calls import actions, copying
from applications.calls.models import Call, EligibilityQuestion
from applications.judging.models import Rubric
from tests.factories.calls import CallFactory
from tests.factories.judging import RubricFactory
from tests.factories.programmes import user_with
from tests.factories.training import CourseFactory

pytestmark = pytest.mark.django_db

OPENS, CLOSES = datetime(2027, 1, 4, 9, tzinfo=UTC), datetime(2027, 2, 26, 17, tzinfo=UTC)
WORDS = {"ar": {"question": "هل؟", "advice": "اسأل"}, "en": {"question": "Is it?", "advice": "Ask"}}


@pytest.fixture
def call():
    call = CallFactory(contact_email="help@calls.example", grace_minutes=30)
    EligibilityQuestion.objects.create(call=call, position=1, key="city", texts=WORDS)
    questions = call.current_question_set
    questions.translations.create(language="ar", texts={"need.label": "ما المشكلة؟"})
    return call


@pytest.fixture
def person(call):
    return user_with(Role.OFFICER, programme=call.programme)


def copied(call: Call, by) -> Call:
    return copying.copy_call(
        call, code="again", title="Again", opens_at=OPENS, closes_at=CLOSES, by=by
    )


def test_a_copy_has_the_facts_and_its_own_name_and_dates(call, person):
    copy = copied(call, person)
    facts = [name for name in copying.FACTS if name != "title_words"]
    assert [getattr(copy, name) for name in facts] == [getattr(call, name) for name in facts]
    assert (copy.code, copy.title, copy.opens_at, copy.closes_at) == (
        "again",
        "Again",
        OPENS,
        CLOSES,
    )
    assert (copy.published_at, copy.answers_by) == (None, None)
    assert list(copy.cities.all()) == list(call.cities.all())


def test_a_copy_has_the_questions_with_translations_as_a_draft(call, person):
    questions = copied(call, person).question_sets.get()
    source = call.current_question_set
    assert (questions.version, questions.published_at) == (1, None)
    assert questions.body.get_prep_value() == source.body.get_prep_value()
    assert questions.translations.get().texts == {"need.label": "ما المشكلة؟"}


def test_a_copy_has_the_check_before_the_form(call, person):
    question = copied(call, person).eligibility_questions.get()
    assert (question.key, question.texts) == ("city", WORDS)
    assert call.eligibility_questions.count() == 1


def test_a_copy_has_the_checklist_and_the_newest_rubric(call, person):
    call.checklist.create(text="Lives here", required=True)
    RubricFactory(call=call, version=2)
    copy = copied(call, person)
    assert [(item.text, item.required) for item in copy.checklist.all()] == [("Lives here", True)]
    rubric = Rubric.objects.get(call=copy)
    newest = Rubric.objects.get(call=call)
    names = [each.name for each in newest.criteria.all()]
    assert ([each.name for each in rubric.criteria.all()], rubric.version) == (names, 1)


def test_staff_copy_a_call_on_their_screen(call, person, sign_in):
    officer, url = sign_in(person), reverse("calls:copy", args=[call.public_id])
    typed = {
        "title": "Again",
        "code": call.code,
        "opens_local": "2027-07-01T09:00",
        "closes_local": "2027-06-01T09:00",
    }
    errors = officer.post(url, typed).context["form"].errors
    assert sorted(errors) == ["closes_local", "code"]
    typed |= {"code": "again", "closes_local": "2027-08-01T17:00"}
    officer.post(url, typed)
    made = Call.objects.get(code="again")
    assert (made.opens_at, made.closes_at) == (
        datetime(2027, 7, 1, 8, tzinfo=UTC),
        datetime(2027, 8, 1, 16, tzinfo=UTC),
    )


def test_questions_come_from_another_call_into_the_draft(call, person, sign_in):
    other = CallFactory(programme=call.programme)
    officer, url = sign_in(person), reverse("calls:questions_from", args=[other.public_id])
    officer.post(url, {"source": call.current_question_set.pk})
    versions = other.question_sets.order_by("version").values_list("version", "published_at")
    assert [(number, bool(published)) for number, published in versions] == [(1, True), (2, False)]
    assert other.question_sets.get(version=2).translations.get().language == "ar"


def test_questions_come_only_from_calls_that_one_manages(call, person, sign_in):
    elsewhere = CallFactory()
    page = sign_in(person).get(reverse("calls:questions_from", args=[call.public_id]))
    assert page.context["form"].sources == {}
    with pytest.raises(actions.Refused):
        copying.copy_questions(elsewhere.current_question_set, to=call, by=person)


def test_questions_in_another_first_language_are_refused(call, person):
    other = CallFactory(programme=call.programme, languages=["ar", "en"])
    with pytest.raises(actions.Refused, match="first language"):
        copying.copy_questions(call.current_question_set, to=other, by=person)


def test_who_does_not_manage_the_call_copies_nothing(call):
    with pytest.raises(actions.Refused):
        copied(call, user_with(Role.OFFICER, programme=CallFactory().programme))


def test_a_copy_has_the_courses_of_its_call(call, person):
    own, of_every_call = (CourseFactory(programme=call.programme) for _each in range(2))
    own.calls.add(call)
    copy = copied(call, person)
    assert [list(copy.courses.all()), list(of_every_call.calls.all())] == [[own], []]
