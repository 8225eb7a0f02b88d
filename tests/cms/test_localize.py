"""wagtail-localize with our own pages, blocks and stories, as editors and translators use it."""

import polib
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from accounts.models import User
from accounts.roles import Role
from cms import actions
from cms.models import CallIndexPage, CallPage, StoryPage
from tests.factories.cms import make_call_page, make_image, make_story
from tests.factories.programmes import user_with
from tests.sessions import signed_in

from .page import read

pytestmark = pytest.mark.django_db

BODY = [
    {"type": "text", "value": "<h2>How it began</h2><p>With an <b>oven</b>.</p>"},
    {
        "type": "quote",
        "value": {"text": "Zimno było.", "language": "pl", "translation": "It was cold."},
    },
    {
        "type": "figures",
        "value": {
            "figures": [{"value": "7", "label": "ovens", "as_of": "2026-01-02", "source": "Count"}]
        },
    },
]


@pytest.fixture
def admin(home):
    return signed_in(user_with(Role.ADMINISTRATOR))


def submit(admin, page: Page, code: str, **options) -> Translation:
    """Send a page for translation as the admin's form does."""
    locale = Locale.objects.get(language_code=code)
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    response = admin.post(address, {"locales": [locale.pk], **options})
    assert response.status_code == 302
    return Translation.objects.get(
        source__object_id=page.translation_key, target_locale__language_code=code
    )


def translate_all(translation: Translation, words: dict[str, str]) -> None:
    """Put each string of the page in other words: those given, or itself in brackets."""
    for segment in StringSegment.objects.filter(source=translation.source):
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            data=words.get(segment.string.data, f"[{segment.string.data}]"),
        )


def publish(admin, translation: Translation, execute):
    page = translation.get_target_instance()
    with execute(execute=True):
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return admin.post(address, {"action": "publish"}, follow=True)


def english_call(home) -> CallPage:
    page = make_call_page(home, code="autumn", languages="en")
    page.body = BODY
    page.save_revision().publish()
    return page


def test_a_page_is_translated_by_segment(home, admin, client, django_capture_on_commit_callbacks):
    translation = submit(admin, english_call(home), "ar")
    editor = admin.get(reverse("wagtailadmin_pages:edit", args=[target(translation).pk]))
    assert editor.status_code == 200
    translate_all(translation, {"Autumn call": "دعوة الخريف"})
    publish(admin, translation, django_capture_on_commit_callbacks)
    shown = read(client, "/ar/calls/autumn/")
    assert shown.text.count("دعوة الخريف") > 0
    assert shown.text.count("[With an") == 1


def target(translation: Translation) -> Page:
    return translation.get_target_instance()


def test_an_address_is_the_same_in_every_language(home, admin):
    page = english_call(home)
    translation = submit(admin, page, "ar")
    assert target(translation).slug == page.slug == "autumn"
    strings = StringSegment.objects.filter(source=translation.source, context__path="slug")
    assert strings.count() == 0


def test_a_quote_keeps_its_words_and_gains_a_translation(
    home, admin, django_capture_on_commit_callbacks
):
    translation = submit(admin, english_call(home), "ar")
    translate_all(
        translation, {"Zimno było.": "Nobody may change this.", "It was cold.": "كان باردًا."}
    )
    publish(admin, translation, django_capture_on_commit_callbacks)
    quote = CallPage.objects.get(locale__language_code="ar").body[1].value
    assert (quote["text"], quote["language"], quote["translation"]) == (
        "Zimno było.",
        "pl",
        "كان باردًا.",
    )


def test_a_po_file_goes_out_and_comes_back(home, admin, django_capture_on_commit_callbacks):
    translation = submit(admin, english_call(home), "ar")
    sent = admin.get(reverse("wagtail_localize:download_pofile", args=[translation.pk]))
    catalogue = polib.pofile(sent.content.decode())
    for entry in catalogue:
        entry.msgstr = f"[{entry.msgid}]"
    file = SimpleUploadedFile("page.po", str(catalogue).encode())
    back = admin.post(
        reverse("wagtail_localize:upload_pofile", args=[translation.pk]), {"file": file}
    )
    assert back.status_code == 302
    publish(admin, translation, django_capture_on_commit_callbacks)
    page = CallPage.objects.get(locale__language_code="ar")
    assert (page.title, page.live) == ("[Autumn call]", True)


def test_a_translated_story_still_needs_consent(home, admin, django_capture_on_commit_callbacks):
    story = make_story(languages="en", image=make_image())
    translation = submit(admin, story, "ar")
    translate_all(translation, {})
    actions.withdraw_consent(story.people.get().consent, by=User.objects.system())
    with pytest.raises(ValidationError, match="took their consent back"):
        publish(admin, translation, django_capture_on_commit_callbacks)
    assert StoryPage.objects.get(locale__language_code="ar").live is False


def test_a_translated_story_has_its_consent_picture_and_themes(
    home, admin, client, django_capture_on_commit_callbacks
):
    story = make_story(languages="en", image=make_image())
    translation = submit(admin, story, "ar")
    translate_all(translation, {})
    publish(admin, translation, django_capture_on_commit_callbacks)
    arabic = StoryPage.objects.get(locale__language_code="ar")
    assert (arabic.live, arabic.people.get().consent, arabic.image) == (
        True,
        story.people.get().consent,
        story.image,
    )
    actions.withdraw_consent(story.people.get().consent, by=User.objects.system())
    assert client.get("/ar/stories/oven/").status_code == 404


def test_a_tree_is_submitted_with_all_below(home, admin):
    english_call(home)
    index = CallIndexPage.objects.get(locale__language_code="en")
    CallIndexPage.objects.get(locale__language_code="ar").delete()
    submit(admin, index, "ar", include_subtree="on")
    arabic = Page.objects.filter(locale__language_code="ar", url_path__startswith="/home-ar/calls/")
    assert set(arabic.values_list("slug", flat=True)) == {"calls", "autumn"}


def test_a_copy_in_the_first_language_is_no_translation(home, admin, client):
    """Pages that a synchronised tree makes are copies until somebody translates them."""
    page = english_call(home)
    page.copy_for_translation(Locale.objects.get(language_code="ar"), alias=True)
    switch = {tag["lang"]: tag["href"] for tag in read(client, page.url).all("a", hreflang="ar")}
    assert switch == {"ar": f"/ar/other-languages/{page.pk}/"}
