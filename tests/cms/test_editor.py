"""What an editor can do in Wagtail's admin, and what is caught there in plain words."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page as WagtailPage
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from accounts.roles import Role
from applications.calls.models import Call
from cms.models import CallPage, Consent, StoryPage
from notifications.models import Message
from tests.factories.calls import CallFactory
from tests.factories.cms import make_briefing, make_call_page, make_consent, make_image
from tests.factories.judging import RubricFactory
from tests.factories.programmes import ThemeFactory, user_with

from .page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(home, sign_in):
    return sign_in(user_with(Role.EDITOR))


def new(kind: str, home, section: str) -> str:
    parent = home.get_children().get(slug=section)
    return f"/admin/pages/add/cms/{kind}/{parent.pk}/"


def story(*named: int, **fields) -> dict:
    """The editor's form of a story of the people who gave the consents `named`."""
    body = fields.pop("body", streamfield([("text", rich_text("<h2>How</h2><p>So.</p>"))]))
    page = {
        "title": "The oven",
        "slug": "oven",
        "introduction": "She bakes.",
        "body": body,
        "people": inline_formset(
            [{"consent": str(pk), "role": "", "where_from": "", "picture": ""} for pk in named]
        ),
        "project": "",
        "city": "",
        "award": "",
        "call": "",
        "course": "",
        "image": "",
        "image_alt": "",
        "seo_title": "",
        "search_description": "",
    }
    return nested_form_data(page | fields)


def errors(response) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def test_editor_publishes_a_story_with_consent(home, editor, client):
    response = editor.post(
        new("storypage", home, "stories"),
        story(make_consent().pk) | {"action-publish": "1"},
    )
    assert response.status_code == 302
    assert client.get("/stories/oven/").status_code == 200


def test_editor_sees_the_page_before_it_is_published(home, editor, client):
    address = new("storypage", home, "stories") + "preview/"
    data = story(make_consent(shown_name="Rosa").pk)
    assert editor.post(address, data).json()["is_valid"] is True
    preview = editor.get(address)
    assert (preview.status_code, "Rosa" in preview.content.decode()) == (200, True)
    assert client.get("/stories/oven/").status_code == 404


def test_publishing_a_story_without_consent_is_refused_in_words(home, editor):
    response = editor.post(new("storypage", home, "stories"), story() | {"action-publish": "1"})
    assert errors(response) == {
        "__all__": [
            "Add the person and their consent first. A story without consent is not published."
        ]
    }
    assert StoryPage.objects.count() == 0


def test_draft_story_may_wait_for_consent(home, editor):
    response = editor.post(new("storypage", home, "stories"), story())
    assert response.status_code == 302
    draft = StoryPage.objects.get()
    assert (draft.live, draft.people.count()) == (False, 0)
    response = editor.post(
        f"/admin/pages/{draft.pk}/edit/", story(title="Renamed") | {"action-publish": "1"}
    )
    assert list(errors(response)) == ["__all__"]


def test_skipped_heading_is_refused_in_words(home, editor):
    body = streamfield([("text", rich_text("<h3>Too deep</h3><p>So.</p>"))])
    response = editor.post(
        new("storypage", home, "stories"),
        story(make_consent().pk, body=body) | {"action-publish": "1"},
    )
    assert errors(response) == {
        "body": [
            "A heading skips a level. Begin with “Heading 2”; "
            "use “Heading 3” only under a “Heading 2”."
        ]
    }


EMPTY_LINE = "There is an empty line in the text. Please delete it."


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        ("<p>So.</p><p></p>", EMPTY_LINE),
        ("<p>So.</p><p> </p><p>Then.</p>", EMPTY_LINE),
        ("<h2></h2><p>So.</p>", "A heading has no words. Write them, or delete it."),
        ("<ul><li>One</li><li></li></ul>", "A point of a list is empty. Please delete it."),
        ("<p>So.</p><h2>Alone</h2>", "Nothing stands under the heading “Alone”."),
        ("<h2>One</h2><h2>Two</h2><p>So.</p>", "Nothing stands under the heading “One”."),
    ],
)
def test_empty_part_is_refused_in_words(home, editor, html, sentence):
    form = story(make_consent().pk, body=streamfield([("text", rich_text(html))]))
    address = new("storypage", home, "stories")
    assert errors(editor.post(address, form | {"action-publish": "1"})) == {"body": [sentence]}
    assert editor.post(address, form).status_code == 302  # a draft may wait


