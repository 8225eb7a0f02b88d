"""Files on a phone: many at once, over a bad network, in one's own voice, and without scripts."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from applications.journey.models import AnswerFile
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.questions import question, section
from tests.factories.uploads import pdf, picture
from tests.sessions import signed_in

from .browser import PATIENCE
from .running import installation

ASKED = (question("papers", "files"), question("voice", "spoken"))
HUM_INTO_THE_MICROPHONE = """
    navigator.mediaDevices.getUserMedia = async () => {
        const sound = new AudioContext(), hum = sound.createOscillator();
        const microphone = sound.createMediaStreamDestination();
        hum.connect(microphone);
        hum.start();
        return microphone.stream;
    };
"""


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    with (
        django_db_blocker.unblock(),
        installation("uploads", tmp_path_factory.mktemp("uploads")) as running,
    ):
        yield running


@pytest.fixture
def phone(site, browser):
    """`phone(scripts=True)` opens the page of a new draft; gives the page, context and draft."""
    opened = []

    def open_page(*, scripts: bool = True, first: str = "") -> SimpleNamespace:
        call = CallFactory(questions=[section("all", *ASKED)])
        draft = ApplicationFactory(call=call, answers={})
        context = browser.new_context(
            java_script_enabled=scripts, viewport={"width": 360, "height": 740}, base_url=site.url
        )
        opened.append(context)
        context.set_default_timeout(PATIENCE)
        if first:
            context.add_init_script(first)
        cookies = signed_in(draft.applicant.user).cookies
        context.add_cookies(
            [{"name": k, "value": m.value, "url": site.url} for k, m in cookies.items()]
        )
        page = context.new_page()
        page.goto(reverse("journey:section", args=[draft.public_id, "all"]))
        return SimpleNamespace(page=page, context=context, draft=draft)

    yield open_page
    for context in opened:
        context.close()


def a_file(name: str, content: bytes) -> dict:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def kept(draft) -> list[tuple[str, str]]:
    records = AnswerFile.objects.filter(application=draft, removed_at=None)
    return [(each.key, each.stored.name) for each in records.select_related("stored")]


def soon(opened, expected: list[tuple[str, str]]) -> bool:
    """Whether these are the files of the draft before long: the script saves a moment later."""
    for _time in range(100):
        if kept(opened.draft) == expected:
            return True
        opened.page.wait_for_timeout(100)
    return False


def test_files_go_up_by_themselves_and_go_on_when_the_network_is_back(phone):
    opened = phone()
    page, box = opened.page, opened.page.locator(".uploads").first
    opened.context.set_offline(True)
    photo = picture("PNG", (900, 900))
    page.locator("#id_papers").set_input_files(
        [a_file("plan.pdf", pdf()), a_file("shop.png", photo), a_file("evil.jpg", b"MZ no photo")]
    )
    box.get_by_text("No connection").first.wait_for()
    assert kept(opened.draft) == []
    opened.context.set_offline(False)
    box.get_by_text("“evil.jpg” is not a kind of file").wait_for()
    assert box.get_by_text("Added", exact=True).count() == 2
    page.locator(".saving").get_by_text("Saved at").wait_for()
    assert kept(opened.draft) == [("papers", "plan.pdf"), ("papers", "shop.png")]
    page.get_by_role("button", name="Take away: plan.pdf").click()
    assert soon(opened, [("papers", "shop.png")])
    page.reload()
    assert page.locator(".upload-name bdi").all_inner_texts() == ["shop.png"]


def test_voice_is_recorded_in_the_browser_and_can_be_heard(phone):
    opened = phone(first=HUM_INTO_THE_MICROPHONE)
    page = opened.page
    page.get_by_role("button", name="Record your answer").click()
    page.get_by_text("Recording.").wait_for()
    page.wait_for_timeout(1500)
    page.get_by_role("button", name="Stop").click()
    page.locator(".uploads").last.get_by_text("Added", exact=True).wait_for()
    [name] = page.locator(".uploads").last.locator(".upload-name bdi").all_inner_texts()
    assert soon(opened, [("voice", name)])
    page.reload()
    record = AnswerFile.objects.select_related("stored").get(application=opened.draft)
    assert 0.5 < record.stored.seconds < 20
    player = page.locator("audio")
    length = "audio => new Promise(go => { audio.onloadedmetadata = () => go(audio.error === null);"
    assert player.evaluate(length + " audio.onerror = () => go(false); audio.load(); })") is True


def test_without_scripts_the_form_brings_the_files(phone):
    opened = phone(scripts=False)
    page = opened.page
    page.locator("#id_papers").set_input_files([a_file("plan.pdf", pdf()), a_file("b.txt", b"x")])
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_text("“b.txt” is not a kind of file").first.wait_for()
    assert kept(opened.draft) == [("papers", "plan.pdf")]
    page.get_by_label("Take away: plan.pdf").check()
    page.get_by_role("button", name="Save and go on").click()
    page.wait_for_url("**/check/")
    assert kept(opened.draft) == []
