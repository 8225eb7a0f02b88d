"""Links whose words say where they lead, and addresses that lead on after a change."""

import pytest
from django.core.exceptions import ValidationError

from cms.models import StandardPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(home) -> StandardPage:
    return StandardPage.objects.get(slug="accessibility", locale=home.locale)


@pytest.mark.parametrize("words", ["click here", "Here", "Read more…", "<b>this link</b>."])
def test_link_that_says_nothing_is_caught_in_a_plain_sentence(page, words):
    page.body = page.body.stream_block.to_python(
        [{"type": "text", "value": f'<p><a href="https://example.org">{words}</a></p>'}]
    )
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert "Let it say where it leads." in refused.value.message_dict["body"][0]


def test_link_that_says_where_it_leads_is_fine(page):
    page.body = page.body.stream_block.to_python(
        [{"type": "text", "value": '<p><a href="https://example.org">Our course</a></p>'}]
    )
    page.full_clean()


def test_changed_address_leads_on(page, client, django_capture_on_commit_callbacks):
    page.slug = "for-everybody"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    answer = client.get("/accessibility/")
    assert (answer.status_code, answer["Location"]) == (301, "/for-everybody/")