def test_heading_over_a_quote_or_a_smaller_heading_is_not_empty(home, editor):
    words = {"text": "So.", "language": "en", "translation": "", "translated_by": "", "who": ""}
    body = streamfield(
        [
            ("text", rich_text("<h2>One</h2><h3>Two</h3><p>So.</p><h2>Words</h2>")),
            ("quote", words),
        ]
    )
    form = story(make_consent().pk, body=body) | {"action-publish": "1"}
    assert editor.post(new("storypage", home, "stories"), form).status_code == 302


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Click here", "A link says only “Click here”. Let it say where it leads."),
        ("اضغط هنا", "A link says only “اضغط هنا”. Let it say where it leads."),
        (
            "https://example.org/x",
            "A link says only “https://example.org/x”. Let it say where it leads.",
        ),
        (" ", "A link has no words. Write where it leads."),
    ],
)
def test_link_that_does_not_say_where_it_leads_is_refused(home, editor, words, sentence):
    html = f'<p>So. <a href="https://example.org/x">{words}</a></p>'
    response = editor.post(new("callpage", home, "calls"), call_page(who_can_apply=rich_text(html)))
    assert errors(response)["who_can_apply"] == [sentence]


def test_picture_without_words_for_it_is_refused(home, editor):
    response = editor.post(
        new("storypage", home, "stories"),
        story(make_consent().pk, image=str(make_image().pk)) | {"action-publish": "1"},
    )
    assert errors(response) == {"image_alt": ["Say in a few words what the picture shows."]}


def test_picture_in_the_text_without_words_for_it_is_refused(home, editor):
    picture = {"image": {"image": str(make_image().pk), "alt_text": "", "decorative": ""}}
    body = streamfield([("picture", picture | {"caption": ""})])
    response = editor.post(
        new("storypage", home, "stories"),
        story(make_consent().pk, body=body) | {"action-publish": "1"},
    )
    assert list(errors(response)) == ["body"]
    assert "Please add some alt text" in response.content.decode()


def call_page(**fields) -> dict:
    page = {
        "title": "Autumn call",
        "slug": "autumn",
        "introduction": "For people with an idea.",
        "call": "",
        "who_can_apply": rich_text("<p>You.</p>"),
        "what_it_pays": rich_text("<p>Tools.</p>"),
        "how_to_get_help": rich_text(""),
        "body": streamfield([]),
        "seo_title": "",
        "search_description": "",
        "action-publish": "1",
    }
    return nested_form_data(page | fields)


def test_editor_publishes_a_call_page(home, editor, client):
    call = CallFactory(programme=home.programme, code="autumn")
    response = editor.post(new("callpage", home, "calls"), call_page(call=str(call.pk)))
    assert response.status_code == 302
    assert client.get("/calls/autumn/").status_code == 200


def test_call_page_without_a_call_is_refused(home, editor):
    response = editor.post(new("callpage", home, "calls"), call_page())
    assert errors(response) == {"call": ["Choose the call that this page is about."]}
    assert CallPage.objects.count() == 0


def test_call_page_waits_for_what_its_call_lacks(home, editor):
    call = CallFactory(programme=home.programme, published_at=None)
    yesterday = timezone.now() - timedelta(days=1)
    Call.objects.filter(pk=call.pk).update(
        opens_at=yesterday - timedelta(days=1), closes_at=yesterday
    )
    call.cities.clear()
    form = call_page(call=str(call.pk))
    response = editor.post(new("callpage", home, "calls"), form)
    assert errors(response) == {
        "call": [
            "The call's deadline has passed. An officer must give a new one first.",
            "The call has no city. An officer must choose one first.",
        ]
    }
    del form["action-publish"]
    assert editor.post(new("callpage", home, "calls"), form).status_code == 302


