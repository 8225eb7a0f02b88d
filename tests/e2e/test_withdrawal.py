"""A person takes their story back: everything is gone from a running site, and it is proved."""

import re
from pathlib import Path

import pytest
import requests
from django.conf import settings
from django.utils import timezone
from django.utils.html import escape
from wagtail.actions.create_alias import CreatePageAliasAction

from accounts.models import User
from cms import actions
from cms.models import Consent, Removal, SiteImage, StoryPage, Trace
from notifications.models import Message
from tests.factories.cms import make_consent, make_image, make_site, make_story

from .running import Running, installation

pytestmark = pytest.mark.django_db(transaction=True)
TOKEN = r'name="csrfmiddlewaretoken" value="(\w+)"'
WITHIN_SECONDS = 60
STORIES = ["/stories/oven/", "/ar/stories/oven/", "/stories/again/"]
LEADING = [
    "/", "/ar/", "/stories/", "/ar/stories/", "/search/?q=The+oven", "/sitemap.xml",
    "/stories/feed/", "/ar/stories/feed/atom/",
]  # fmt: skip


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    with (
        django_db_blocker.unblock(),
        installation("withdrawal", tmp_path_factory.mktemp("withdrawal")) as running,
    ):
        yield running


def answers(site: Running, addresses: list[str]) -> list[int]:
    return [requests.get(site.url + address, timeout=30).status_code for address in addresses]


def leading_to_it(site: Running) -> list[str]:
    """Which lists name the story."""
    pages = {each: requests.get(site.url + each, timeout=30).text for each in LEADING}
    return [each for each, text in pages.items() if "stories/oven/" in text]


def files() -> set[str]:
    return {file.name for file in Path(settings.MEDIA_ROOT).rglob("*") if file.is_file()}


def told_in_two_languages(site: Running) -> Consent:
    """A story with a portrait, an alias and a picture that another story has too; all read."""
    make_site()
    rosa = make_consent(uses=["web", "social"])
    shared = make_image("shared")
    story = make_story(consent=rosa, image=make_image("Rosa", rosa))
    other = make_story(slug="other", image=shared)
    story.body = [
        {"type": "picture", "value": {"image": {"image": shared.pk, "alt_text": "An oven"}}}
    ]
    story.save_revision().publish()
    CreatePageAliasAction(story, update_slug="again").execute(skip_permission_checks=True)
    assert other.live
    assert set(answers(site, STORIES + LEADING)) == {200}
    return rosa


def test_withdrawing_leaves_nothing_within_a_minute_and_proves_it(site):
    rosa = told_in_two_languages(site)
    assert leading_to_it(site) == LEADING
    pictures = [each for each in files() if each.startswith("Rosa")]
    assert len(pictures) >= 3
    link = f"{site.url}/consent/{rosa.token}/"
    session = requests.Session()
    token = re.search(TOKEN, session.get(link).text)
    assert answers(site, STORIES) == [200, 200, 200]
    session.post(link, {"csrfmiddlewaretoken": token[1]}, headers={"Referer": link})
    site.work()
    removal = Removal.objects.get()
    left = removal.traces.filter(gone_at=None)
    assert list(left.values_list("kind", "address", "mentions")) == []
    assert answers(site, STORIES) == [404, 404, 404]
    assert leading_to_it(site) == []
    assert [each for each in files() if each.startswith("Rosa")] == []
    assert [each for each in files() if each.startswith("shared")] != []
    assert SiteImage.objects.get().title == "shared"
    assert removal.seconds < WITHIN_SECONDS
    looked_at = {trace.address.removeprefix(site.url) for trace in removal.traces.all()}
    assert set(LEADING) - looked_at == set()
    kinds = [trace.kind for trace in removal.traces.all()]
    assert (kinds.count(Trace.Kind.PAGE), kinds.count(Trace.Kind.FILE)) == (3, len(pictures))
    proof = requests.get(link, timeout=30).text
    assert f"Everything was gone at {timezone.localtime(removal.gone_at):%H:%M:%S}" in proof
    assert [
        each.address for each in removal.traces.all() if escape(each.address) not in proof
    ] == []
    mail = Message.objects.get(kind="cms.consent_withdrawn")
    assert (mail.to_email, mail.action_url) == (rosa.email, link)
    assert set(StoryPage.objects.live().values_list("slug", flat=True)) == {"other"}
    print(f"\n{removal.traces.count()} places gone {removal.seconds:.2f} s after the button")

    left_over_file_is_deleted(site)


def left_over_file_is_deleted(site: Running) -> None:
    """As when the storage did not answer at the moment of the withdrawal."""
    ben = make_consent(shown_name="Ben")
    picture = make_image("Ben", ben)
    kept = Path(settings.MEDIA_ROOT) / picture.file.name
    content = kept.read_bytes()
    actions.withdraw_consent(ben, by=User.objects.system())
    kept.write_bytes(content)
    assert answers(site, [picture.file.url]) == [200]
    site.work()
    removal = ben.removals.get()
    assert (removal.traces.get().file, kept.exists()) == (picture.file.name, False)
    assert removal.gone_at is not None
