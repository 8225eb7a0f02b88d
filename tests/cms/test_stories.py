"""Stories are shown while the person agrees, under the name they chose."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.roles import Role
from applications.training.models import Course
from audit.record import history
from cms import actions
from cms.actions import Appearance
from cms.coverage import NotCovered
from cms.models import Consent, SiteImage, StandardPage, StoryPage, StoryPerson
from cms.tasks import take_down_ended_stories
from notifications.models import Message
from tests.factories.cms import (
    ENGLISH_STORY,
    TEXT,
    make_call_page,
    make_consent,
    make_image,
    make_story,
)
from tests.factories.mentorships import SignedAwardFactory
from tests.factories.programmes import CityFactory, ThemeFactory, user_with

from .page import read

pytestmark = pytest.mark.django_db


def consent_of(story: StoryPage) -> Consent:
    return story.people.get().consent


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
    (
        {"until": timezone.localdate() - timedelta(days=1), "given_on": "2020-01-01"},
        "The consent of Rosa has ended. Ask them again before you publish.",
    ),
    ({"uses": ["print"]}, "Rosa did not agree to this use. This cannot be published."),
    (
        {"withdrawn_at": timezone.now()},
        "Rosa took their consent back. This cannot be published.",
    ),
]


def draft(home, *consents: Consent, **fields) -> StoryPage:
    """A story that waits for its publishing."""
    given = {"title": "A", "slug": "a", "introduction": "x", "body": TEXT, "live": False}
    story = StoryPage(**given | fields)
    story.people = [StoryPerson(consent=consent) for consent in consents]
    home.get_children().get(slug="stories").add_child(instance=story)
    story.save_revision()
    return story


def refusal(story: StoryPage) -> list[str]:
    with pytest.raises(NotCovered) as refused:
        story.get_latest_revision().publish()
    story.refresh_from_db()
    assert story.live is False
    return refused.value.messages


def test_story_of_nobody_is_refused(home):
    sentence = "Add the person and their consent first. A story without consent is not published."
    assert refusal(draft(home)) == [sentence]


@pytest.mark.parametrize(("facts", "sentence"), REFUSALS)
def test_publishing_without_valid_consent_is_refused(home, facts, sentence):
    good = make_consent(shown_name="Ben")
    assert refusal(draft(home, good, make_consent(**facts))) == [sentence]


@pytest.mark.parametrize(("facts", "sentence"), REFUSALS)
def test_picture_of_somebody_without_valid_consent_is_refused(home, facts, sentence):
    picture = make_image("Friends", make_consent(**facts))
    story = draft(home, make_consent(), image=picture, image_alt="Friends")
    assert refusal(story) == [sentence]
    in_text = {"image": {"image": picture.pk, "alt_text": "x", "decorative": False}, "caption": ""}
    story = draft(home, make_consent(), body=[{"type": "picture", "value": in_text}], slug="b")
    assert refusal(story) == [sentence]


def test_picture_must_say_who_is_on_it(home):
    story = draft(home, make_consent(), image=make_image(shows=""), image_alt="An oven")
    assert refusal(story) == [
        "Say who can be seen on the picture “Oven”. Open it under Images.",
    ]
    nobody = make_image("Friends", shows="people")
    story = draft(home, make_consent(), image=nobody, image_alt="Friends", slug="b")
    assert refusal(story) == [
        "The picture “Friends” shows people. Choose their consents under Images."
    ]


def test_other_pages_with_a_picture_of_somebody_need_the_consent_too(home):
    picture = make_image("Friends", make_consent(uses=["print"]))
    in_text = {"image": {"image": picture.pk, "alt_text": "x", "decorative": False}, "caption": ""}
    page = StandardPage.objects.get(slug="accessibility", locale=home.locale)
    page.body = [{"type": "picture", "value": in_text}]
    with pytest.raises(NotCovered) as refused:
        page.save_revision().publish()
    assert refused.value.messages == ["Rosa did not agree to this use. This cannot be published."]


def test_face_needs_its_own_consent(home):
    picture = make_image("Rosa", make_consent(), shows_faces=True)
    with pytest.raises(NotCovered) as refused:
        make_story(image=picture)
    assert refused.value.messages == [
        "Rosa did not agree to show their face. Choose another picture."
    ]
    agreed = make_consent(shows_face=True)
    assert make_story(slug="b", image=make_image("Rosa", agreed, shows_faces=True)).live


def test_shared_links_show_only_pictures_that_all_on_it_agreed_to_share(home, client):
    shared = make_consent(uses=["web", "social"])
    make_story(slug="shared", languages="en", image=make_image("A", shared))
    make_story(slug="kept", languages="en", image=make_image("B", shared, make_consent()))
    pictures = [
        [tag["content"] for tag in read(client, address).all("meta", property="og:image")]
        for address in ("/stories/shared/", "/stories/kept/")
    ]
    [[address], none] = pictures
    assert (address.startswith("http"), ".fill-1200x630." in address) == (True, True)
    assert none == ["http://127.0.0.1:8000/static/img/card.png"]


def test_story_names_everybody_in_it(home, client):
    people = (
        Appearance(make_consent(shown_name="Rosa")),
        Appearance(make_consent(shown_name="Ben", shown_as="name")),
    )
    words = replace(ENGLISH_STORY, roles=("baker", "driver"), places=("Homs", ""))
    actions.publish_story({"en": words}, slug="two", people=people, by=home.owner)
    text = read(client, "/stories/two/").text
    assert [each for each in ("Rosa", "baker", "Homs", "Ben", "driver") if each not in text] == []
    assert text.count("The name is changed") == 1


def test_story_leads_to_its_call_and_names_its_course(home, client):
    page = make_call_page(home, code="autumn")
    course = Course.objects.create(programme=home.programme, name="Start well")
    make_story(call=page.call, course=course)
    shown = read(client, "/ar/stories/oven/")
    assert (shown.links["دعوة الخريف"], "Start well" in shown.text) == ("/ar/calls/autumn/", True)


def test_withdrawing_takes_every_language_down_at_once(home, client):
    story = make_story()
    addresses = ["/stories/oven/", "/ar/stories/oven/"]
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    consent = consent_of(story)
    client.post(f"/consent/{consent.token}/")
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    assert read(client, "/stories/").text.count("The oven") == 0
    assert client.get("/sitemap.xml").content.count(b"oven") == 0
    told = read(client, f"/consent/{consent.token}/").text
    assert "Your story is taken down. We are looking now whether everything is gone." in told


def test_looking_at_the_link_withdraws_nothing(home, client):
    consent = consent_of(make_story())
    page = read(client, f"/consent/{consent.token}/")
    assert ("Rosa" in page.text, page.links["The oven"]) == (True, "/stories/oven/")
    consent.refresh_from_db()
    assert consent.withdrawn_at is None


def test_withdrawing_twice_has_one_effect(home, client):
    consent = consent_of(make_story())
    for _ in range(2):
        client.post(f"/consent/{consent.token}/")
    assert [entry.action for entry in history(consent)] == [
        "cms.give_consent",
        "cms.withdraw_consent",
    ]
    kinds = Message.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["cms.consent_given"]


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
    actions.withdraw_consent(consent_of(story), by=home.owner)
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
    monkeypatch.setattr("cms.filters.ON_A_PAGE", 2)
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
    assert (card["fetchpriority"], card["width"], card["height"]) == ("high", "640", "426")
    (later,) = read(client, "/").all("img")
    assert (later["loading"], later["src"]) == ("lazy", card["src"])
    assert client.get(card["src"])["Content-Type"] == "image/webp"


def test_consents_are_listed_and_never_deleted(sign_in):
    consent = make_consent(shown_name="Rosa")
    client = sign_in(user_with(Role.ADMINISTRATOR, is_superuser=True))
    page = client.get("/admin/snippets/cms/consent/").content.decode()
    refused = client.post(f"/admin/bulk/cms/consent/delete/?id={consent.pk}")
    assert ("Rosa" in page, refused.url) == (True, "/admin/")
    assert Consent.objects.get() == consent


def listed(client, query: str) -> set[str]:
    links = read(client, f"/stories/{query}").all("a")
    return {tag["href"] for tag in links if (tag["href"] or "").startswith("/stories/story")}


def test_stories_are_narrowed_by_city_theme_and_strand(home, client):
    programme = home.programme
    city, theme = CityFactory(slug="coventry"), ThemeFactory(slug="housing")
    programme.cities.add(city)
    programme.themes.add(theme)
    award = SignedAwardFactory()
    make_story(slug="story-city", languages="en", city=city)
    make_story(slug="story-theme", languages="en", themes=(theme,))
    make_story(slug="story-strand", languages="en", award=award)
    everything = {"/stories/story-city/", "/stories/story-theme/", "/stories/story-strand/"}
    assert listed(client, "?city=coventry") == {"/stories/story-city/"}
    assert listed(client, "?theme=housing") == {"/stories/story-theme/"}
    strand = award.application.strand.code
    assert listed(client, f"?strand={strand}") == {"/stories/story-strand/"}
    assert listed(client, "?city=coventry&theme=housing") == set()
    assert listed(client, "?city=nowhere&theme=%00&strand=") == everything


def test_next_page_of_stories_keeps_the_filter(home, client, monkeypatch):
    monkeypatch.setattr("cms.filters.ON_A_PAGE", 1)
    city = CityFactory(slug="coventry")
    home.programme.cities.add(city)
    for number in range(2):
        make_story(slug=f"story-{number}", languages="en", city=city)
    make_story(slug="story-elsewhere", languages="en")
    first = read(client, "/stories/?city=coventry").links["Next"]
    assert first.startswith("?city=coventry&after=")
    assert listed(client, first) == {"/stories/story-0/"}


def test_picture_whose_file_is_lost_takes_nothing_else_away(home, client):
    image = make_image("Rosa")
    make_story(image=image)
    image.file.delete(save=False)
    SiteImage.objects.filter(pk=image.pk).update(file="original_images/lost.png")
    for address in ("/", "/stories/", "/stories/oven/", "/stories/feed/"):
        assert "The oven" in client.get(address).content.decode(), address
