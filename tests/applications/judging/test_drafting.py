"""The draft of the feedback: from what judges said to the panel, and nobody is named."""

import re

import pytest
from django.urls import reverse
from hypothesis import example, given
from hypothesis import strategies as st

from applications.judging import actions, drafting
from applications.judging.drafting import Comment, Known, Line
from applications.judging.models import Feedback
from tests.factories.judging import RubricFactory, officer_of, panel_with
from tests.factories.judging import given as marks

NEED, PLAN = Line(1, ("Need", "الحاجة")), Line(2, ("Plan", "الخطة"))
LINES = [NEED, PLAN]
NAMES = ["Amina Haddad", "Bo Ek", "زينب صالح"]
WORDS = [
    "need",
    "plans",
    "Amina",
    "HADDAD",
    "haddad's",
    "Ek",
    "زينب",
    "وزينب",
    "الخطة",
    "good",
    ".",
]


def drawn(comments, known=None, middles=None) -> list[drafting.Sentence]:
    return drafting.sentences(comments, LINES, middles or {1: 3, 2: 3}, known or Known())


def texts(*comments: Comment, **more) -> list[str]:
    return [each.text for each in drawn(comments, **more)]


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), max_size=4))
@example(["Ask Amina about the plan. The plan is good"])
def test_no_sentence_goes_into_a_draft_by_itself_that_names_somebody(said):
    found = drawn([Comment(text) for text in said], Known(people=NAMES))
    draft = " ".join(each.text for each in found if each.criterion != drafting.LEFT)
    assert re.findall(r"amina|haddad|زينب|صالح", draft.casefold()) == []


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)))
def test_each_sentence_is_there_once_whoever_said_it(said):
    found = [each.key for each in drawn([Comment(text) for text in said + said])]
    assert sorted(found) == sorted(
        {drafting.key_of(part) for text in said for part in drafting.parts(text)}
    )


def test_a_sentence_goes_to_the_criterion_whose_word_it_has():
    comment = Comment("The need is proven. They planned well!\n- الخطة واضحة\n- Warm, and 12 jobs")
    goes = {each.text: each.criterion for each in drawn([comment])}
    assert goes == {
        "The need is proven.": 1,
        "They planned well!": 2,
        "الخطة واضحة.": 2,
        "Warm, and 12 jobs.": drafting.LEFT,
    }


def test_who_is_nearest_the_panel_s_middle_comes_first_and_not_applicable_last():
    far, near = Comment("Need: weak.", marks={1: 0}), Comment("Need: strong.", marks={1: 4})
    silent = Comment("Need: not for us.", marks={1: None})
    assert texts(silent, far, near) == ["Need: strong.", "Need: weak.", "Need: not for us."]


def test_two_who_say_the_same_count_as_the_one_nearest_the_middle():
    same = Comment("need, PLAIN to see", marks={1: 5}), Comment("Need plain to see.", marks={1: 3})
    other = Comment("Need is clear.", marks={1: 4})
    assert texts(*same, other) == ["Need plain to see.", "Need is clear."]


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("The plan is clear.", "en", "en"),
        ("Le plan est clair.", "fr", "fr"),
        ("الخطة واضحة.", "ar", "ar"),
        ("الخطة واضحة.", "en", "ar"),
        ("نقشه روشن است.", "fa", "fa"),
        ("План зрозумілий.", "en", "uk"),
        ("План понятен.", "ru", "ru"),
        ("The plan is clear.", "ar", ""),
    ],
)
def test_a_sentence_keeps_its_language(text, language, shown):
    assert [each.language for each in drawn([Comment(text, language)])] == [shown]


def test_nothing_said_draws_nothing():
    assert drawn([Comment(""), Comment(" \n - ."), Comment("!?")]) == []


@given(
    st.lists(st.sampled_from(["Good.", "Very good.", "Good. So.", "Not."]), unique=True),
    st.sampled_from(["", "I typed this. So", "Typed.\nMore typed."]),
)
def test_what_is_left_out_is_not_there_and_what_was_typed_stays(taken, typed):
    sentences = ["Good.", "Very good.", "Not."]
    left = [each for each in sentences if each not in taken]
    taken = [each for each in taken if each in sentences]
    text = drafting.with_chosen(f"{typed} Not.".strip(), taken, left, longest=200)
    again = drafting.with_chosen(text, taken, left, longest=200)
    assert again == text
    assert [each for each in sentences if drafting.stands_in(text, each)] == [
        each for each in sentences if each in taken
    ]
    assert text.startswith(typed)


def test_what_does_not_fit_is_not_cut():
    assert drafting.with_chosen("Long enough.", ["Too long.", "So."], [], longest=16) == (
        "Long enough. So."
    )


def screen(entry) -> str:
    return reverse("judging:feedback", args=[entry.round.public_id, entry.application.public_id])


