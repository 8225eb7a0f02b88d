"""Funded projects: shown only while their founder wants it, with a journal an editor reads."""

from io import BytesIO

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from accounts.roles import Role
from applications.journey.workflow import MoveRefused
from audit.record import history
from cms import actions, maps, shown
from cms.following import project_topic
from cms.models import JournalEntry, ProjectIndexPage, SiteImage
from following.models import Follow, Notice
from notifications.models import Message
from programmes.models import City
from tests.factories.cms import make_consent, make_image, make_story
from tests.factories.programmes import ThemeFactory, user_with
from tests.factories.projects import founder_of, make_entry, make_project

from .page import read

pytestmark = pytest.mark.django_db
ADDRESSES = ["/projects/bread/", "/ar/projects/bread/"]


@pytest.fixture
def editor(home):
    return user_with(Role.EDITOR)


def statuses(client) -> list[int]:
    return [client.get(address).status_code for address in ADDRESSES]


def is_mentioned(client) -> list[str]:
    places = ["/projects/", "/search/?q=Warm+Bread", "/sitemap.xml"]
    return [each for each in places if "/projects/bread/" in client.get(each).content.decode()]


def mine(page, part: str = "") -> str:
    return f"/my/projects/{page.award.public_id}/{part}"


def test_nobody_sees_a_project_before_its_founder_said_yes(home, client):
    page = make_project(shown=False)
    assert (statuses(client), is_mentioned(client)) == ([404, 404], [])
    assert shown.pages().filter(slug="bread").count() == 0
    letter = Message.objects.get(kind="cms.project_asked")
    assert letter.to_email == founder_of(page.award).email
    assert letter.action_url.endswith(f"/project/{page.award.showing.token}/")


def test_founder_shows_and_hides_by_the_private_link_alone(home, client):
    page = make_project(shown=False)
    link = f"/project/{page.award.showing.token}/"
    assert "Neighbours bake together." in read(client, link).text
    assert statuses(client) == [404, 404]
    client.post(link, {"do": "show"})
    assert (statuses(client), len(is_mentioned(client))) == ([200, 200], 3)
    client.post(link, {"do": "hide"})
    assert (statuses(client), is_mentioned(client)) == ([404, 404], [])
    client.post(link, {"do": "hide"})
    client.post(link, {"do": "show"})
    assert statuses(client) == [200, 200]
    done = [entry.action for entry in history(page.award.showing)]
    assert done == ["cms.ask_to_show", "cms.show_project", "cms.hide_project", "cms.show_project"]


def test_signed_in_founder_hides_it_on_their_own_page(home, client, sign_in):
    page = make_project()
    founder = sign_in(founder_of(page.award))
    assert "Everybody can see your project" in read(founder, mine(page)).text
    founder.post(mine(page), {"do": "hide"})
    assert statuses(client) == [404, 404]


def test_page_says_what_the_award_says(home, client):
    page = make_project(themes=(ThemeFactory(name="Housing"),))
    award = page.award
    text = read(client, "/projects/bread/").text
    expected = [award.application.city.name, award.application.strand.name, "Housing", "Running"]
    assert [words for words in expected if words not in text] == []
    amount = "€4,500"
    assert amount not in text
    index = ProjectIndexPage.objects.get(locale=home.locale)
    index.shows_amounts = True
    index.save_revision().publish()
    assert amount in read(client, "/projects/bread/").text


def listed(client, query: str) -> set[str]:
    links = {tag["href"] or "" for tag in read(client, f"/projects/{query}").all("a")}
    return {link for link in links if link.startswith("/projects/p-")}


def test_projects_are_narrowed_and_come_in_parts(home, client, monkeypatch):
    theme = ThemeFactory(slug="housing")
    home.programme.themes.add(theme)
    first, second = make_project(slug="p-1", themes=(theme,)), make_project(slug="p-2")
    city = second.award.application.city
    home.programme.cities.add(city)
    year = first.award.issued_at.year
    assert listed(client, "?theme=housing") == {"/projects/p-1/"}
    assert listed(client, f"?city={city.slug}") == {"/projects/p-2/"}
    assert listed(client, f"?strand={first.award.application.strand.code}&year={year}") == {
        "/projects/p-1/"
    }
    assert listed(client, "?year=1999&city=%00") == {"/projects/p-1/", "/projects/p-2/"}
    monkeypatch.setattr("cms.filters.ON_A_PAGE", 1)
    following = read(client, "/projects/").links["Next"]
    assert (listed(client, ""), listed(client, following)) == (
        {"/projects/p-2/"},
        {"/projects/p-1/"},
    )


