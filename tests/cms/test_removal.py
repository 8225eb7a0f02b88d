"""What editors see of consents that end, and what happens when something is not gone in time."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from cms import actions
from cms.models import Consent, HandTask, Removal, SiteImage
from cms.tasks import take_down_ended_stories
from notifications.models import Message
from programmes.waiting import waiting_for
from tests.factories.cms import make_consent, make_image, make_story
from tests.factories.programmes import user_with

from .page import Page, read

pytestmark = pytest.mark.django_db
NOBODY_ANSWERS = "http://127.0.0.1:9"


@pytest.fixture
def editor(home):
    return user_with(Role.EDITOR)


def withdrawn(editor, **facts) -> Removal:
    consent = make_consent(**facts)
    make_story(slug=f"story-{consent.pk}", consent=consent, languages="en")
    actions.withdraw_consent(consent, by=editor)
    return consent.removals.get()


def test_uses_outside_the_website_become_tasks_that_are_ticked_off(editor, sign_in, client):
    removal = withdrawn(editor, uses=["web", "print", "press"])
    office, address = sign_in(editor), f"/admin/consents/removals/{removal.pk}/"
    letter = Message.objects.get(kind="cms.hand_tasks")
    assert (letter.to_email, letter.action_url.endswith(address)) == (editor.email, True)
    assert [item.url for item in waiting_for(editor)] == [address, address]
    first = HandTask.objects.first()
    office.post(f"/admin/consents/tasks/{first.pk}/", {"note": " "})
    assert HandTask.objects.filter(done_at=None).count() == 2
    office.post(f"/admin/consents/tasks/{first.pk}/", {"note": "40 leaflets thrown away"})
    first.refresh_from_db()
    assert (first.done_by, first.note) == (editor, "40 leaflets thrown away")
    assert "40 leaflets thrown away" in read(office, address).text
    told = read(client, f"/consent/{removal.consent.token}/").text
    assert ("Print" in told, "leaflets" in told) == (True, False)


def test_what_is_not_gone_after_a_minute_alarms_the_editors_once(editor, settings):
    settings.BASE_URL = NOBODY_ANSWERS
    removal = withdrawn(editor)
    soon, late = (removal.begun_at + timedelta(seconds=after) for after in (30, 61))
    with time_machine.travel(soon):
        actions.check_removal(removal)
    assert Message.objects.filter(kind="cms.removal_late").count() == 0
    for _again in range(2):
        with time_machine.travel(late):
            actions.check_removal(removal)
    removal.refresh_from_db()
    assert (removal.gone_at, removal.alarmed_at is not None) == (None, True)
    assert Message.objects.get(kind="cms.removal_late").to_email == editor.email
    assert [item.urgent for item in waiting_for(editor)] == [True]
    assert Message.objects.filter(kind="cms.consent_withdrawn").count() == 0


def test_consent_that_ran_out_takes_story_and_pictures_down(editor):
    ends = timezone.localdate() + timedelta(days=30)
    consent = make_consent(until=ends)
    story = make_story(consent=consent, image=make_image("Rosa", consent))
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        take_down_ended_stories(0)
        take_down_ended_stories(0)
    story.refresh_from_db()
    assert (story.live, story.image, SiteImage.objects.count()) == (False, None, 0)
    assert consent.removals.get().reason == Removal.Reason.ENDED


def test_person_in_somebody_elses_story_takes_only_their_picture_with_them(editor, client):
    ben = make_consent(shown_name="Ben")
    story = make_story(image=make_image("Ben", ben), languages="en")
    actions.withdraw_consent(ben, by=editor)
    story.refresh_from_db()
    assert (story.live, story.image, SiteImage.objects.count()) == (True, None, 0)
    assert read(client, "/stories/oven/").all("img") == []


def test_old_versions_of_a_story_show_no_deleted_picture(editor):
    consent = make_consent()
    picture = make_image("Rosa", consent)
    story = make_story(consent=consent, image=picture, languages="en")
    in_text = {"image": {"image": picture.pk, "alt_text": "x", "decorative": False}, "caption": ""}
    story.body = [{"type": "picture", "value": in_text}]
    story.save_revision().publish()
    actions.withdraw_consent(consent, by=editor)
    old = [revision.as_object() for revision in story.revisions.all()]
    assert [page.image for page in old] == [None, None]
    assert Page(str(old[-1].body)).all("img") == []


def test_editor_takes_down_for_a_person_who_rang(editor, sign_in, client):
    consent = make_consent()
    make_story(consent=consent)
    office = sign_in(editor)
    asked = read(office, f"/admin/consents/{consent.pk}/withdraw/")
    assert ("The oven" in asked.text, client.get("/stories/oven/").status_code) == (True, 200)
    office.post(f"/admin/consents/{consent.pk}/withdraw/")
    consent.refresh_from_db()
    assert (consent.withdrawn_at is None, client.get("/stories/oven/").status_code) == (False, 404)


def test_consent_of_a_live_story_keeps_the_website(editor, sign_in):
    consent = make_consent()
    make_story(consent=consent)
    given = {
        "name": consent.name,
        "email": consent.email,
        "language": "en",
        "uses": ["print"],
        "shown_as": "pseudonym",
        "shown_name": "Rosa",
        "given_on": str(consent.given_on),
        "given_how": consent.given_how,
        "until": str(consent.until),
    }
    answer = sign_in(editor).post(f"/admin/snippets/cms/consent/edit/{consent.pk}/", given)
    assert answer.context["form"].errors["uses"] == [
        "A story of this person is on this website. Take it down first."
    ]


def test_picture_form_asks_who_is_on_it(editor, sign_in):
    picture, consent = make_image(), make_consent()
    office = sign_in(user_with(Role.ADMINISTRATOR, is_superuser=True))
    address = f"/admin/images/{picture.pk}/"
    given = {"title": "Rosa", "shows": "people", "tags": "", "collection": "1"}
    assert list(office.post(address, given).context["form"].errors) == ["consents"]
    office.post(address, given | {"consents": [str(consent.pk)]})
    picture.refresh_from_db()
    assert (picture.shows, picture.consents.get()) == ("people", consent)


@pytest.mark.parametrize("rows", [1, 3])
def test_overview_costs_the_same_however_many(editor, sign_in, no_menu, rows):
    for _number in range(rows):
        withdrawn(editor, uses=["web", "print"])
        ending = make_consent(until=timezone.localdate() + timedelta(days=9))
        make_story(slug=f"ending-{ending.pk}", consent=ending)
    office = sign_in(editor)
    office.get("/admin/consents/")
    with CaptureQueriesContext(connection) as spent:
        shown = read(office, "/admin/consents/")
    assert len(spent) == 12
    assert shown.text.count("Last day:") == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_private_link_costs_the_same_however_many_pages(editor, client, rows):
    consent = make_consent(uses=["web", "print"])
    for number in range(rows):
        make_story(slug=f"story-{number}", consent=consent)
    address = f"/consent/{consent.token}/"
    client.get(address)
    with CaptureQueriesContext(connection) as before:
        client.get(address)
    actions.withdraw_consent(consent, by=editor)
    with CaptureQueriesContext(connection) as after:
        client.get(address)
    assert (len(before), len(after)) == (6, 6)
    assert Consent.objects.get().removals.count() == 1
