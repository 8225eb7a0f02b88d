"""Versions of a call's questions: a draft keeps its own or takes a newer one over."""

import json
from hashlib import sha256

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.roles import Role
from applications.calls import actions as calls
from applications.calls.blocks import Kind
from applications.calls.models import QuestionSet
from applications.calls.texts import texts_of
from applications.journey import differences, versions
from applications.journey.actions import Typed, save_answers, submit_application
from applications.journey.answered import answered
from applications.journey.models import Answer, AnswerVersion, Application
from applications.journey.states import State
from applications.journey.tasks import tell_of_new_questions
from applications.journey.workflow import NotPermitted, NotReady
from notifications.models import Message
from programmes.money import in_plain_digits
from tests.factories.accounts import UserFactory
from tests.factories.calls import SECTIONS
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import user_with

pytestmark = pytest.mark.django_db


def question(key: str, kind: str = "long_text", **facts) -> dict:
    plain = {
        "key": key,
        "kind": kind,
        "label": key.title(),
        "help_text": "",
        "why": "",
        "required": True,
        "word_limit": None,
        "options": [],
        "seen_by": "judges",
        "only_if": {"question": "", "answers": ""},
    }
    return plain | facts


def section(*questions: dict, key: str = "project") -> dict:
    value = {"key": key, "title": "Your project", "intro": "", "questions": list(questions)}
    return {"type": "section", "value": value}


NEWER = [
    section(
        question("need", label="What is wrong?", word_limit=3),
        question("amount", "money", label="How much do you ask for?"),
        question("team", "short_text", label="Who helps?", required=False),
    )
]
"""Another word and a limit for the need, the declaration gone, the team new."""


def publish(call, body, *, must_because: str = "") -> QuestionSet:
    version = call.question_sets.count() + 1
    return QuestionSet.objects.create(
        call=call,
        version=version,
        body=body,
        published_at=timezone.now(),
        must_because=must_because,
    )


@pytest.fixture
def draft():
    return ApplicationFactory()


@pytest.fixture
def applicant(draft, sign_in):
    return sign_in(draft.applicant.user)


def address(name: str, application: Application) -> str:
    return reverse(f"journey:{name}", args=[application.public_id])


def take(draft: Application, version: int = 2) -> Application:
    return versions.take_over(draft, version=version, by=draft.applicant.user)


def test_differences_are_said_in_plain_words(draft):
    found = differences.between(draft.question_set, publish(draft.call, NEWER), "en")
    assert [each.label for each in found.added] == ["Who helps?"]
    assert [each.label for each in found.removed] == ["What I wrote is true."]
    assert [(each.question.key, each.sentences) for each in found.changed] == [
        ("need", ["Before, we asked: “What is the problem?”", "You can write up to 3 words."])
    ]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"kind": "short_text"}, "You answer in another way: Short text. Before: Long text."),
        ({"required": False}, "You can skip it now."),
        ({"help_text": "Say more."}, "The help is new: Say more."),
        ({"why": "To plan."}, "Why we ask is new: To plan."),
        (
            {"seen_by": "team"},
            "Who sees your answer is new: You and the programme team. The judges do not see it.",
        ),
    ],
)
def test_each_change_has_its_sentence(draft, facts, sentence):
    old = publish(draft.call, [section(question("need"))])
    new = publish(draft.call, [section(question("need", **facts))])
    [changed] = differences.between(old, new, "en").changed
    assert changed.sentences == [sentence]