def judged(*comments: str, pitches: int = 1, speaks: str = "en"):
    """The first pitch of a locked round, with a comment of each judge; its officer."""
    rubric = RubricFactory(gives_feedback=True)
    judging_round, _chair, members, entries = panel_with(
        pitches=pitches, judges=max(len(comments), 1), rubric=rubric
    )
    for number, member in enumerate(members):
        member.user.person.language = speaks
        member.user.person.save()
        for entry in entries:
            words = {"private_note": "Mine alone: the plan."}
            if comments:
                words["comment"] = comments[number] % {"judge": member.user.get_full_name()}
            actions.save_scorecard(
                entry=entry, given=marks(judging_round, 5, "na", **words), by=member.user,
                seen=0, submit=True,
            )  # fmt: skip
    officer = officer_of(judging_round)
    actions.lock_scores(judging_round=judging_round, by=officer)
    entry = entries[0]
    entry.refresh_from_db()
    return entry, officer


def boxes(page) -> list[str]:
    form = page.context["form"]
    return [form[name].value() for name in form.boxes]


@pytest.mark.django_db
def test_the_draft_has_the_rubric_s_words_first_and_then_the_judges_without_names(sign_in):
    entry, officer = judged("The need is real. %(judge)s asked for the plan.", "A plan is missing.")
    page = sign_in(officer).get(screen(entry))
    assert boxes(page) == ["Clear and proven. The need is real.", "A plan is missing."]
    goes = {
        each["text"]: [here for _pk, _name, here in each["goes"]]
        for each in page.context["sentences"]
    }
    assert goes["The need is real."] == [True, False]
    assert goes["A plan is missing."] == [False, True]
    [named] = [each for each in page.context["sentences"] if each["names"]]
    assert [chosen for _pk, _name, chosen in named["goes"]] == [False, False]
    assert "Mine alone" not in page.content.decode()


@pytest.mark.django_db
def test_without_comments_the_draft_is_the_rubric_s_words_alone(sign_in):
    entry, officer = judged()
    page = sign_in(officer).get(screen(entry))
    assert (boxes(page), page.context["sentences"]) == (["Clear and proven", ""], [])


@pytest.mark.django_db
def test_the_officer_takes_and_leaves_sentences_and_nothing_is_written_before_saving(sign_in):
    entry, officer = judged("The need is real.", "Warm and clear.")
    client = sign_in(officer)
    need, warm = client.get(screen(entry)).context["sentences"]
    first, second = entry.round.rubric.criteria.all()
    typed = {f"text-{first.pk}": "I typed this. The need is real.", f"text-{second.pk}": ""}
    chosen = {f"goes-{need['key']}": "", f"goes-{warm['key']}": second.pk}
    page = client.post(screen(entry), typed | chosen | {"do": "draft"})
    assert boxes(page) == ["I typed this.", "Warm and clear."]
    assert Feedback.objects.count() == 0


@pytest.mark.django_db
def test_a_sentence_in_the_applicant_s_language_goes_into_that_box(sign_in):
    entry, officer = judged("الخطة واضحة.", "План зрозумілий.", speaks="ar")
    entry.application.applicant.language = "ar"
    entry.application.applicant.save()
    client = sign_in(officer)
    page = client.get(screen(entry))
    foreign, own = page.context["sentences"]
    assert (foreign["foreign"], own["foreign"]) == ("Ukrainian", "")
    assert 'lang="ar" dir="rtl">الخطة واضحة.' in page.content.decode()
    plan = entry.round.rubric.criteria.last().pk
    chosen = {f"goes-{each['key']}": plan for each in (foreign, own)}
    page = client.post(screen(entry), chosen | {"do": "draft"})
    assert boxes(page) == ["", "", "План зрозумілий.", "الخطة واضحة."]


@pytest.mark.django_db
def test_who_approves_is_told_of_names_in_what_is_saved(sign_in):
    entry, officer = judged("The need is real.")
    judge = entry.round.members.exclude(chairs=True).get().user.get_full_name()
    criteria = entry.round.rubric.criteria.all()
    said = {each.pk: actions.Said(f"As {judge} said.") for each in criteria}
    actions.write_feedback(entry=entry, said=said, by=officer)
    chair = entry.round.members.get(chairs=True).user
    page = sign_in(chair).get(screen(entry))
    assert set(page.context["named"]) == {word for word in judge.split() if word.isalpha()}
    assert "These words may name somebody" in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("judges", [1, 3])
def test_the_page_costs_the_same_for_one_comment_and_for_three(
    sign_in, django_assert_num_queries, judges
):
    entry, officer = judged(*["The need is real."] * judges, pitches=judges + 1)
    client = sign_in(officer)
    client.get(screen(entry))
    with django_assert_num_queries(17):
        client.get(screen(entry))


@pytest.mark.django_db
def test_the_page_stays_light_however_much_the_judges_say(sign_in):
    long = " ".join(f"The need in street number {chr(97 + n) * 5} is real." for n in range(20))
    entry, officer = judged(long, long.replace("real", "plain"), long.replace("real", "open"))
    page = sign_in(officer).get(screen(entry))
    assert (len(page.context["sentences"]), len(page.content) <= 20_000) == (20, True)
