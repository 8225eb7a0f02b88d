"""A file is scanned before others may open it."""

import io

import pytest
from django.core.checks import run_checks
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

import audit.record
from applications.journey.papers import papers_of
from applications.journey.states import State
from applications.training.actions import upload_plan
from files.actions import store
from files.clamd import ScannerFailed, virus_in
from files.kinds import SOUND
from files.models import Scan, StoredFile
from files.storage import private
from files.tasks import scan, sweep
from notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.uploads import pdf, upload, wav

from .hostile import EICAR, docx_with
from .scanners import NAME, clamd, speaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_clamd(settings, tmp_path):
    """ClamAV itself."""
    with clamd(tmp_path) as settings.CLAMD_URL:
        yield


@pytest.fixture
def by_speaker(settings):
    with speaker() as settings.CLAMD_URL:
        yield


def jobs() -> list[dict]:
    waiting = ProcrastinateJob.objects.filter(task_name="files.scan", status="todo")
    return list(waiting.order_by("id").values_list("args", flat=True))


def work() -> None:
    for args in jobs():
        scan(**args)


def send(content: bytes, name: str = "plan.docx") -> StoredFile:
    return store(upload(content, name), by=UserFactory())


def test_clamd_lets_a_clean_file_pass_and_stops_one_with_a_virus(by_clamd):
    clean, bad = send(pdf(), "a.pdf"), send(docx_with(word__note_dot_txt=EICAR))
    assert [each.scan for each in (clean, bad)] == [Scan.WAITING, Scan.WAITING]
    assert [each.is_open for each in (clean, bad)] == [False, False]
    work()
    clean.refresh_from_db()
    bad.refresh_from_db()
    assert (clean.scan, clean.finding, clean.is_open) == (Scan.CLEAN, "", True)
    assert (bad.scan, bad.finding, bad.is_open) == (Scan.INFECTED, f"{NAME}.UNOFFICIAL", False)
    assert [private().exists(each.path) for each in (clean, bad)] == [True, False]


def test_clamd_takes_a_file_of_the_largest_kind(by_clamd):
    assert virus_in(io.BytesIO(bytes(100 * 1024 * 1024) + b"x")) == ""


def test_infected_file_is_deleted_its_sender_told_and_the_record_kept(by_speaker):
    bad = send(docx_with(word__note_dot_txt=EICAR), "My plan.docx")
    work()
    work()
    bad.refresh_from_db()
    assert (bad.scan, bad.finding) == (Scan.INFECTED, NAME)
    assert not private().exists(bad.path)
    [letter] = Message.objects.all()
    assert (letter.to_email, letter.subject) == (
        bad.owner.email,
        "Please send “My plan.docx” again",
    )
    [entry] = audit.record.history(bad)
    assert (entry.action, entry.data["virus"]) == ("files.infected", NAME)


def test_scan_that_was_cut_off_after_its_verdict_still_deletes_the_file(by_speaker):
    bad = send(docx_with(word__note_dot_txt=EICAR))
    StoredFile.objects.filter(pk=bad.pk).update(scan=Scan.INFECTED)
    work()
    assert not private().exists(bad.path)


def test_file_stays_closed_while_the_scanner_is_away_and_is_scanned_later(settings):
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    sent = send(pdf(), "a.pdf")
    with pytest.raises(ScannerFailed):
        work()
    ProcrastinateJob.objects.all().update(status="failed", queueing_lock=None)
    sweep(timestamp=0)
    assert len(jobs()) == 1
    with speaker() as settings.CLAMD_URL:
        work()
    sent.refresh_from_db()
    assert sent.scan == Scan.CLEAN


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"what?\0"])
def test_scanner_that_does_not_finish_has_said_nothing(settings, answer):
    with speaker(answer) as settings.CLAMD_URL, pytest.raises(ScannerFailed):
        virus_in(io.BytesIO(b"words"))


def test_without_a_scanner_files_are_open_and_say_that_they_were_not_scanned(settings):
    settings.CLAMD_URL = ""
    sent = send(pdf(), "a.pdf")
    assert (sent.scan, sent.is_open, jobs()) == (Scan.OFF, True, [])
    assert [each.id for each in run_checks(tags=["security"], include_deployment_checks=True)
            if each.id.startswith("files")] == ["files.W001"]  # fmt: skip


def test_plan_reaches_judges_and_officers_only_after_its_scan(by_speaker, sign_in):
    application = ApplicationFactory(state=State.IN_TRAINING)
    plan = upload_plan(application=application, upload=upload(), by=application.applicant.user)
    url = reverse("training:plan_file", args=[application.public_id, 1])
    assert papers_of(application) == []
    assert sign_in(application.applicant.user).get(url).status_code == 302
    work()
    plan.refresh_from_db()
    [paper] = papers_of(application)
    assert (plan.scan, paper.format) == (Scan.CLEAN, "PDF")


def test_plan_with_a_virus_does_not_count(by_speaker, sign_in):
    application = ApplicationFactory(state=State.IN_TRAINING)
    bad = upload(docx_with(word__note_dot_txt=EICAR), "plan.docx")
    upload_plan(application=application, upload=bad, by=application.applicant.user)
    work()
    url = reverse("training:plan_file", args=[application.public_id, 1])
    assert sign_in(application.applicant.user).get(url).status_code == 404
    assert (papers_of(application), list(application.business_plans.usable())) == ([], [])


def test_own_file_opens_until_it_is_found_infected(by_speaker, sign_in):
    sent = store(upload(wav(), "me.wav"), by=UserFactory(), allowed=SOUND)
    url = reverse("files:own", args=[sent.public_id])
    assert sign_in(sent.owner).get(url).status_code == 200
    StoredFile.objects.filter(pk=sent.pk).update(scan=Scan.INFECTED)
    assert sign_in(sent.owner).get(url).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "part", "said"),
    [
        ("", 200, slice(None), None),
        ("bytes=0-1", 206, slice(0, 2), "bytes 0-1/16044"),
        ("bytes=16000-", 206, slice(16000, None), "bytes 16000-16043/16044"),
        ("bytes=90000-", 416, slice(0, 0), "bytes */16044"),
    ],
)
def test_sound_plays_from_our_own_host_in_the_ranges_a_phone_asks_for(
    sign_in, asked, status, part, said
):
    sent = store(upload(wav(), "me.wav"), by=UserFactory(), allowed=SOUND)
    response = sign_in(sent.owner).get(
        reverse("files:own", args=[sent.public_id]), headers={"Range": asked}
    )
    assert (response.status_code, response.content) == (status, wav()[part])
    assert response.headers.get("Content-Range") == said


def test_stored_file_of_somebody_else_is_not_found(sign_in):
    url = reverse("files:own", args=[send(pdf(), "a.pdf").public_id])
    assert sign_in(UserFactory()).get(url).status_code == 404
