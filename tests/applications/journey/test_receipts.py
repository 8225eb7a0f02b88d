"""What an applicant keeps of what they sent: the letter, and the PDF with every answer."""

import hashlib
from io import BytesIO

import pikepdf
import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from applications.journey import actions, receipts
from applications.journey.actions import Typed
from applications.journey.models import Application, ChangeRequest, Receipt
from applications.journey.states import State
from applications.journey.tasks import ACKNOWLEDGE
from applications.journey.workflow import ChangedMeanwhile
from files.pdfs import has_tags
from files.printing import as_pdf
from notifications.delivery import deliver_message
from notifications.models import Message
from notifications.queue import is_queued
from tests.factories.accounts import PersonFactory, UserFactory
from tests.factories.journey import GOOD_ANSWERS, ApplicationFactory

pytestmark = pytest.mark.django_db

ARABIC = "ينتظر الناس المساعدة طويلاً."


@pytest.fixture
def draft() -> Application:
    return ApplicationFactory(reference="COV-2026-0007", title="Warm kitchen")


def sent() -> Application:
    draft = ApplicationFactory()
    actions.submit_application(draft, by=draft.applicant.user, seen=State.DRAFT)
    return draft


def send(application: Application) -> Receipt:
    """And let the worker write its letter, which it may do twice without harm."""
    actions.submit_application(application, by=application.applicant.user, seen=application.state)
    receipt = application.receipts.latest("number")
    for _again in range(2):
        receipts.acknowledge(receipt.pk)
    return receipt


def ask_again(application: Application) -> Application:
    """Changes are asked for and the answer is a new one."""
    ChangeRequest.objects.create(
        application=application,
        keys=["need"],
        message="Say more.",
        due_at=application.call.closes_at,
        asked_by=UserFactory(),
    )
    Application.objects.filter(pk=application.pk).update(state=State.CHANGES_REQUESTED)
    application = Application.objects.get(pk=application.pk)
    actions.save_answers(
        application,
        typed=[Typed("need", "People wait for two years.", seen=1)],
        by=application.applicant.user,
    )
    return application


def test_sending_writes_one_receipt_with_the_versions_that_were_sent(draft):
    receipt = send(draft)
    assert (receipt.number, receipt.answers, receipt.sent_by) == (
        1,
        dict.fromkeys(GOOD_ANSWERS, 1),
        draft.applicant.user,
    )


def test_sending_twice_from_two_screens_writes_one_receipt_and_one_letter(draft):
    other = Application.objects.get(pk=draft.pk)
    send(draft)
    with pytest.raises(ChangedMeanwhile):
        actions.submit_application(other, by=draft.applicant.user, seen=State.DRAFT)
    assert (Receipt.objects.count(), Message.objects.count()) == (1, 1)


def test_letter_says_what_when_where_and_what_next(draft):
    receipt = send(draft)
    message = Message.objects.get()
    when = receipts.emails.moment(receipt.sent_at, draft)
    assert message.subject == "We have your application COV-2026-0007"
    assert message.paragraphs[1:3] == [
        f"Thank you. Your application “Warm kitchen” for “{draft.call.title}” came in on {when} "
        "(United Kingdom Time). Its reference is COV-2026-0007.",
        f"What happens next: {receipt.next_words}",
    ]


def test_letter_brings_the_copy_once_however_often_it_is_delivered(draft):
    receipt = send(draft)
    message = Message.objects.get()
    for _again in range(2):
        deliver_message(message.pk)
    [letter] = mail.outbox
    [(name, content, kind)] = letter.attachments
    receipt.refresh_from_db()
    assert (name, kind) == ("COV-2026-0007-1.pdf", "application/pdf")
    assert hashlib.sha256(content).hexdigest() == receipt.sha256


def test_letter_leaves_without_the_copy_while_many_copies_are_not_made(draft, monkeypatch):
    monkeypatch.setattr(receipts, "MOST_TO_PRINT", 1)
    send(draft)
    deliver_message(Message.objects.get().pk)
    assert mail.outbox[0].attachments == []


def test_everybody_who_waits_gets_a_letter_though_another_ones_fails(monkeypatch):
    drafts = [sent() for _each in range(3)]
    broken = drafts[1].receipts.get()
    Receipt.objects.filter(pk=broken.pk).update(language="xx-broken")
    with pytest.raises(receipts.LettersFailed):
        receipts.acknowledge_waiting()
    waiting = Receipt.objects.filter(letter_waits=True)
    assert ([each.pk for each in waiting], Message.objects.count()) == ([broken.pk], 2)


def test_letters_beyond_one_turn_wait_behind_the_others(monkeypatch):
    monkeypatch.setattr(receipts, "AT_ONCE", 2)
    for _each in range(3):
        sent()
    counts = []
    for _turn in range(3):
        ProcrastinateJob.objects.all().delete()
        receipts.acknowledge_waiting()
        counts.append((Message.objects.count(), is_queued(ACKNOWLEDGE)))
    assert counts == [(2, True), (3, False), (3, False)]


def test_worker_is_woken_once_for_all_who_wait(django_capture_on_commit_callbacks):
    for _each in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            sent()
    assert ProcrastinateJob.objects.filter(queueing_lock=ACKNOWLEDGE).count() == 1


def test_who_sends_while_letters_wait_wakes_nobody(sign_in, django_capture_on_commit_callbacks):
    first = sent()
    for waits in (False, True):
        draft = ApplicationFactory(call=first.call)
        applicant = sign_in(draft.applicant.user)
        with django_capture_on_commit_callbacks() as afterwards:
            applicant.post(reverse("journey:check", args=[draft.public_id]), {"seen": "draft"})
        assert (receipts.wake_worker not in afterwards) is waits
        receipts.wake_worker()