def test_map_puts_cities_where_they_lie():
    north = City(pk=1, name="North", latitude=54, longitude=-2)
    south = City(pk=2, name="South", latitude=51, longitude=0)
    nowhere = City(pk=3, name="Nowhere")
    up, down, off = maps.drawn([(north, 4), (south, 1), (nowhere, 2)])
    assert (up.y < down.y, up.x < down.x, up.r > down.r) == (True, True, True)
    assert (up.y, down.y) == (maps.MARGIN, maps.HEIGHT - maps.MARGIN)
    assert (off.x, off.y) == (None, None)


def test_one_city_is_in_the_middle_of_the_map(home, client):
    page = make_project()
    City.objects.filter(pk=page.award.application.city_id).update(latitude=52.4, longitude=-1.5)
    shown_page = read(client, "/projects/")
    [dot] = shown_page.all("circle", class_="sun")
    assert (dot["cx"], dot["cy"]) == ("160", "100")
    name = page.award.application.city.name
    assert shown_page.links[name] == f"?city={page.award.application.city.slug}"


@pytest.mark.parametrize("rows", [1, 3])
def test_project_pages_cost_the_same_however_many(home, client, sign_in, rows, editor, no_menu):
    for number in range(rows):
        page = make_project(slug=f"p-{number}")
    for number in range(rows):
        entry = make_entry(page, title=f"Entry {number}", picture=make_image(f"p {number}"))
        actions.publish_entry(entry, by=editor)
        make_entry(page, title=f"New {number}")
    office, founder = sign_in(editor), sign_in(founder_of(page.award))
    visits = (
        (client, "/projects/"),
        (client, f"/projects/p-{rows - 1}/"),
        (founder, mine(page)),
        (office, "/admin/journal/"),
    )
    assert [cost(who, address) for who, address in visits] == [7, 6, 9, 10]


def cost(who, address: str) -> int:
    """The queries of a second visit."""
    who.get(address)
    with CaptureQueriesContext(connection) as spent:
        assert who.get(address).status_code == 200
    return len(spent)


def photo(**facts) -> SimpleUploadedFile:
    out = BytesIO()
    picture = Image.new("RGB", (3000, 1500), "green")
    exif = picture.getexif()
    exif[0x010F] = "Secret camera"
    picture.save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("me-at-home.jpg", out.getvalue(), "image/jpeg")


ENTRY = {"title": "First loaves", "text": "They rose.", "language": "en", "picture_alt": ""}


def test_entry_goes_from_the_founder_to_the_editor_to_the_readers(home, client, sign_in, editor):
    page = make_project()
    founder, office = sign_in(founder_of(page.award)), sign_in(editor)
    founder.post(mine(page, "journal/new/"), ENTRY)
    entry = JournalEntry.objects.get()
    assert (entry.state, Message.objects.filter(kind="cms.entry_sent").count()) == ("draft", 0)
    own, review = mine(page, f"journal/{entry.public_id}/"), f"/admin/journal/{entry.public_id}/"
    assert office.get(review).status_code == 404
    founder.post(own, ENTRY | {"send": "1"})
    assert Message.objects.get(kind="cms.entry_sent").to_email == editor.email
    office.post(review, {"change": "1", "note": "Say where."})
    assert "Say where." in read(founder, own).text
    founder.post(own, ENTRY | {"text": "They rose in Foleshill.", "send": "1"})
    assert "Foleshill" not in read(client, "/projects/bread/").text
    office.post(review, {"publish": "1"})
    assert "They rose in Foleshill." in read(client, "/projects/bread/").text
    kinds = Message.objects.filter(kind__in=["cms.entry_change_asked", "cms.entry_published"])
    assert kinds.count() == 2
    founder.post(mine(page, f"journal/{entry.public_id}/take-back/"))
    assert "Foleshill" not in read(client, "/projects/bread/").text


