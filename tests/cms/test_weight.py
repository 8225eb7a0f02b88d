"""A first visit is light: PEOPLE's budget of 30 kB compressed, HTML below 20 kB."""

import gzip

import brotli
import pytest
from django.contrib.staticfiles import finders

from applications.judging.models import Criterion, Rubric
from tests.factories.cms import make_call_page, make_story

pytestmark = pytest.mark.django_db
FIRST_VISIT, HTML = 30_000, 20_000


def static(path: str) -> bytes:
    with open(finders.find(path), "rb") as file:
        return file.read()


@pytest.fixture
def full(home):
    """Three calls, three stories and a rubric with eight criteria."""
    for number in range(3):
        page = make_call_page(home, code=f"call-{number}")
        make_story(slug=f"story-{number}")
    rubric = Rubric.objects.create(call=page.call)
    for number in range(8):
        Criterion.objects.create(
            rubric=rubric, position=number, name=f"Criterion {number}", description="word " * 30
        )


@pytest.mark.parametrize("compress", [gzip.compress, brotli.compress])
@pytest.mark.parametrize("address", ["/", "/calls/", "/calls/call-2/", "/ar/calls/call-2/"])
def test_first_visit_is_light(full, client, address, compress):
    html = client.get(address).content
    others = static("css/seedbed.css"), static("img/favicon.svg")
    assert len(html) < HTML
    assert sum(len(compress(part)) for part in (html, *others)) <= FIRST_VISIT
