"""A large section is filled in page by page, and every page of applying is light."""

import pytest
from django.urls import reverse

from applications.journey.models import Application, ChangeRequest
from applications.journey.states import State
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.questions import question, section

pytestmark = pytest.mark.django_db

HEAVIEST = 20_000
"""Bytes of HTML."""
WHY = "So that we know who comes, and whether the rooms are large enough for everybody."
WORDS = "People in our street wait for two years and more. "
CYCLE = ("long_text", "short_text", "choice", "number", "date", "money", "place", "choices")
WRONG = {
    "number": "many",
    "date": "soon",
    "money": "lots",
    "short_text": "x" * 600,
    "place": "x" * 90,
    "choice": "never",
    "choices": "never",
    "long_text": WORDS * 6,
}


def ordinary(number: int) -> dict:
    kind = CYCLE[number % len(CYCLE)]
    more = {"options": ["monday", "tuesday", "friday", "sunday"]} if "choice" in kind else {}
    return question(
        f"{kind}_{number}",
        kind,
        label=f"Which people will come to you first, and how do you know that? ({number})",
        help_text="Say it in your own words. A few sentences are enough.",
        why=WHY,
        seen_by="team",
        word_limit=300 if kind == "long_text" else None,
        **more,
    )


def drafted(*questions: dict, **answers):
    call = CallFactory(questions=[section("project", *questions), section("end", question("last"))])
    return ApplicationFactory(call=call, answers=answers)


def page(draft, number: int = 1, name: str = "section") -> str:
    return reverse(
        f"journey:{name}", args=[draft.public_id, "project", *([number] if number > 1 else [])]
    )


def numbered(count: int) -> list[dict]:
    return [question(f"q{number}", "number") for number in range(count)]


def test_large_section_is_filled_in_page_by_page(sign_in):
    draft = drafted(*numbered(40))
    applicant = sign_in(draft.applicant.user)
    walked = [page(draft)]
    while len(walked) < 5 and "/section/project/" in walked[-1]:
        walked.append(applicant.post(walked[-1], {"on": ""})["Location"])
    assert walked == [
        page(draft),
        page(draft, 2),
        page(draft, 3),
        reverse("journey:section", args=[draft.public_id, "end"]),
    ]
    assert "Page 2 of 3" in applicant.get(page(draft, 2)).content.decode()
    assert applicant.get(page(draft, 4)).status_code == 404


def test_page_saves_its_own_questions_and_leaves_the_others(sign_in):
    draft = drafted(*numbered(20), q0=7)
    applicant = sign_in(draft.applicant.user)
    for name, text in (("autosave", "11"), ("section", "12")):
        version = draft.answers.filter(key="q19").values_list("version", flat=True).first() or 0
        applicant.post(page(draft, 2, name), {"q19": text, "version-q19": version})
    told = dict(draft.answers.values_list("key", "value"))
    assert told == {"q0": 7, "q19": 12}


def test_task_list_and_check_lead_to_the_page_of_the_question(sign_in):
    draft = drafted(*numbered(20), q0=1, q19=20)
    applicant = sign_in(draft.applicant.user)
    check = applicant.get(reverse("journey:check", args=[draft.public_id])).content.decode()
    assert [f'href="{page(draft)}#id_q0"' in check, f'href="{page(draft, 2)}#id_q19"' in check] == [
        True,
        True,
    ]
    ChangeRequest.objects.create(
        application=draft,
        keys=["q19"],
        message="Say more.",
        due_at=draft.call.closes_at,
        asked_by=UserFactory(),
    )
    for state in (State.SUBMITTED, State.CHANGES_REQUESTED):
        Application.objects.filter(pk=draft.pk).update(state=state, submitted_at=draft.created_at)
    tasks = applicant.get(reverse("journey:tasks", args=[draft.public_id])).content.decode()
    assert [f'href="{page(draft)}"' in tasks, f'href="{page(draft, 2)}"' in tasks] == [False, True]


def test_largest_question_set_has_light_pages_also_with_mistakes(sign_in):
    questions = [ordinary(number) for number in range(40)]
    answers = {
        each["key"]: WORDS * 5 for each in questions if each["kind"] in ("long_text", "short_text")
    }
    draft = drafted(*questions, **answers)
    applicant = sign_in(draft.applicant.user)
    count = applicant.get(page(draft)).context["section"].pages
    sizes = {}
    for number in range(1, count + 1):
        shown = applicant.get(page(draft, number))
        here = shown.context["section"].questions
        wrong = {each.key: WRONG[each.kind] for each in here}
        versions = {f"version-{each.key}": 1 for each in here if each.key in answers}
        refused = applicant.post(page(draft, number), wrong | versions | {"on": ""})
        sizes |= {f"{number}": len(shown.content), f"{number} wrong": len(refused.content)}
    check = reverse("journey:check", args=[draft.public_id])
    for number in range(1, applicant.get(check).context["pages"] + 1):
        sizes[f"check {number}"] = len(applicant.get(f"{check}?page={number}").content)
    tasks = reverse("journey:tasks", args=[draft.public_id])
    sizes["tasks"] = len(applicant.get(tasks).content)
    assert {name: size for name, size in sizes.items() if size > HEAVIEST} == {}


def test_answers_to_check_come_page_by_page_and_the_last_page_sends(sign_in):
    draft = drafted(*numbered(80), **{f"q{number}": number for number in range(80)})
    applicant = sign_in(draft.applicant.user)
    check = reverse("journey:check", args=[draft.public_id])
    first = applicant.get(check)
    pages = [first, *(applicant.get(f"{check}?page={n}") for n in (2, 3))]
    sends = ["Send my application" in each.content.decode() for each in pages]
    rows = [
        row["label"] for each in pages for part in each.context["parts"] for row in part["rows"]
    ]
    assert (first.context["pages"], sends) == (3, [False, False, True])
    draft.answers.filter(key="q7").update(valid=False)
    pages = [applicant.get(f"{check}?page={n}") for n in (1, 2, 3)]
    told = ["Before you can send it" in each.content.decode() for each in pages]
    assert (told, max(len(each.content) for each in pages) < 20_000) == ([True, False, True], True)
    assert rows == [*(f"q{number}?" for number in range(80)), "last?"]
    assert applicant.get(f"{check}?page=4").status_code == 404


def test_long_budget_and_large_team_have_light_pages(sign_in):
    draft = drafted(
        question("costs", "budget", why=WHY),
        question("team", "team", why=WHY),
        question("referee", "contact", why=WHY),
        *(ordinary(number) for number in range(4)),
        costs=[{"what": "Flour, oil and gas for the kitchen", "amount": 12_345}] * 20,
        team=[{"name": "Amina Yusuf", "does": "Cooks on Mondays and keeps the books"}] * 10,
    )
    applicant = sign_in(draft.applicant.user)
    sizes = [len(applicant.get(page(draft, number)).content) for number in (1, 2, 3)]
    assert [size for size in sizes if size > HEAVIEST] == []