def test_founders_picture_is_drawn_anew_and_asks_who_is_on_it(home, sign_in):
    page = make_project()
    founder = sign_in(founder_of(page.award))
    address = mine(page, "journal/new/")
    answer = founder.post(address, ENTRY | {"upload": photo()})
    assert set(answer.context["form"].errors) == {"shows", "picture_alt"}
    founder.post(address, ENTRY | {"upload": photo(), "shows": "nobody", "picture_alt": "An oven"})
    kept = JournalEntry.objects.get().picture
    with Image.open(kept.file) as picture:
        assert (picture.size, dict(picture.getexif())) == ((2000, 1000), {})
    assert ("me-at-home" in kept.file.name, kept.shows) == (False, "nobody")


def test_file_that_is_no_picture_is_refused(home, sign_in):
    page = make_project()
    fake = SimpleUploadedFile("a.jpg", b"<svg onload=alert(1)>", "image/jpeg")
    answer = sign_in(founder_of(page.award)).post(
        mine(page, "journal/new/"), ENTRY | {"upload": fake, "shows": "nobody", "picture_alt": "x"}
    )
    assert answer.context["form"].errors["upload"] == [
        "We cannot open this file. Choose a JPEG, PNG or WebP."
    ]
    assert (JournalEntry.objects.count(), SiteImage.objects.count()) == (0, 0)


def test_entry_with_people_on_its_picture_waits_for_their_consents(home, sign_in, editor):
    page = make_project()
    picture = make_image("Friends", shows="people")
    entry = make_entry(page, picture=picture, picture_alt="Friends")
    office, review = sign_in(editor), f"/admin/journal/{entry.public_id}/"
    answer = office.post(review, {"publish": "1"})
    words = "The picture “Friends” shows people. Choose their consents under Images."
    assert [str(each) for each in get_messages(answer.wsgi_request)] == [words]
    picture.consents.add(make_consent())
    office.post(review, {"publish": "1"})
    entry.refresh_from_db()
    assert entry.state == "published"


def test_withdrawn_consent_deletes_the_picture_of_an_entry(home, editor):
    page, consent = make_project(), make_consent()
    picture = make_image("Rosa", consent)
    entry = make_entry(page, picture=picture, picture_alt="Rosa")
    actions.publish_entry(entry, by=editor)
    actions.withdraw_consent(consent, by=editor)
    entry.refresh_from_db()
    assert (entry.picture, entry.state) == (None, "published")


def test_only_the_founder_writes_and_only_what_is_theirs_to_change(home, sign_in, editor):
    page, other = make_project(), make_project(slug="other")
    stranger = founder_of(other.award)
    assert sign_in(stranger).get(mine(page)).status_code == 404
    with pytest.raises(MoveRefused):
        actions.save_entry(
            JournalEntry(award=page.award, language="en", title="x", text="x"), by=stranger
        )
    entry = make_entry(page)
    with pytest.raises(MoveRefused):
        actions.save_entry(entry, by=founder_of(page.award))
    with pytest.raises(MoveRefused):
        actions.publish_entry(entry, by=founder_of(page.award))


def test_story_leads_to_the_project_while_it_is_shown(home, client):
    page = make_project()
    make_story(award=page.award)
    assert read(client, "/stories/oven/").links["Warm Bread"] == "/projects/bread/"
    actions.hide_project(page.award.showing, by=founder_of(page.award))
    assert "Warm Bread" not in read(client, "/stories/oven/").links


def test_followers_hear_of_a_new_entry_once(home, client, editor):
    page = make_project()
    topic = project_topic(page.award)
    Follow.objects.create(
        topic=topic, email="reader@example.org", language="en", purpose="x",
        confirmed_at=timezone.now(),
    )  # fmt: skip
    assert client.get(f"/projects/{page.award.public_id}/follow/").status_code == 200
    entry = make_entry(page)
    actions.publish_entry(entry, by=editor)
    notice = Notice.objects.get()
    assert (notice.topics, notice.words["en"]["subject"]) == (
        [topic],
        "New from “Warm Bread”: First loaves",
    )
    actions.take_entry_back(entry, by=founder_of(page.award))
    actions.hide_project(page.award.showing, by=founder_of(page.award))
    assert client.get(f"/projects/{page.award.public_id}/follow/").status_code == 404


def test_second_page_for_an_award_is_refused(home):
    page = make_project()
    with pytest.raises(Exception, match="Another page in this language is about this award"):
        make_project(slug="again", award=page.award)
