"""What shows when somebody shares a link to a page."""

import pytest

from cms.models import Consent
from tests.factories.cms import make_call_page, make_consent, make_image, make_story

from ..page import Page, read

pytestmark = pytest.mark.django_db
CARD = "http://127.0.0.1:8000/static/img/card.png"


def said(page: Page, name: str) -> list[str]:
    return [tag["content"] for tag in page.all("meta", property=name)]


def test_page_without_a_picture_is_shared_with_the_card(home, client):
    make_call_page(home, code="autumn")
    page = read(client, "/ar/calls/autumn/")
    assert said(page, "og:image") == [CARD]
    assert said(page, "og:locale") + said(page, "og:locale:alternate") == ["ar_EG", "en_GB"]
    assert said(page, "og:type") + said(page, "article:published_time") == ["website"]
    assert [tag["content"] for tag in page.all("meta", name="twitter:card")] == [
        "summary_large_image"
    ]


@pytest.mark.parametrize("uses", [["web"], ["web", Consent.Use.SOCIAL]])
def test_face_is_shared_only_with_consent_to_social_media(home, client, uses):
    consent = make_consent(uses=uses)
    make_story(consent=consent, image=make_image("Rosa", consent))
    [shared] = said(read(client, "/stories/oven/"), "og:image")
    assert (shared == CARD) == (Consent.Use.SOCIAL not in uses)


def test_story_is_shared_as_an_article_with_its_day(home, client):
    story = make_story()
    page = read(client, "/stories/oven/")
    day = story.first_published_at.isoformat()[:10]
    assert [each[:10] for each in said(page, "og:type") + said(page, "article:published_time")] == [
        "article",
        day,
    ]
