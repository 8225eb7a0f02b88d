"""A long application is read in parts that each stay light, and nothing of it is left out."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from applications.journey.models import Answer, AnswerTranslation
from applications.judging.links import path_of
from tests.factories.calls import CallFactory
from tests.factories.judging import PanelLinkFactory, RoundFactory, RubricFactory, pitch, seat
from tests.factories.questions import question, section

pytestmark = pytest.mark.django_db

HEAVIEST = 20_000
ARABIC = "نريد أن نفتح مطبخا صغيرا يعمل فيه شباب الحي ويتعلمون مهنة تبقى لهم "
ENGLISH = "We want to open a small kitchen where young people work and learn a trade. "
LINES = [(f"Criterion {number}, what the panel looks for", 2) for number in range(6)]


def words(text: str, number: int, count: int = 500) -> str:
    """So many words, with a sign at the end to find it by."""
    many = (text * (count // len(text.split()) + 1)).split()[: count - 1]
    return " ".join([*many, f"end{number}end"])


def long_application(answers: int = 12, count: int = 500):
    asked = [
        question(f"q{number}", "long_text", label=f"What will change, and for whom? ({number})")
        for number in range(answers)
    ]
    call = CallFactory(questions=[section("project", *asked)])
    rubric = RubricFactory(call=call, lines=LINES)
    for line in rubric.criteria.all():
        line.description = "Look at who gains, and how they would know that it worked."
        line.points = {str(mark): f"What a {mark} means, in eight plain words" for mark in range(6)}
        line.save()
    judging_round = RoundFactory(rubric=rubric)
    member = seat(judging_round)
    entry = pitch(judging_round, answers={})
    for number in range(answers):
        Answer.objects.create(
            application=entry.application,
            key=f"q{number}",
            value=words(ARABIC, number, count),
            language="ar",
            typed_by=entry.application.applicant.user,
        )
        AnswerTranslation.objects.create(
            application=entry.application,
            key=f"q{number}",
            number=1,
            answer_version=1,
            from_language="ar",
            language="en",
            text=words(ENGLISH, 100 + number, count),
            translator="Lina Haddad",
            written_by=member.user,
        )
    return member, entry


def at(name: str, entry, *more: int) -> str:
    return reverse(
        f"judging:{name}", args=[entry.round.public_id, entry.application.public_id, *more]
    )


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(("answers", "count"), [(12, 500), (2, 6000)])
def test_every_part_of_the_longest_application_is_light_and_none_is_missing(
    answers, count, language
):
    member, entry = long_application(answers, count)
    client = Client()
    client.post(path_of(PanelLinkFactory(member=member)), {"pin": "4821"})
    with translation.override(language):
        address = at("score", entry)
    client.cookies["django_language"] = language
    page = client.get(address, headers={"accept-language": language})
    sizes, texts = [len(page.content)], [page.content.decode()]
    while link := re.search(r'href="([^"]+)" rel="next"', texts[-1]) or (
        len(texts) == 1 and re.search(r'href="([^"]*/read/2/)"', texts[-1])
    ):
        page = client.get(link[1])
        sizes.append(len(page.content))
        texts.append(page.content.decode())
    assert max(sizes) < HEAVIEST, sizes
    found = re.findall(r"end(\d+)end", "".join(texts))
    assert found == [str(each) for n in range(answers) for each in (n, 100 + n)]


def test_a_short_application_is_whole_beside_the_marks(sign_in):
    judging_round = RoundFactory()
    member = seat(judging_round)
    entry = pitch(judging_round)
    client = sign_in(member.user)
    page = client.get(at("score", entry)).content.decode()
    assert ("People wait too long for help." in page, "Read on" in page) == (True, False)
    assert [client.get(at("read", entry, part)).status_code for part in (0, 1, 2)] == [
        404, 200, 404,
    ]  # fmt: skip


def test_from_the_marks_back_to_the_part_that_was_read(sign_in):
    member, entry = long_application(answers=3)
    client = sign_in(member.user)
    page = client.get(at("read", entry, 3)).content.decode()
    marks = f"{at('score', entry)}?part=3#scorecard"
    assert f'href="{marks}"' in page
    for part, shown in ((3, f'href="{at("read", entry, 3)}"'), (99, f'{at("read", entry, 2)}"')):
        assert shown in client.get(f"{at('score', entry)}?part={part}").content.decode()
