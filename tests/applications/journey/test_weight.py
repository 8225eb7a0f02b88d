"""Every page of applying stays light, also for who writes as much as they may, in Arabic."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import reverse, translate_url

from accounts.models import User
from applications.journey import translations
from applications.journey.actions import Typed, save_answers
from applications.journey.models import Application, HandOver, Note
from applications.journey.questions import sections
from applications.journey.states import State
from applications.journey.tasklist import question_urls
from files.actions import store
from tests.access.scene import Scene
from tests.access.table_journey import ROWS
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory, CoApplicantFactory, HelperFactory
from tests.factories.mentorships import CheckInFactory, SignedAwardFactory
from tests.factories.questions import question, section
from tests.factories.training import TrainingPlaceFactory
from tests.factories.uploads import upload

pytestmark = pytest.mark.django_db

HEAVIEST = 20_000
"""Bytes of HTML."""
WORD = "مشاريع "
ENGLISH = "bakery "
LABEL = "من هم الناس الذين سيأتون إليكم أولا، وكيف تعرفون ذلك؟"
MORE = {"label": LABEL, "help_text": LABEL, "why": LABEL}


def letters(count: int) -> str:
    return (WORD * count)[:count]


TEXTS = ["longest", "unlimited", *(f"long_{n}" for n in range(4))]


def asked() -> list[dict]:
    texts = [question(key, "long_text", word_limit=300, **MORE) for key in TEXTS[2:]]
    texts += [question("longest", "long_text", word_limit=500, **MORE)]
    texts += [question("unlimited", "long_text", **MORE)]
    texts += [question(f"short_{n}", "short_text", **MORE) for n in range(4)]
    rest = [question(kind, kind, **MORE) for kind in ("budget", "team", "contact")]
    files = [question(f"files_{n}", "files", **MORE) for n in range(3)]
    return [section("project", *texts), section("about_you", *rest, *files)]


def given(user) -> dict:
    sent = [store(upload(name=f"{letters(90)}{n}.pdf"), by=user) for n in range(30)]
    ids = [str(each.public_id) for each in sent]
    return (
        {f"long_{n}": (WORD * 300).strip() for n in range(4)}
        | {f"short_{n}": letters(500) for n in range(4)}
        | {f"files_{n}": ids[n * 10 : n * 10 + 10] for n in range(3)}
        | {
            "longest": letters(3_500),
            "unlimited": letters(3_500),
            "budget": [{"what": letters(100), "amount": 12_345}] * 20,
            "team": [{"name": letters(80), "does": letters(100)}] * 15,
            "contact": {"name": letters(120), "email": "a@example.org", "phone": "1"},
        }
    )


@pytest.fixture
def scene() -> Scene:
    """Everything at its longest: answers, translations, files, people and messages."""
    call = CallFactory(questions=asked(), languages=["en", "ar"])
    users = {name: UserFactory() for name in ("applicant", "helper", "co_applicant")}
    applicant = users["applicant"]
    draft = ApplicationFactory(call=call, user=applicant, language="ar", answers={})
    HelperFactory(application=draft, user=users["helper"], sections=["project"])
    typed = [Typed(key, value) for key, value in given(applicant).items()]
    save_answers(draft, typed=typed, by=applicant)
    for answer in draft.answers.filter(key__in=TEXTS):
        translations.translate_answer(
            draft,
            key=answer.key,
            text=ENGLISH * (len(answer.value) // 5),
            seen=1,
            translator=letters(120),
            by=users["helper"],
        )
    _people(draft, users)
    _messages(draft)
    return Scene(call=call, city=draft.city, application=draft, users=users)


def _people(draft: Application, users: dict) -> None:
    CoApplicantFactory(application=draft, user=users["co_applicant"])
    for _each in range(20):
        CoApplicantFactory(application=draft, name=letters(120), role=letters(120))
    for each in range(12):
        helper = HelperFactory(
            application=draft,
            name=letters(117) + str(each),
            email=f"{'e' * 50}{each}@example.org",
            sections=["project"],
            consent_words=letters(400),
        )
        typed = Typed(f"short_{each % 4}", letters(450 - each), seen=each // 4 + 1)
        save_answers(draft, typed=[typed], by=helper.user)
        HandOver.objects.create(helper=helper, note=letters(500))


def _messages(draft: Application) -> None:
    Note.objects.bulk_create(
        Note(
            application=draft,
            audience=Note.Audience.APPLICANT,
            text=letters(4_000 if number < 20 else 200),
            written_by=draft.applicant.user,
            from_applicant=bool(number % 2),
        )
        for number in range(200)
    )


def walked(client: Client, starts: list[str], within: str) -> dict[str, int]:
    """The size of each page, and of all that its links lead to, among those of the application."""
    sizes: dict[str, int] = {}
    todo = list(starts)
    while todo:
        address = todo.pop()
        if address in sizes:
            continue
        page = client.get(address)
        sizes[address] = 0
        if page.status_code == 200 and page["Content-Type"].startswith("text/html"):
            html = page.content.decode()
            sizes[address] = len(page.content)
            found = (urljoin(address, each) for each in re.findall(r'href="([^"]+)"', html))
            todo += [each.partition("#")[0] for each in found if within in urlsplit(each).path]
    return sizes


def starts(scene: Scene, role: str) -> list[str]:
    """What the access table says that this role may look at, in Arabic."""
    rows = [each for each in ROWS if each.name.startswith("journey:") and each.post is None]
    mine = [each for each in rows if role in each.expected and each.name not in ELSEWHERE]
    return [translate_url(address, "ar") for each in mine for address in each.addresses(scene)]


ELSEWHERE = {"journey:answer_file", "journey:copy", "journey:message_file"}
"""Files, not pages."""


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED])
def test_no_page_of_a_full_application_is_heavy(scene, sign_in, state):
    draft = scene.application
    if state != State.DRAFT:
        Application.objects.filter(pk=draft.pk).update(state=state, submitted_at=draft.created_at)
    sizes = {}
    for role, user in scene.users.items():
        found = walked(sign_in(user), starts(scene, role), str(draft.public_id))
        sizes |= {f"{role} {address}": size for address, size in found.items()}
    heavy = {
        each.replace(str(draft.public_id), "…"): size
        for each, size in sizes.items()
        if size > HEAVIEST
    }
    assert heavy == {}


def test_no_page_with_two_texts_or_with_mistakes_is_heavy(scene, sign_in):
    draft, applicant = scene.application, sign_in(scene.users["applicant"])
    first = reverse("journey:section", args=[draft.public_id, "project"])
    sizes, clashes = {}, 0
    for number in range(1, applicant.get(first).context["section"].pages + 1):
        address = f"/ar{first}{number}/" if number > 1 else f"/ar{first}"
        here = applicant.get(address).context["section"].questions
        other = {each.key: draft.answers.get(key=each.key).value[:-4] + "نهاية" for each in here}
        clash = applicant.post(address, other | {"on": ""})
        clashes += len(clash.context["rows"]) if clash.context["clash"] else 0
        now = {f"version-{row.question.key}": row.version for row in clash.context["rows"]}
        wrong = {each.key: letters(520) if "short" in each.key else "كلمة " * 501 for each in here}
        refused = applicant.post(address, wrong | now | {"on": ""})
        sizes |= {f"{number} two": len(clash.content), f"{number} wrong": len(refused.content)}
    assert clashes == 10
    assert {name: size for name, size in sizes.items() if size > HEAVIEST} == {}


def test_saved_text_that_is_cut_beside_ones_own_is_a_link_away(scene, sign_in):
    draft, applicant = scene.application, sign_in(scene.users["applicant"])
    urls = question_urls(draft, sections(draft.question_set, "")[0])
    address = urls["longest"].partition("#")[0]
    page = applicant.post(address, {"longest": letters(3_400), "on": ""})
    saved = draft.answers.get(key="longest").value
    whole = applicant.get(f"{address}?saved=longest").content.decode()
    told = page.content.decode()
    assert ['href="?saved=longest"' in told, saved in told, saved in whole] == [True, False, True]


def test_questions_to_read_before_starting_come_in_light_pages(client):
    every = [
        section(key, *(question(f"{key}_{n}", **MORE) for n in range(20)))
        for key in ("project", "money", "you")
    ]
    address = f"/ar/apply/{CallFactory(questions=every, languages=['en', 'ar']).code}/"
    first = client.get(address)
    pages = [
        client.get(f"{address}?page={number}&version=1")
        for number in range(1, first.context["pages"] + 1)
    ]
    asked = [
        (number, question.key)
        for page in pages
        for number, section in page.context["sections"]
        for question in section.questions
    ]
    assert asked == [
        (number, f"{key}_{n}")
        for number, key in enumerate(("project", "money", "you"), 1)
        for n in range(20)
    ]
    assert max(len(each.content) for each in (first, *pages)) <= HEAVIEST
    assert "?page=2&amp;version=1" in pages[0].content.decode()
    assert client.get(f"{address}?page=9").status_code == 404


def full_person() -> User:
    """Somebody with much of everything: own applications, training, money, help for others."""
    person, call = UserFactory(), CallFactory(title=letters(120), languages=["en", "ar"])
    own = {"call": call, "user": person, "language": "ar", "answers": {}}
    made = [
        ApplicationFactory(**own, state=state, title=letters(130) + str(number))
        for number, state in enumerate([State.DRAFT, State.ELIGIBLE, *[State.AGREED] * 6])
    ]
    Note.objects.bulk_create(
        Note(
            application=each,
            audience=Note.Audience.APPLICANT,
            text="Hello",
            written_by=UserFactory(),
        )
        for each in made
    )
    TrainingPlaceFactory(application=made[1])
    for award in [SignedAwardFactory(application=each) for each in made[2:]]:
        CheckInFactory(mentorship__award=award)
    asking = [ApplicationFactory(call=call, title=letters(140), answers={}) for _each in range(20)]
    for number, each in enumerate(asking):
        given = {"user": person} if number % 2 else {"user": None, "email": person.email}
        HelperFactory(application=each, **given)
    return person


@pytest.mark.parametrize("part", ["waiting", "doors"])
def test_no_page_of_my_page_is_heavy_and_every_line_is_on_one(sign_in, part):
    client = sign_in(full_person())
    sizes, lines, more = {}, [], "?"
    while more and more not in sizes:
        page = client.get(f"/ar/my/{more}")
        sizes[more] = len(page.content)
        lines += [each.url for each in page.context[part]]
        more = page.context[f"more_{part}"].get("next", "")
    assert (len(lines), len(set(lines))) == {"waiting": (26, 26), "doors": (19, 19)}[part]
    assert {page: size for page, size in sizes.items() if size > HEAVIEST} == {}