def test_editor_hears_what_readers_will_miss(home, editor):
    page = make_call_page(home, languages="en")
    page.call.themes.add(ThemeFactory(name="Housing"))
    shown = Page(editor.get(f"/admin/pages/{page.pk}/edit/").content.decode())
    assert [
        sentence
        for sentence in (
            "The call has no rubric. Readers can't see how the judges decide.",
            "The call has no day for answers. Readers can't see when to expect one.",
            "The call takes applications in Arabic, but this page is not published in it.",
            "The theme “Housing” has no briefing.",
        )
        if sentence not in shown.text
    ] == []


def test_page_of_a_complete_call_has_no_hints(home, editor):
    page = make_call_page(home, answers_by=timezone.localdate() + timedelta(days=99))
    RubricFactory(call=page.call)
    shown = Page(editor.get(f"/admin/pages/{page.pk}/edit/").content.decode())
    assert ["can't be published yet" in shown.text, "readers will miss" in shown.text] == [
        False
    ] * 2


def test_second_briefing_of_a_theme_is_refused_in_words(home, editor):
    briefing = make_briefing()
    given = {"theme": briefing.theme_id, "body": rich_text("<p>Again.</p>")}
    response = editor.post(
        "/admin/snippets/cms/themebriefing/add/?locale=en", nested_form_data(given)
    )
    assert errors(response) == {"theme": ["This theme has a briefing in this language."]}


def test_home_page_offers_the_programmes_figures(home, editor):
    form = editor.get(f"/admin/pages/{home.pk}/edit/").context["form"]
    codes = [code for code, _label in form.fields["figure_codes"].choices]
    assert codes[:2] == ["applications_received", "people_trained"]


def test_pages_know_their_place_in_the_tree(home):
    allowed = {
        page.specific.__class__.__name__: sorted(
            kind.__name__ for kind in page.specific.creatable_subpage_models()
        )
        for page in WagtailPage.objects.filter(locale=home.locale, depth__gt=1)
    }
    assert allowed == {
        "HomePage": [
            "CallIndexPage",
            "EventIndexPage",
            "ImpactPage",
            "JournalIndexPage",
            "LessonIndexPage",
            "NewsIndexPage",
            "PartnerIndexPage",
            "ProjectIndexPage",
            "ResourceIndexPage",
            "SectionPage",
            "StandardPage",
            "StoryIndexPage",
        ],
        "CallIndexPage": ["CallPage"],
        "ProjectIndexPage": ["ProjectPage"],
        "StoryIndexPage": ["StoryPage"],
        "ImpactPage": [],
        "EventIndexPage": ["EventPage"],
        "NewsIndexPage": ["NewsPage"],
        "JournalIndexPage": ["JournalPage"],
        "LessonIndexPage": ["LessonPage"],
        "PartnerIndexPage": ["PartnerPage"],
        "ResourceIndexPage": ["ResourcePage"],
        "StandardPage": ["StandardPage"],
    }


def consent(**fields) -> dict:
    return {
        "name": "Amina Example",
        "email": "amina@example.org",
        "language": "en",
        "uses": ["web", "print"],
        "shown_as": "pseudonym",
        "shown_name": "Rosa",
        "given_on": "2026-05-01",
        "given_how": "Signed form",
        "until": "2028-05-01",
    } | fields


def test_editor_keeps_a_consent_and_the_person_gets_their_link(editor):
    response = editor.post("/admin/snippets/cms/consent/add/", consent())
    assert response.status_code == 302
    assert Consent.objects.get().uses == ["web", "print"]
    assert Message.objects.get().kind == "cms.consent_given"


def test_consent_that_ends_before_it_begins_is_refused_in_words(editor):
    response = editor.post("/admin/snippets/cms/consent/add/", consent(until="2026-04-01"))
    assert errors(response) == {"until": ["The last day comes before the day it was given."]}


def test_consent_is_never_deleted_in_the_admin(editor):
    kept = make_consent()
    assert editor.post(f"/admin/snippets/cms/consent/delete/{kept.pk}/").status_code == 404
    assert Consent.objects.count() == 1
