"""Every kind of question, questions that depend on others, and answers that must fit."""

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.calls.blocks import SeenBy
from applications.calls.models import QuestionSet
from applications.journey.answered import answered
from applications.journey.complete import misfits, unfinished
from applications.journey.models import Answer, Application
from applications.journey.states import State
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.questions import check, question, section

pytestmark = pytest.mark.django_db
TWICE = 2
"""At the top of the page and at the question."""
ADD_UP = "Your budget must add up to the amount you ask for."


def draft_of(*sections, checks=(), **answers) -> Application:
    """A draft of a call that asks these questions."""
    call = CallFactory(questions=list(sections))
    if checks:
        asks = QuestionSet(call=call, version=2, body=list(sections), checks=list(checks))
        asks.published_at = timezone.now()
        asks.save()
    return ApplicationFactory(call=call, answers=answers)


def save(sign_in, draft: Application, key: str = "all", **typed):
    """Type into the section `key` and save it."""
    url = reverse("journey:section", args=[draft.public_id, key])
    names = {name.replace("__", "-"): value for name, value in typed.items()}
    return sign_in(draft.applicant.user).post(url, names)


def stored(draft: Application, key: str) -> tuple[object, bool] | None:
    return draft.answers.filter(key=key).values_list("value", "valid").first()


def in_words(draft: Application, *, to: SeenBy = SeenBy.TEAM) -> dict[str, str]:
    fresh = Application.objects.get(pk=draft.pk)
    return {
        each.question.key: each.text
        for _section, pairs in answered(fresh, "en", to=to)
        for each in pairs
    }


def test_budget_keeps_its_lines_and_says_their_total(sign_in):
    draft = draft_of(section("all", question("costs", "budget")))
    typed = {
        "costs__0__what": "Oven",
        "costs__0__amount": "1,200.50",
        "costs__2__what": "Flour",
        "costs__2__amount": "80",
    }
    assert save(sign_in, draft, **typed).status_code == 302
    lines = [{"what": "Oven", "amount": 120_050}, {"what": "Flour", "amount": 8_000}]
    assert stored(draft, "costs") == (lines, True)
    assert in_words(draft)["costs"] == "Oven: €1,200.50\nFlour: €80\nTotal: €1,280.50"
    url = reverse("journey:section", args=[draft.public_id, "all"])
    text = sign_in(draft.applicant.user).get(url).content.decode()
    assert (text.count('value="1,200.50"'), text.count("Total: €1,280.50")) == (1, 1)


def test_budget_names_the_line_that_is_wrong_and_keeps_it_as_typed(sign_in):
    draft = draft_of(section("all", question("costs", "budget")))
    typed = {
        "costs__0__what": "Oven",
        "costs__0__amount": "a lot",
        "costs__1__what": "",
        "costs__1__amount": "80",
    }
    text = save(sign_in, draft, **typed).content.decode()
    assert text.count("Line 1: Write the amount in numbers, such as 4500.") == TWICE
    assert text.count("Line 2: Say what the money is for.") == TWICE
    rows = [{"what": "Oven", "amount": "a lot"}, {"what": "", "amount": "80"}]
    assert stored(draft, "costs") == (rows, False)
    assert text.count('value="a lot"') == 1
    assert in_words(draft)["costs"] == "Oven: a lot\n80"


def test_budget_always_has_empty_lines_to_go_on(sign_in):
    draft = draft_of(section("all", question("costs", "budget")))
    typed = {f"costs__{n}__what": f"Thing {n}" for n in range(3)}
    typed |= {f"costs__{n}__amount": "5" for n in range(3)}
    response = save(sign_in, draft, more="", **typed)
    text = sign_in(draft.applicant.user).get(response.url).content.decode()
    assert response.url == reverse("journey:section", args=[draft.public_id, "all"])
    assert text.count('name="costs-4-what"') == 1


def test_team_keeps_names_and_what_each_does(sign_in):
    draft = draft_of(section("all", question("team", "team")))
    save(sign_in, draft, team__0__name="Sura", team__0__does="Bakes", team__1__name="Odile")
    assert in_words(draft)["team"] == "Sura: Bakes\nOdile"
    text = save(sign_in, draft, team__0__does="Sells").content.decode()
    assert text.count("Line 1: Write a name.") == TWICE


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"email": "x@post.example"}, "Write a name."),
        ({"name": "Sura"}, "Write an e-mail address or a phone number."),
        ({"name": "Sura", "email": "not one"}, "Enter a valid email address."),
    ],
)
def test_contact_says_what_is_missing_and_keeps_what_was_typed(sign_in, typed, says):
    draft = draft_of(section("all", question("who", "contact")))
    text = save(sign_in, draft, **{f"who__0__{name}": each for name, each in typed.items()})
    assert text.content.decode().count(says) == TWICE
    [kept], valid = stored(draft, "who")
    assert ({name: each for name, each in kept.items() if each}, valid) == (typed, False)


def test_contact_is_read_line_by_line_and_typed_again_from_its_fields(sign_in):
    draft = draft_of(section("all", question("who", "contact")))
    save(sign_in, draft, who__0__name="Sura", who__0__phone="0711 1")
    assert in_words(draft)["who"] == "Sura\n0711 1"
    url = reverse("journey:section", args=[draft.public_id, "all"])
    text = sign_in(draft.applicant.user).get(url).content.decode()
    assert (text.count('value="Sura"'), text.count('value="0711 1"')) == (1, 1)


