"""Answers of an earlier application are offered, copied by choice, and marked until changed."""

import pytest

import audit.record
from applications.calls.models import Call
from applications.journey import actions, earlier
from applications.journey.models import Answer, Application
from applications.journey.states import State
from applications.journey.workflow import ChangedMeanwhile, NotPermitted
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.questions import question, section
from tests.sessions import signed_in

pytestmark = pytest.mark.django_db
WORDS = "Nobody on our street has an oven."


def call_asking(*questions, **more) -> Call:
    return CallFactory(questions=[section("project", *questions)], **more)


def offered(draft: Application) -> dict[str, object]:
    return {each.question.key: each.value for each in earlier.offers(draft)}


def draft_after(before: dict, was: list, now: list, **more) -> Application:
    """A fresh draft of somebody who answered `before` to the questions `was`."""
    user = UserFactory()
    ApplicationFactory(user=user, call=call_asking(*was), state=State.NOT_FUNDED, answers=before)
    return ApplicationFactory(user=user, call=call_asking(*now, **more), answers={})


def test_an_answer_to_the_same_question_is_offered_and_nothing_is_copied_silently():
    draft = draft_after({"need": WORDS}, [question("need")], [question("need"), question("town")])
    assert offered(draft) == {"need": WORDS}
    signed_in(draft.applicant.user).get(f"/applications/{draft.public_id}/tasks/")
    assert not draft.answers.exists()


def test_what_was_ticked_is_copied_and_says_so_until_it_is_changed():
    asks = [question("need"), question("town")]
    draft = draft_after({"need": WORDS, "town": "Riverside"}, asks, asks)
    [source] = Application.objects.exclude(pk=draft.pk)
    user = draft.applicant.user
    client = signed_in(user)
    client.post(f"/applications/{draft.public_id}/earlier/", {"copy": ["need"]})
    [answer] = draft.answers.all()
    assert (answer.key, answer.value, answer.copied_from, answer.typed_by) == (
        "need",
        WORDS,
        source,
        user,
    )
    page = client.get(f"/applications/{draft.public_id}/section/project/")
    assert [row.note for row in page.context["rows"]] == [f"Copied from “{source.title}”", ""]
    copied = [e.data for e in audit.record.history(draft) if e.action == "application.copy"]
    assert copied == [{"sources": {"need": source.pk}}]
    actions.save_answers(draft, typed=[actions.Typed("need", "An oven.", seen=1)], by=user)
    assert Answer.objects.get(application=draft).copied_from is None


def test_all_are_copied_at_once():
    asks = [question("need"), question("town")]
    draft = draft_after({"need": WORDS, "town": "Riverside"}, asks, asks)
    client = signed_in(draft.applicant.user)
    client.post(f"/applications/{draft.public_id}/earlier/", {"all": "1"})
    assert dict(draft.answers.values_list("key", "value")) == {"need": WORDS, "town": "Riverside"}
    page = client.get(f"/applications/{draft.public_id}/earlier/")
    assert page.headers["Location"] == f"/applications/{draft.public_id}/tasks/"


def test_an_answer_that_is_there_is_never_overwritten():
    draft = draft_after({"need": WORDS}, [question("need")], [question("need")])
    by = draft.applicant.user
    actions.save_answers(draft, typed=[actions.Typed("need", "My own words")], by=by)
    earlier.copy_answers(draft, keys=["need"], by=by)
    assert Answer.objects.get(application=draft).value == "My own words"


@pytest.mark.parametrize(
    ("was", "value", "now"),
    [
        (question("x", "number"), 7, question("x")),
        (question("x"), "seven", question("x", "number")),
        (question("x", "choice", options=["a", "b"]), "a", question("x", "choice", options=["b"])),
        (question("x", "declaration"), True, question("x", "declaration")),
        (question("x", "files"), ["1"], question("x", "files")),
    ],
)
def test_what_would_not_be_sound_here_is_not_offered(was, value, now):
    assert offered(draft_after({"x": value}, [was], [now])) == {}


def test_a_text_may_go_from_a_long_question_to_a_short_one():
    was = question("x", "long_text", word_limit=200)
    assert offered(draft_after({"x": WORDS}, [was], [question("x")])) == {"x": WORDS}


def test_a_text_that_is_too_long_here_is_copied_whole_and_marked_as_wrong():
    was = question("x", "long_text", word_limit=200)
    draft = draft_after({"x": WORDS}, [was], [question("x", "long_text", word_limit=2)])
    earlier.copy_answers(draft, keys=["x"], by=draft.applicant.user)
    answer = Answer.objects.get(application=draft)
    assert (answer.value, answer.valid) == (WORDS, False)


def test_an_amount_beyond_this_call_is_not_offered():
    asks = [question("amount", "money")]
    assert offered(draft_after({"amount": 400_000}, asks, asks)) == {"amount": 400_000}
    assert offered(draft_after({"amount": 400_000}, asks, asks, maximum_minor=100_000)) == {}


def test_the_newest_earlier_answer_is_offered():
    user, asks = UserFactory(), [question("need")]
    for words in ("old", "new"):
        ApplicationFactory(user=user, call=call_asking(*asks), answers={"need": words})
    draft = ApplicationFactory(user=user, call=call_asking(*asks), answers={})
    assert offered(draft) == {"need": "new"}


def test_others_answers_are_never_offered():
    ApplicationFactory(call=call_asking(question("need")), answers={"need": WORDS})
    draft = ApplicationFactory(call=call_asking(question("need")), answers={})
    assert offered(draft) == {}
    with pytest.raises(NotPermitted):
        earlier.copy_answers(draft, keys=["need"], by=UserFactory())


def test_a_contact_can_come_from_ones_own_details():
    draft = ApplicationFactory(call=call_asking(question("who", "contact")), answers={})
    person = draft.applicant
    assert offered(draft) == {
        "who": {"name": person.display_name, "email": person.email, "phone": ""}
    }


def test_nothing_is_copied_once_it_was_sent():
    draft = draft_after({"need": WORDS}, [question("need")], [question("need")])
    Application.objects.filter(pk=draft.pk).update(
        state=State.SUBMITTED, submitted_at=draft.created_at
    )
    with pytest.raises(ChangedMeanwhile):
        earlier.copy_answers(draft, keys=["need"], by=draft.applicant.user)