def test_choices_that_come_and_go_are_named(draft):
    choices = [{"key": "a", "label": "A"}, {"key": "b", "label": "B"}]
    others = [{"key": "b", "label": "Be"}, {"key": "c", "label": "C"}]
    old = publish(draft.call, [section(question("pick", "choice", options=choices))])
    new = publish(draft.call, [section(question("pick", "choice", options=others))])
    [changed] = differences.between(old, new, "en").changed
    assert changed.sentences == [
        "The choice “B” is now “Be”.",
        "A new choice: “C”",
        "This choice is gone: “A”",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_differences_take_two_queries(draft, django_assert_num_queries, count):
    body = [section(*(question(f"q{number}") for number in range(count)))]
    new = publish(draft.call, body)
    old = QuestionSet.objects.get(pk=draft.question_set_id)
    with django_assert_num_queries(2):
        differences.between(old, new, "ar")


def test_the_applicant_sees_what_is_new_and_takes_it_over(draft, applicant):
    publish(draft.call, NEWER)
    tasks = applicant.get(address("tasks", draft)).content.decode()
    assert address("new_questions", draft) in tasks
    page = applicant.get(address("new_questions", draft)).content.decode()
    for words in ("Who helps?", "What I wrote is true.", "People wait too long for help."):
        assert words in page
    applicant.post(address("new_questions", draft), {"version": "2", "do": "take"})
    after = Application.objects.get()
    assert after.question_set.version == 2
    tasks = applicant.get(address("tasks", draft)).content.decode()
    assert address("new_questions", draft) not in tasks


def test_an_answer_that_fits_no_more_is_kept_and_marked(draft):
    publish(draft.call, NEWER)
    take(draft)
    need = Answer.objects.get(key="need")
    assert (need.value, need.valid) == ("People wait too long for help.", False)
    assert Answer.objects.get(key="amount").valid is True


def test_an_answer_that_was_too_long_fits_when_the_limit_goes(draft):
    Answer.objects.filter(key="need").update(valid=False)
    publish(draft.call, [section(question("need"), question("amount", "money"))])
    take(draft)
    assert Answer.objects.get(key="need").valid is True


def test_answers_to_questions_that_are_gone_are_kept_and_shown_to_nobody(draft):
    publish(draft.call, [section(question("need"), question("amount", "money"))])
    take(draft)
    assert Answer.objects.get(key="agree").value is True
    shown = [
        each.question.key
        for _part, rows in answered(Application.objects.get(), "en")
        for each in rows
    ]
    assert shown == ["need", "amount"]


def test_they_come_back_when_a_later_version_asks_again(draft):
    publish(draft.call, [section(question("amount", "money"))])
    take(draft)
    publish(draft.call, SECTIONS)
    take(Application.objects.get(), version=3)
    parts = answered(Application.objects.get(), "en")
    assert [each.text for _part, rows in parts for each in rows] == [
        "People wait too long for help.",
        "€4,500",
        "Yes",
    ]


def test_the_amount_follows_the_new_question_about_money(draft):
    publish(draft.call, [section(question("sum", "money"), question("need"))])
    take(draft)
    assert Application.objects.get().requested_minor is None


def test_all_questions_to_print_are_those_of_the_draft(draft, applicant):
    publish(draft.call, NEWER)
    page = reverse("apply:call", args=[draft.call.code])
    tasks = applicant.get(address("tasks", draft)).content.decode()
    assert f"{page}?version=1" in tasks
    shown = {
        query: "What I wrote is true." in applicant.get(page + query).content.decode()
        for query in ("", "?version=1", "?version=2", "?version=99999", "?version=x")
    }
    assert [query for query, old in shown.items() if old] == ["?version=1"]


def test_staying_is_remembered_until_a_later_version(draft, applicant):
    publish(draft.call, NEWER)
    applicant.post(address("new_questions", draft), {"version": "2", "do": "stay"})
    tasks = applicant.get(address("tasks", draft)).content.decode()
    assert "You stay with the questions you began with." in tasks
    publish(draft.call, NEWER)
    tasks = applicant.get(address("tasks", draft)).content.decode()
    assert "There are newer questions" in tasks


def test_sending_with_the_older_version_is_fine(draft):
    publish(draft.call, NEWER)
    submit_application(draft, by=draft.applicant.user, seen=State.DRAFT)
    assert Application.objects.get().state == State.SUBMITTED


def test_sending_waits_for_a_version_that_everybody_must_answer(draft, applicant):
    publish(draft.call, SECTIONS, must_because="The law asks for it.")
    publish(draft.call, SECTIONS)
    with pytest.raises(NotReady, match="everybody answers the new ones"):
        submit_application(draft, by=draft.applicant.user, seen=State.DRAFT)
    page = applicant.get(address("new_questions", draft)).content.decode()
    assert "The law asks for it." in page
    applicant.post(address("new_questions", draft), {"version": "3", "do": "stay"})
    assert Application.objects.get().stays_below is None
    take(draft, version=3)
    submit_application(draft, by=draft.applicant.user, seen=State.DRAFT)
    assert Application.objects.get().state == State.SUBMITTED


def test_a_version_that_the_applicant_has_not_seen_is_not_taken(draft):
    publish(draft.call, NEWER)
    publish(draft.call, NEWER)
    with pytest.raises(NotReady):
        take(draft, version=2)


def test_taking_over_twice_takes_over_once(draft):
    publish(draft.call, NEWER)
    take(draft)
    take(draft)
    assert Application.objects.get().question_set.version == 2


def test_nobody_else_takes_over(draft):
    publish(draft.call, NEWER)
    with pytest.raises(NotPermitted):
        versions.take_over(draft, version=2, by=UserFactory())


def test_who_has_sent_keeps_the_version(draft):
    submit_application(draft, by=draft.applicant.user, seen=State.DRAFT)
    publish(draft.call, NEWER)
    assert versions.newer(Application.objects.get()) is None


def in_arabic(questions, *, by) -> None:
    words = {text.key: f"ترجمة {text.words}" for text in texts_of(questions)}
    calls.translate_questions(questions, language="ar", texts=words, by=by)


def test_new_questions_of_an_open_call_wait_for_its_other_languages(draft):
    officer = user_with(Role.OFFICER, programme=draft.call.programme)
    begun = calls.begin_questions(draft.call, by=officer)
    with pytest.raises(calls.Refused, match="not all in Arabic: 5 texts are missing"):
        calls.publish_questions(begun, by=officer)
    in_arabic(begun, by=officer)
    assert calls.publish_questions(begun, by=officer).published_at


def test_writers_of_drafts_hear_of_new_questions_once(draft):
    officer = user_with(Role.OFFICER, programme=draft.call.programme)
    ApplicationFactory(call=draft.call, state=State.SUBMITTED)
    begun = calls.begin_questions(draft.call, by=officer)
    in_arabic(begun, by=officer)
    calls.publish_questions(begun, by=officer)
    for _run in range(2):
        tell_of_new_questions(begun.pk)
    message = Message.objects.get()
    assert (message.kind, message.to_email) == ("journey.new_questions", draft.applicant.user.email)


@pytest.mark.usefixtures("no_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_staff_see_who_answers_which_version(draft, sign_in, django_assert_num_queries, count):
    for _each in range(count - 1):
        ApplicationFactory(call=draft.call)
    ApplicationFactory(call=draft.call, state=State.SUBMITTED)
    publish(draft.call, NEWER)
    with django_assert_num_queries(2):
        uses = versions.in_use(draft.call)
    found = [(each.question_set.version, each.drafts, each.sent) for each in uses]
    assert found == [(2, 0, 0), (1, count, 1)]
    officer = sign_in(user_with(Role.OFFICER, programme=draft.call.programme))
    page = officer.get(reverse("calls:call", args=[draft.call.public_id])).content.decode()
    assert "Who answers which version" in page


def test_staff_see_the_difference_and_publish_with_a_reason(draft, sign_in):
    person = user_with(Role.OFFICER, programme=draft.call.programme)
    begun = calls.begin_questions(draft.call, by=person)
    calls.write_questions(begun, body=NEWER, by=person)
    in_arabic(begun, by=person)
    officer = sign_in(person)
    page = officer.get(reverse("pipeline:question_changes", args=[begun.pk])).content.decode()
    assert "Before, we asked: “What is the problem?”" in page
    reason = {"must_because": " New law. "}
    officer.post(reverse("calls:publish_questions", args=[begun.pk]), reason)
    begun.refresh_from_db()
    assert (begun.must_because, bool(begun.published_at)) == ("New law.", True)


def test_differences_speak_arabic(draft):
    with translation.override("ar"):
        found = differences.between(draft.question_set, publish(draft.call, NEWER), "ar")
    assert len(found.changed) == 1


VALUES = {
    "short_text": st.text(max_size=20),
    "long_text": st.text(max_size=60),
    "choice": st.sampled_from(["a", "b"]),
    "choices": st.lists(st.sampled_from(["a", "b"]), unique=True),
    "number": st.integers(0, 999),
    "money": st.integers(1, 500_000),
    "date": st.dates().map(str),
    "budget": st.lists(
        st.fixed_dictionaries({"what": st.text(max_size=9), "amount": st.integers(1, 999)}),
        max_size=2,
    ),
    "team": st.lists(
        st.fixed_dictionaries({"name": st.text(max_size=9), "does": st.text(max_size=9)}),
        max_size=2,
    ),
    "contact": st.fixed_dictionaries(
        {"name": st.text(max_size=9), "email": st.just("a@b.example")}
    ),
    "place": st.text(max_size=20),
    "declaration": st.just(True),
}
KEYS = st.sampled_from(["one", "two", "three", "four"])
KINDS = st.sampled_from(sorted(VALUES))
FORM = st.dictionaries(KEYS, KINDS, min_size=1)
OPTIONS = [{"key": "a", "label": "A"}, {"key": "b", "label": "B"}]


def as_body(form: dict[str, str]) -> list[dict]:
    picks = (Kind.CHOICE, Kind.CHOICES)
    asked = [
        question(key, kind, options=OPTIONS if kind in picks else []) for key, kind in form.items()
    ]
    return [section(*asked)]


def words_hash(application: Application, *, without: set[str]) -> str:
    """Of everything that was ever typed, and of what stands now."""
    ever = AnswerVersion.objects.filter(application=application).order_by("key", "version")
    now = Answer.objects.filter(application=application).order_by("key")
    ever, now = ever.exclude(key__in=without), now.exclude(key__in=without)
    whole = [*ever.values_list("key", "version", "value"), *now.values_list("key", "value")]
    return sha256(json.dumps(whole).encode()).hexdigest()


class TakingOver(TestCase):
    """Whatever becomes of the questions, no answer is lost and every page still opens."""

    @settings(max_examples=25, deadline=None)
    @given(data=st.data(), old=FORM, new=FORM)
    def test_no_answer_is_ever_lost(self, data, old, new):
        draft = ApplicationFactory(answers={})
        draft.question_set = publish(draft.call, as_body(old))
        draft.save()
        typed = [Typed(key, data.draw(VALUES[kind])) for key, kind in old.items()]
        by = draft.applicant.user
        save_answers(draft, typed=typed, by=by)
        amounts = {key for key, kind in old.items() if kind == "money"}
        amounts = {key for key in amounts if new.get(key, "money") != "money"}
        before = words_hash(draft, without=amounts)
        publish(draft.call, as_body(new))
        versions.take_over(draft, version=3, by=by)
        assert words_hash(draft, without=amounts) == before
        for key in amounts:
            first, second = AnswerVersion.objects.filter(key=key).order_by("version")
            assert second.value == in_plain_digits(first.value, draft.call.currency)
        self.client.force_login(by)
        for name in ("tasks", "check"):
            assert self.client.get(address(name, draft)).status_code == 200
        part = reverse("journey:section", args=[draft.public_id, "project"])
        assert self.client.get(part).status_code == 200


# A tab that still has the older questions.


OTHER_PART = [
    section(question("need"), question("amount", "money")),
    section(question("dream", label="What do you dream of?"), key="later"),
]
LAST_WORDS = "We cook for everyone who comes."


def saved_tab(draft) -> str:
    """The page of a part that the newest questions do not have."""
    publish(draft.call, OTHER_PART)
    take(draft)
    publish(draft.call, [section(question("need"), question("amount", "money"))])
    take(Application.objects.get(), version=3)
    return reverse("journey:section", args=[draft.public_id, "later"])


def test_words_for_a_part_that_is_gone_are_kept_and_shown(draft, applicant):
    typed = {"dream": LAST_WORDS, "version-dream": "0"}
    page = saved_tab(draft)
    answer = applicant.post(page, typed, follow=True)
    assert answer.redirect_chain == [(address("tasks", draft), 302)]
    assert [str(each) for each in answer.context["messages"]] == [
        f"“What do you dream of?” is not asked here any more. We kept what you wrote: {LAST_WORDS}"
    ]
    kept = Answer.objects.get(key="dream")
    assert sha256(kept.value.encode()).digest() == sha256(LAST_WORDS.encode()).digest()
    assert applicant.get(page).status_code == 404


def test_words_for_a_question_that_is_gone_are_kept_while_they_are_typed(draft, applicant):
    page = f"{saved_tab(draft)}autosave/"
    first = applicant.post(page, {"dream": "We cook", "version-dream": "0"})
    assert first.json()["versions"] == {"dream": 1}
    applicant.post(page, {"dream": LAST_WORDS, "version-dream": "1"})
    kept = AnswerVersion.objects.filter(key="dream").order_by("version")
    assert [each.value for each in kept] == ["We cook", LAST_WORDS]


def test_words_for_a_question_that_left_the_page_are_kept_beside_the_others(draft, applicant):
    publish(draft.call, [section(question("need"), question("dream"))])
    take(draft)
    publish(draft.call, [section(question("need")), section(question("dream"), key="later")])
    take(Application.objects.get(), version=3)
    typed = {"need": "Less", "version-need": "1", "dream": LAST_WORDS, "version-dream": "0"}
    applicant.post(reverse("journey:section", args=[draft.public_id, "project"]), typed)
    given = dict(Answer.objects.filter(key__in=["need", "dream"]).values_list("key", "value"))
    assert given == {"need": "Less", "dream": LAST_WORDS}


def test_nobody_adds_answers_to_questions_that_were_never_asked(draft, applicant):
    typed = {"invented": LAST_WORDS, "version-invented": "0"}
    applicant.post(reverse("journey:section", args=[draft.public_id, "project"]), typed)
    assert not Answer.objects.filter(key="invented").exists()


def test_an_amount_is_kept_as_it_was_typed_when_a_number_is_asked_instead(draft, applicant):
    publish(draft.call, [section(question("need"), question("amount", "number"))])
    take(draft)
    amount = Answer.objects.get(key="amount")
    assert (amount.value, amount.valid, amount.version) == ("4500", False, 2)
    page = applicant.get(reverse("journey:section", args=[draft.public_id, "project"]))
    assert page.context["form"]["amount"].value() == "4500"