def test_place_takes_a_town_and_no_street(sign_in):
    draft = draft_of(section("all", question("town", "place")))
    text = save(sign_in, draft, town="12 Mill Lane").content.decode()
    says = "Write the town or city only, without a street, a number or a postcode."
    assert text.count(says) == TWICE
    save(sign_in, draft, town="Coventry", **{"version-town": 1})
    assert stored(draft, "town") == ("Coventry", True)


DEPENDS = [
    section("first", question("sells", "choice", options=["yes", "no"], required=True)),
    section(
        "second",
        question("what", required=True, only_if=("sells", "yes")),
        question("price", "number", required=True, only_if=("what", "")),
    ),
]


def test_question_is_asked_only_of_those_it_concerns(sign_in):
    draft = draft_of(*DEPENDS[:1], section("second", DEPENDS[1]["value"]["questions"][0]))
    url = reverse("journey:section", args=[draft.public_id, "second"])
    applicant = sign_in(draft.applicant.user)
    assert applicant.get(url).content.decode().count('name="what"') == 0
    save(sign_in, draft, "first", sells="no")
    assert unfinished(Application.objects.get(pk=draft.pk)) == []
    assert sorted(in_words(draft)) == ["sells"]
    save(sign_in, draft, "first", sells="yes", **{"version-sells": 1})
    assert unfinished(Application.objects.get(pk=draft.pk)) == ["what"]
    text = applicant.get(url).content.decode()
    assert text.count('name="what"') == 1
    assert text.count("Only if your answer to “sells?” is “Yes”.") == 1


def test_question_on_the_page_of_the_one_it_hangs_on_is_there_without_scripts(sign_in):
    asks = [
        question("sells", "choice", options=["yes", "no"]),
        question("price", "number", required=True, only_if=("sells", "yes")),
    ]
    draft = draft_of(section("all", *asks))
    url = reverse("journey:section", args=[draft.public_id, "all"])
    assert sign_in(draft.applicant.user).get(url).content.decode().count('name="price"') == 1
    assert save(sign_in, draft, sells="no", price="a lot").status_code == 302
    assert stored(draft, "price") == ("a lot", False)
    assert unfinished(Application.objects.get(pk=draft.pk)) == []


def test_question_after_a_declaration_waits_for_it():
    asks = [
        question("agree", "declaration"),
        question("when", "date", required=True, only_if=("agree", "")),
    ]
    draft = draft_of(section("all", *asks))
    assert unfinished(draft) == []
    Answer.objects.create(application=draft, key="agree", value=True, typed_by=draft.applicant.user)
    assert unfinished(Application.objects.get(pk=draft.pk)) == ["when"]


def test_answer_for_the_team_only_never_reaches_the_judges(sign_in):
    asks = [question("idea"), question("health", seen_by="team")]
    draft = draft_of(section("all", *asks), idea="Bread", health="A secret")
    assert in_words(draft) == {"idea": "Bread", "health": "A secret"}
    assert in_words(draft, to=SeenBy.JUDGES) == {"idea": "Bread"}
    url = reverse("journey:section", args=[draft.public_id, "all"])
    text = sign_in(draft.applicant.user).get(url).content.decode()
    assert text.count("The judges do not see it.") == 1


def test_answers_that_do_not_fit_stop_the_sending_and_say_why(sign_in):
    asks = [question("amount", "money"), question("costs", "budget")]
    budget = [{"what": "Oven", "amount": 300_000}]
    draft = draft_of(
        section("all", *asks),
        checks=[check("costs", "same", "amount", ADD_UP)],
        amount=450_000,
        costs=budget,
    )
    applicant = sign_in(draft.applicant.user)
    url = reverse("journey:check", args=[draft.public_id])
    assert applicant.get(url).content.decode().count(ADD_UP) == 1
    text = applicant.post(url, {"seen": "draft"}, follow=True).content.decode()
    assert text.count(ADD_UP) == 2
    draft.answers.filter(key="amount").update(value=300_000)
    applicant.post(url, {"seen": "draft"})
    assert Application.objects.get(pk=draft.pk).state == State.SUBMITTED


@pytest.mark.parametrize(
    ("kind", "first", "second", "fits"),
    [
        ("number", 3, 4, True),
        ("number", 5, 4, False),
        ("date", "2027-01-31", "2027-02-01", True),
        ("date", "2027-02-02", "2027-02-01", False),
        ("date", "2027-02-02", None, True),
    ],
)
def test_check_holds_one_answer_against_another(kind, first, second, fits):
    draft = draft_of(
        section("all", question("one", kind), question("two", kind)),
        checks=[check("one", "at_most", "two", "No more than two.")],
        one=first,
        two=second,
    )
    assert [each.sentence for each in misfits(draft)] == ([] if fits else ["No more than two."])


def test_section_left_alone_overrules_no_answer_from_another_window(sign_in):
    draft = draft_of(section("all", question("one"), question("two")))
    save(sign_in, draft, one="First", two="Mine")
    save(sign_in, draft, one="Better", two="Mine", **{"version-one": 1, "version-two": 1})
    stale = {"version-one": 1, "version-two": 1}
    assert save(sign_in, draft, one="First", two="Changed", **stale).status_code == 302
    assert (stored(draft, "one"), stored(draft, "two")) == (("Better", True), ("Changed", True))