def test_pressing_send_asks_little(sign_in, django_assert_num_queries):
    """Session and user; the application, its answers, the move with its record and the receipt
    between a savepoint and its release."""
    first = sent()
    draft = ApplicationFactory(call=first.call)
    applicant = sign_in(draft.applicant.user)
    with django_assert_num_queries(8):
        applicant.post(reverse("journey:check", args=[draft.public_id]), {"seen": "draft"})
    draft.refresh_from_db()
    assert draft.state == State.SUBMITTED


def test_copy_too_large_for_a_letter_stays_on_the_page(draft, monkeypatch):
    monkeypatch.setattr(receipts, "LARGEST_IN_A_LETTER", 100)
    send(draft)
    deliver_message(Message.objects.get().pk)
    assert mail.outbox[0].attachments == []


def test_copy_is_made_once_and_never_changes(draft):
    receipt = send(draft)
    first, second = receipts.make(receipt.pk), receipts.make(receipt.pk)
    assert (first.made_at, first.sha256) == (second.made_at, second.sha256)
    with pytest.raises(DatabaseError), transaction.atomic():
        Receipt.objects.filter(pk=receipt.pk).update(sha256="0" * 64)


def test_worker_that_died_half_way_leaves_one_file(draft, monkeypatch):
    receipt = send(draft)

    def dies(self, *args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(Receipt, "save", dies)
        with pytest.raises(KeyboardInterrupt):
            receipts.make(receipt.pk)
    made = receipts.make(receipt.pk)
    folder, _slash, name = made.file.name.rpartition("/")
    assert made.file.storage.listdir(folder)[1] == [name]


def test_copy_is_tagged_names_its_language_and_has_its_fonts_inside(draft):
    with receipts.make(send(draft).pk).file.open("rb") as stream:
        content = stream.read()
    assert has_tags(BytesIO(content)) is True
    with pikepdf.open(BytesIO(content)) as document:
        assert str(document.Root.Lang) == "en"
        fonts = [each for each in document.objects if _is(each, "/FontDescriptor")]
        assert fonts
        assert [
            each for each in fonts if "/FontFile2" not in each and "/FontFile3" not in each
        ] == []
        with document.open_metadata() as facts:
            assert facts["pdfuaid:part"] == "1"


def _is(thing: object, kind: str) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == kind


def test_copy_holds_every_answer_as_it_was_sent_though_it_changed_later():
    draft = ApplicationFactory(answers={})
    typed = [Typed(key, value) for key, value in GOOD_ANSWERS.items()]
    actions.save_answers(draft, typed=typed, by=draft.applicant.user)
    first = send(draft)
    again = ask_again(draft)
    second = send(again)
    texts = [receipts.as_html(each) for each in (first, second)]
    assert [("People wait too long for help." in text, "two years" in text) for text in texts] == [
        (True, False),
        (False, True),
    ]
    assert [each.number for each in draft.receipts.all()] == [1, 2]
    assert Message.objects.filter(kind="journey.submit").count() == 2


def test_copy_in_arabic_runs_from_right_to_left():
    person = PersonFactory(language="ar")
    application = ApplicationFactory(
        user=UserFactory(person=person), answers=GOOD_ANSWERS | {"need": ARABIC}, language="ar"
    )
    receipt = send(application)
    html = receipts.as_html(receipt)
    assert '<html lang="ar" dir="rtl">' in html
    assert f'<p class="answer" lang="ar" dir="rtl">{ARABIC}</p>' in html


def test_nothing_is_fetched_for_a_pdf():
    with pytest.raises(ValueError, match="this document asks for file:///etc/passwd"):
        as_pdf('<html lang="en"><title>x</title><img src="file:///etc/passwd"></html>')


def test_letter_goes_without_a_copy_where_nothing_can_print(draft, monkeypatch):
    def missing(html: str) -> bytes:
        raise receipts.CannotPrint

    monkeypatch.setattr(receipts, "as_pdf", missing)
    send(draft)
    deliver_message(Message.objects.get().pk)
    assert [letter.attachments for letter in mail.outbox] == [[]]


def test_copy_opens_for_the_applicant_alone(draft, sign_in):
    receipt = send(draft)
    address = reverse("journey:copy", args=[draft.public_id, 1])
    applicant, stranger = sign_in(draft.applicant.user), sign_in(UserFactory())
    assert applicant.get(address).status_code == 404
    receipts.make(receipt.pk)
    link = applicant.get(address)
    assert b"".join(applicant.get(link.url).streaming_content).startswith(b"%PDF-1.7")
    assert stranger.get(address).status_code == 404


def test_status_page_offers_each_copy(draft, sign_in):
    client = sign_in(draft.applicant.user)
    receipt = send(draft)
    page = reverse("journey:status", args=[draft.public_id])
    waiting = client.get(page).content.decode()
    receipts.make(receipt.pk)
    ready = client.get(page).content.decode()
    address = reverse("journey:copy", args=[draft.public_id, 1])
    assert [("We are making a copy" in text, address in text) for text in (waiting, ready)] == [
        (True, False),
        (False, True),
    ]


def test_copy_says_who_else_typed_an_answer(draft):
    helper = UserFactory(person__display_name="Leyla Demir")
    receipt = send(draft)
    draft.answers.filter(key="need").update(typed_by=helper)
    assert receipts.as_html(receipt).count("Typed by Leyla Demir") == 1
