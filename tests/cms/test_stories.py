"""Stories are shown while the person agrees, under the name they chose."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.roles import Role
from audit.record import history
from cms import actions
from cms.models import Consent, StoryPage
from cms.tasks import take_down_ended_stories
from notifications.models import Message
from tests.factories.cms import TEXT, make_consent, make_image, make_story
from tests.factories.programmes import CityFactory, ThemeFactory, user_with

from .page import read

pytestmark = pytest.mark.django_db


def test_story_shows_the_name_the_person_chose(home, client):
    make_story(
        consent=make_consent(name="Fatima Real", shown_name="Rosa"),
        city=CityFactory(name="Coventry"),
        themes=(ThemeFactory(name="Housing"),),
    )
    text = read(client, "/stories/oven/").text
    expected = ["Rosa", "Warm Bread", "Coventry", "Housing", "The name is changed"]
    assert [words for words in expected if words not in text] == []
    assert "Fatima" not in client.get("/stories/oven/").content.decode()


def test_story_under_the_own_name_says_nothing_of_a_change(home, client):
    make_story(consent=make_consent(shown_as="name", shown_name="Amina"))
    text = read(client, "/stories/oven/").text
    assert ("Amina" in text, "The name is changed" in text) == (True, False)


def test_quote_keeps_its_language_beside_the_translation(home, client):
    story = make_story(languages="en")
    story.body = [
        {
            "type": "quote",
            "value": {
                "text": "نخبز معًا",
                "language": "ar",
                "translation": "We bake together",
                "translated_by": "Leyla",
                "who": "Rosa",
            },
        }
    ]
    story.save_revision().publish()
    page = read(client, "/stories/oven/")
    assert [tag["lang"] for tag in page.all("blockquote")] == ["ar"]
    assert "Said in Arabic" in page.text
    assert "We bake together" in page.text


REFUSALS = [
    (None, "Choose the person's consent first. A story without consent is not published."),
    (
        {"until": timezone.localdate() - timedelta(days=1), "given_on": "2020-01-01"},
        "The consent has ended. Ask the person again before you publish.",
    ),
    (
        {"uses": ["print"]},
        "The person did not agree to this website. This story cannot be published.",
    ),
    (
        {"withdrawn_at": timezone.now()},
        "The person took their consent back. This story cannot be published.",
    ),
]


@pytest.mark.parametrize(("facts", "sentence"), REFUSALS)
def test_publishing_without_valid_consent_is_refused(home, facts, sentence):
    consent = None if facts is None else make_consent(**facts)
    story = StoryPage(title="A", introduction="x", body=TEXT, consent=consent, live=False)
    home.get_children().get(slug="stories").add_child(instance=story)
    with pytest.raises(ValidationError) as refused:
        story.save_revision().publish()
    assert refused.value.message_dict == {"consent": [sentence]}
    story.refresh_from_db()
    assert story.live is False


def test_face_needs_its_own_consent(home):
    with pytest.raises(ValidationError) as refused:
        make_story(image=make_image(), image_shows_face=True)
    assert list(refused.value.message_dict) == ["consent"]
    story = make_story(
        consent=make_consent(shows_face=True), image=make_image(), image_shows_face=True
    )
    assert story.live


def test_withdrawing_takes_every_language_down_at_once(home, client):
    story = make_story()
    addresses = ["/stories/oven/", "/ar/stories/oven/"]
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    consent = story.consent
    client.post(f"/consent/{consent.token}/")
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    assert read(client, "/stories/").text.count("The oven") == 0
    assert client.get("/sitemap.xml").content.count(b"oven") == 0
    assert "Your story is not on our website" in read(client, f"/consent/{consent.token}/").text


def test_looking_at_the_link_withdraws_nothing(home, client):
    consent = make_story().consent
    page = read(client, f"/consent/{consent.token}/")
    assert ("Rosa" in page.text, page.links["The oven"]) == (True, "/stories/oven/")
    consent.refresh_from_db()
    assert consent.withdrawn_at is None


def test_withdrawing_twice_has_one_effect(home, client):
    consent = make_story().consent
    for _ in range(2):
        client.post(f"/consent/{consent.token}/")
    assert [entry.action for entry in history(consent)] == [
        "cms.give_consent",
        "cms.withdraw_consent",
    ]
    kinds = Message.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["cms.consent_given", "cms.consent_withdrawn"]


def test_wrong_link_is_not_found(home, client):
    assert client.post("/consent/guess/").status_code == 404


def test_the_person_is_sent_their_private_link_in_their_language(home):
    consent = make_consent(language="ar")
    message = Message.objects.get(kind="cms.consent_given")
    assert (message.to_email, message.language) == ("amina@example.org", "ar")
    assert message.action_url.endswith(f"/ar/consent/{consent.token}/")


def test_planned_story_is_not_published_after_a_withdrawal(home):
    story = make_story(languages="en")
    story.unpublish()
    story.go_live_at = timezone.now() + timedelta(days=1)
    story.save_revision().publish()
    actions.withdraw_consent(story.consent, by=home.owner)
    assert story.revisions.filter(approved_go_live_at__isnull=False).count() == 0


def test_story_disappears_on_the_day_after_consent_ends(home, client):
    last_day = timezone.localdate() + timedelta(days=30)
    make_story(consent=make_consent(until=last_day))
    noon = timezone.now().replace(hour=12)
    with time_machine.travel(noon + timedelta(days=30)):
        assert client.get("/stories/oven/").status_code == 200
    with time_machine.travel(noon + timedelta(days=31)):
        assert client.get("/stories/oven/").status_code == 404
        assert "No stories yet" in read(client, "/stories/").text
        assert read(client, "/search/?q=oven").text.count("The oven") == 0
        take_down_ended_stories(0)
    assert StoryPage.objects.filter(live=True).count() == 0


def test_consent_must_end_after_it_begins(db):
    with pytest.raises(ValidationError):
        make_consent(given_on="2026-05-02", until="2026-05-01")
    assert Consent.objects.count() == 0


def test_stories_come_in_parts_newest_first(home, client, monkeypatch):
    monkeypatch.setattr("cms.models.stories.STORIES_ON_A_PAGE", 2)
    for number in range(3):
        make_story(slug=f"story-{number}", languages="en")
    first = read(client, "/stories/")
    second = read(client, "/stories/" + first.links["Next"])
    shown = [
        [tag["href"] for tag in part.all("a") if (tag["href"] or "").startswith("/stories/story")]
        for part in (first, second)
    ]
    assert shown == [["/stories/story-2/", "/stories/story-1/"], ["/stories/story-0/"]]


def test_pictures_are_small_sized_and_described(home, client):
    make_story(image=make_image())
    story = read(client, "/stories/oven/")
    assert [tag["type"] for tag in story.all("source")] == ["image/avif"]
    (picture,) = story.all("img")
    assert (picture["alt"], picture["width"], picture["height"]) == ("An oven", "480", "320")
    (card,) = read(client, "/stories/").all("img")
    assert (card["loading"], card["width"], card["height"]) == ("lazy", "640", "426")
    assert client.get(card["src"])["Content-Type"] == "image/webp"


def test_consents_are_listed_and_never_deleted(sign_in):
    consent = make_consent(shown_name="Rosa")
    client = sign_in(user_with(Role.ADMINISTRATOR, is_superuser=True))
    page = client.get("/admin/snippets/cms/consent/").content.decode()
    refused = client.post(f"/admin/bulk/cms/consent/delete/?id={consent.pk}")
    assert ("Rosa" in page, refused.url) == (True, "/admin/")
    assert Consent.objects.get() == consent
