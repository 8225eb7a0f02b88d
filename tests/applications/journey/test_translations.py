"""Answers in one's own language, and their translation beside them."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from applications.calls.blocks import SeenBy
from applications.journey import actions, papers, translations
from applications.journey.actions import Typed
from applications.journey.answered import answered
from applications.journey.models import (
    AnswerTranslation,
    Application,
    ChangeRequest,
    Helper,
    Untranslated,
)
from applications.journey.states import State
from applications.journey.waiting import to_translate, translations_to_read
from applications.journey.workflow import NotPermitted, NotReady
from notifications.models import Message
from tests.accounts.test_sign_in import enter
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import user_with
from tests.factories.questions import question, section

pytestmark = pytest.mark.django_db

ARABIC = "ينتظر الناس المساعدة طويلاً."
ENGLISH = "People wait long for help."


def say(application: Application, text: str, *, seen: int = 0, language: str = "") -> None:
    actions.save_answers(
        application,
        typed=[Typed("need", text, seen=seen, language=language)],
        by=application.applicant.user,
    )


@pytest.fixture
def application() -> Application:
    """Sent, with one answer in Arabic."""
    draft = ApplicationFactory(language="ar", answers={"amount": 450_000, "agree": True})
    say(draft, ARABIC)
    Application.objects.filter(pk=draft.pk).update(
        state=State.SUBMITTED, submitted_at=draft.created_at
    )
    return Application.objects.get(pk=draft.pk)


@pytest.fixture
def officer(application):
    return user_with(Role.OFFICER, programme=application.call.programme)


def translate(application: Application, officer, text: str = ENGLISH, **more) -> AnswerTranslation:
    given = {"key": "need", "seen": 1, "translator": "Leyla, interpreter"} | more
    return translations.translate_answer(application, text=text, by=officer, **given)


def reopened(application: Application) -> Application:
    """With the answer open to change again."""
    ChangeRequest.objects.create(
        application=application,
        keys=["need"],
        message="Say more.",
        due_at=application.call.closes_at,
        asked_by=UserFactory(),
    )
    Application.objects.filter(pk=application.pk).update(state=State.CHANGES_REQUESTED)
    return Application.objects.get(pk=application.pk)


def beside(application: Application, to: SeenBy = SeenBy.TEAM):
    [(_section, pairs), *_rest] = answered(application, "en", to=to)
    return next(each for each in pairs if each.question.key == "need").beside


def test_answer_has_the_language_of_its_application_until_another_is_chosen():
    draft = ApplicationFactory(answers={})
    say(draft, "Hello")
    say(draft, "Bonjour", seen=1, language="fr")
    assert [each.language for each in draft.answer_versions.order_by("version")] == ["", "fr"]
    [waits] = Untranslated.objects.all()
    assert (waits.key, waits.language) == ("need", "fr")


def test_choosing_the_language_alone_is_a_change_that_is_kept():
    draft = ApplicationFactory(answers={})
    say(draft, "Hola", language="und")
    say(draft, "Hola", seen=1, language="en")
    assert (draft.answers.get().version, Untranslated.objects.count()) == (2, 0)


def test_answers_without_words_wait_for_no_translation(application):
    assert list(application.untranslated.values_list("key", flat=True)) == ["need"]


def test_translation_stands_beside_the_original_with_who_made_it(application, officer):
    made = translate(application, officer)
    assert (made.from_language, made.language, made.translator) == (
        "ar",
        "en",
        "Leyla, interpreter",
    )
    assert application.answers.get(key="need").value == ARABIC
    assert beside(application).standing == "Waits for the applicant to read it"
    assert application.untranslated.exists() is False


def test_same_translation_twice_is_one_and_other_words_are_another(application, officer):
    made = [translate(application, officer, text) for text in (ENGLISH, ENGLISH, "People wait.")]
    assert [each.number for each in made] == [1, 1, 2]
    assert [each.is_latest for each in application.translations.all()] == [False, True]


def test_words_of_a_translation_never_change(application, officer):
    made = translate(application, officer)
    with pytest.raises(DatabaseError), transaction.atomic():
        AnswerTranslation.objects.filter(pk=made.pk).update(text="Other words")


def test_translation_without_words_or_name_is_refused(application, officer):
    for more in ({"text": " "}, {"translator": " "}):
        with pytest.raises(NotReady, match="Write the translation, and who made it"):
            translate(application, officer, **more)


def test_translation_of_an_answer_that_changed_meanwhile_is_refused(application, officer):
    say(reopened(application), "غيرت رأيي", seen=1)
    application.refresh_from_db()
    with pytest.raises(NotReady, match="changed while you were writing"):
        translate(application, officer)


@pytest.mark.parametrize("who", ["stranger", "applicant"])
def test_only_the_team_translates(application, who):
    user = {"stranger": UserFactory(), "applicant": application.applicant.user}[who]
    with pytest.raises(NotPermitted):
        translate(application, user)


def test_applicant_says_it_is_right(application, officer):
    made = translate(application, officer)
    translations.judge_translation(made, right=True, by=application.applicant.user)
    assert beside(application).standing == "The applicant says it is right"


def test_applicant_says_what_is_wrong_and_it_waits_again(application, officer):
    made = translate(application, officer)
    with pytest.raises(NotReady, match="Write what is wrong"):
        translations.judge_translation(made, right=False, by=application.applicant.user)
    translations.judge_translation(
        made, right=False, remark="Not two years: ten.", by=application.applicant.user
    )
    assert beside(application).translation.remark == "Not two years: ten."
    assert application.untranslated.count() == 1
    translate(application, officer, "Better words")
    assert beside(application).standing == "Waits for the applicant to read it"


def test_only_the_applicant_says_whether_it_is_right(application, officer):
    made = translate(application, officer)
    with pytest.raises(NotPermitted):
        translations.judge_translation(made, right=True, by=officer)


def test_answer_that_changes_makes_its_translation_old_and_waits_again(application, officer):
    made = translate(application, officer)
    say(reopened(application), "غيرت رأيي", seen=1)
    application.refresh_from_db()
    shown = beside(application)
    assert (shown.is_old, shown.standing) == (
        True,
        "The answer changed after this translation was made.",
    )
    assert application.untranslated.count() == 1
    with pytest.raises(NotReady, match="other words now"):
        translations.judge_translation(made, right=True, by=application.applicant.user)


def test_judges_see_what_stood_there_when_their_papers_were_fixed(application, officer):
    translate(application, officer)
    papers.freeze_papers([application], by=officer)
    translate(application, officer, "Later words")
    papers.freeze_papers([application], by=officer)
    seen = [beside(application, to).translation.text for to in (SeenBy.JUDGES, SeenBy.TEAM)]
    assert seen == [ENGLISH, "Later words"]


def test_letter_asks_the_applicant_once_a_day_and_names_no_answer(application, officer):
    translate(application, officer)
    translate(application, officer, "Other words")
    [message] = Message.objects.filter(kind="journey.translated")
    assert message.subject == "Please read the translation of your answers"


def test_what_waits_is_named_on_the_first_screens(application, officer):
    assert [each.label for each in to_translate(officer)] == ["1 application to translate"]
    assert translations_to_read(application.applicant.user) == []
    translate(application, officer)
    assert to_translate(officer) == []
    [waiting] = translations_to_read(application.applicant.user)
    assert waiting.url == reverse("journey:translations", args=[application.public_id])


# On the screens.


@pytest.fixture
def desk(officer, sign_in):
    return sign_in(officer)


def test_officer_writes_every_box_and_a_refused_one_keeps_its_words(application, desk):
    address = reverse("pipeline:translate", args=[application.public_id])
    typed = {"translator": "Leyla", "how": "person", "text-need": ENGLISH, "seen-need": "7"}
    again = desk.post(address, typed)
    assert again.context["form"]["text-need"].value() == ENGLISH
    assert again.context["form"].errors == {
        "text-need": ["This answer changed while you were writing. Read it again."]
    }
    assert desk.post(address, typed | {"seen-need": "1"}).status_code == 302
    assert application.translations.get().text == ENGLISH


def test_list_of_what_waits_is_filtered_by_language(application, desk):
    address = reverse("pipeline:translations")
    found = [
        [each.pk for each in desk.get(address, {"language": language}).context["rows"]]
        for language in ("", "ar", "fr")
    ]
    assert found == [[application.pk], [application.pk], []]


def test_list_of_what_waits_goes_on_by_keys(application, desk, monkeypatch):
    monkeypatch.setattr("applications.journey.translation_views.PAGE", 1)
    other = ApplicationFactory(
        call=application.call, city=application.city, state=State.SUBMITTED, language="ar"
    )
    Untranslated.objects.create(application=other, key="need", language="ar")
    first = desk.get(reverse("pipeline:translations"))
    second = desk.get(first.context["next_url"])
    assert [list(page.context["rows"]) for page in (first, second)] == [[application], [other]]
    assert second.context["next_url"] == ""


@pytest.mark.usefixtures("no_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_as_often_for_three(application, desk, django_assert_num_queries, count):
    for _more in range(count - 1):
        other = ApplicationFactory(call=application.call, city=application.city, state="submitted")
        Untranslated.objects.create(application=other, key="need", language="ar")
    with django_assert_num_queries(LIST):
        desk.get(reverse("pipeline:translations"))


LIST = 10


def test_applicant_reads_both_and_says_what_is_wrong(application, officer, sign_in):
    translate(application, officer)
    client = sign_in(application.applicant.user)
    address = reverse("journey:translations", args=[application.public_id])
    text = client.get(address).content.decode()
    assert [f'lang="ar" dir="auto"><p>{ARABIC}' in text, ENGLISH in text] == [True, True]
    pk = application.translations.get().pk
    empty = client.post(address, {"do": f"wrong:{pk}", "need-remark": ""})
    assert empty.context["form"].errors == {
        "remark": ["Write what is wrong, so that we can put it right."]
    }
    client.post(address, {"do": f"wrong:{pk}", "need-remark": "Ten years."})
    assert application.translations.get().remark == "Ten years."


def test_remark_that_was_not_sent_stays_while_another_answer_is_judged(sign_in):
    texts = (question("one", "long_text"), question("two", "long_text"))
    call = CallFactory(questions=[section("all", *texts)])
    sent = ApplicationFactory(
        call=call, language="ar", state=State.SUBMITTED, answers={"one": ARABIC, "two": ARABIC}
    )
    officer = user_with(Role.OFFICER, programme=call.programme)
    first = translate(sent, officer, key="one")
    translate(sent, officer, key="two")
    address = reverse("journey:translations", args=[sent.public_id])
    said = {"do": f"right:{first.pk}", "two-remark": "Ten years."}
    page = sign_in(sent.applicant.user).post(address, said)
    verdicts = [each.verdict for each in sent.translations.order_by("key")]
    assert (verdicts, "Ten years." in page.content.decode()) == (["right", ""], True)


def test_remark_kept_by_the_quick_way_out_is_put_back_and_not_sent(application, officer, sign_in):
    translate(application, officer)
    client = sign_in(application.applicant.user)
    address = reverse("journey:translations", args=[application.public_id])
    assert f'name="leave" value="{address}"' in client.get(address).content.decode()
    client.post(reverse("phone_leave"), {"leave": address, "need-remark": "Ten years."})
    enter(client, application.applicant.user.email)
    kept = client.get(reverse("kept")).context["kept"]
    page = client.post(kept["path"], dict(kept["fields"]))
    verdict = application.translations.get().verdict
    assert ("Ten years." in page.content.decode(), verdict) == (True, "")


def test_applicant_says_that_all_of_it_is_right(application, officer, sign_in):
    translate(application, officer)
    address = reverse("journey:translations", args=[application.public_id])
    sign_in(application.applicant.user).post(address, {"do": "all"})
    assert application.translations.get().verdict == "right"


def test_applicant_chooses_the_language_of_one_answer(sign_in):
    draft = ApplicationFactory(answers={})
    section = reverse("journey:section", args=[draft.public_id, "project"])
    sign_in(draft.applicant.user).post(
        section, {"need": "Здравствуйте", "language-need": "uk", "version-need": "0", "later": ""}
    )
    assert draft.answers.get(key="need").language == "uk"


def test_applicant_chooses_the_language_of_the_whole_draft(sign_in):
    draft = ApplicationFactory(answers={})
    say(draft, "Selam")
    say(draft, "Hello", seen=1, language="en")
    client = sign_in(draft.applicant.user)
    basics = {"title": draft.title, "strand": draft.strand.pk, "city": draft.city.pk}
    client.post(reverse("journey:basics", args=[draft.public_id]), basics | {"writes_in": "ti"})
    draft.refresh_from_db()
    assert (draft.language, Untranslated.objects.count()) == ("ti", 0)
    actions.save_answers(
        draft, typed=[Typed("need", "ሰላም", seen=2, language="ti")], by=draft.applicant.user
    )
    client.post(reverse("journey:basics", args=[draft.public_id]), basics | {"writes_in": "uk"})
    assert [each.language for each in Untranslated.objects.all()] == ["ti"]


def test_changing_the_language_of_a_draft_moves_the_answers_that_have_none_of_their_own():
    draft = ApplicationFactory(answers={})
    say(draft, "Selam")
    translations.write_in(draft, language="ti", by=draft.applicant.user)
    assert [each.language for each in Untranslated.objects.all()] == ["ti"]
    draft.refresh_from_db()
    translations.write_in(draft, language="en", by=draft.applicant.user)
    assert Untranslated.objects.exists() is False


def test_language_of_what_was_sent_does_not_change(application):
    with pytest.raises(NotReady, match="after you sent it"):
        translations.write_in(application, language="fr", by=application.applicant.user)


# Somebody who helps.


@pytest.fixture
def helper(application):
    """Somebody whom the applicant lets see the part with `need`."""
    return let_help(application, ["project"])


def let_help(application: Application, sections: list[str]) -> User:
    user = UserFactory()
    Helper.objects.create(
        application=application,
        name="Leyla",
        email=user.email,
        relation=Helper.Relation.INTERPRETER,
        sections=sections,
        consent_words="Yes",
        consent_version="1",
        invited_by=application.applicant.user,
        ends_at=timezone.now() + timedelta(days=30),
        user=user,
        accepted_at=timezone.now(),
    )
    return user


def test_helper_translates_and_the_applicant_says_whether_it_is_right(application, helper, sign_in):
    client = sign_in(helper)
    address = reverse("journey:translate", args=[application.public_id])
    tasks = client.get(reverse("journey:tasks", args=[application.public_id]))
    assert tasks.content.decode().count(f'href="{address}"') == 1
    form = client.get(address).context["form"]
    assert form.initial["translator"] == helper.person.display_name
    given = {"translator": "Leyla", "how": "person", "text-need": ENGLISH, "seen-need": "1"}
    assert client.post(address, given).status_code == 302
    made = application.translations.get()
    assert (made.text, made.translator, made.written_by) == (ENGLISH, "Leyla", helper)
    [waits] = translations_to_read(application.applicant.user)
    assert waits.about == application.title


def test_helper_translates_only_what_they_may_see(application, sign_in):
    other = let_help(application, ["money"])
    with pytest.raises(NotPermitted):
        translate(application, other)
    address = reverse("journey:translate", args=[application.public_id])
    assert sign_in(other).get(address).context["form"].answers == []


def test_help_that_is_over_translates_nothing(application, helper):
    application.helpers.update(ended_at=timezone.now(), ended_by=helper)
    with pytest.raises(NotPermitted):
        translate(application, helper)
