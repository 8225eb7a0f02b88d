"""Nothing typed is lost, whatever happens: each time the text's SHA-256 before and after.

Dead networks and closed pages are in tests/e2e/test_autosave.py, killed processes in
tests/bench/kill.py.
"""

import hashlib
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import audit.record
from applications.journey.models import Answer, AnswerVersion, Application
from applications.journey.states import State
from tests.accounts.test_sign_in import enter
from tests.factories.journey import ApplicationFactory, HelperFactory
from tests.sessions import BACKEND

pytestmark = pytest.mark.django_db
FIRST = "الخبز الدافئ لجيراننا\nWarm bread, “every” morning. "
SECOND = "Nobody in our street has an oven.\n" * 3 + "!"


@pytest.fixture
def draft() -> Application:
    return ApplicationFactory(answers={})


@pytest.fixture
def applicant(draft, sign_in) -> Client:
    return sign_in(draft.applicant.user)


def digest(text: str) -> str:
    return hashlib.sha256(text.strip().encode()).hexdigest()


def section(draft: Application) -> str:
    return reverse("journey:section", args=[draft.public_id, "project"])


def save(person: Client, draft: Application, text: str, *, seen: int = 0, **more: str):
    return person.post(section(draft), {"need": text, "version-need": str(seen), **more})


def stored(draft: Application) -> str:
    return digest(Answer.objects.get(application=draft, key="need").value)


def on_record(draft: Application) -> set[str]:
    texts = AnswerVersion.objects.filter(application=draft, key="need")
    return {digest(each) for each in texts.values_list("value", flat=True)}


def fields_of(page) -> dict[str, str]:
    """What the boxes of the page hold, as the browser would send them back."""
    return {each.name: each.value() or "" for each in page.context["form"]}


def test_two_tabs_keep_both_texts(applicant, draft):
    save(applicant, draft, FIRST)
    other = save(applicant, draft, SECOND, seen=0)
    [row] = [row for row in other.context["rows"] if row.clash]
    assert (digest(row.theirs), digest(row.field.value())) == (digest(FIRST), digest(SECOND))
    save(applicant, draft, SECOND, seen=row.version, **{"choose-need": "mine"})
    assert (stored(draft), on_record(draft)) == (digest(SECOND), {digest(FIRST), digest(SECOND)})


def test_two_people_keep_both_texts(applicant, draft, sign_in):
    helper = sign_in(HelperFactory(application=draft).user)
    save(helper, draft, FIRST)
    mine = save(applicant, draft, SECOND, seen=0)
    [row] = [row for row in mine.context["rows"] if row.clash]
    assert (digest(row.theirs), digest(row.field.value())) == (digest(FIRST), digest(SECOND))
    assert stored(draft) == digest(FIRST)


def test_an_old_page_of_the_back_button_overwrites_nothing(applicant, draft):
    save(applicant, draft, FIRST)
    old = fields_of(applicant.get(section(draft)))
    save(applicant, draft, SECOND, seen=1)
    applicant.post(section(draft), old | {"version-need": "1"})
    assert stored(draft) == digest(SECOND)


def test_text_sent_after_the_session_ended_is_there_after_signing_in(applicant, draft):
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    save(applicant, draft, FIRST)
    assert not Answer.objects.exists()
    enter(applicant, draft.applicant.user.email)
    kept = applicant.get("/my/kept/").context["kept"]
    applicant.post(kept["path"], dict(kept["fields"]))
    assert stored(draft) == digest(FIRST)


def test_server_that_dies_in_the_middle_leaves_all_or_nothing(applicant, draft, monkeypatch):
    save(applicant, draft, FIRST)

    def die(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(audit.record, "record", die)
        with pytest.raises(KeyboardInterrupt):
            save(applicant, draft, SECOND, seen=1)
    assert (stored(draft), on_record(draft)) == (digest(FIRST), {digest(FIRST)})
    save(applicant, draft, SECOND, seen=1)
    assert stored(draft) == digest(SECOND)


def test_deadline_that_passes_in_the_middle_of_a_sentence_costs_no_word(applicant, draft):
    save(applicant, draft, FIRST)
    with time_machine.travel(draft.call.grace_ends_at + timedelta(seconds=1)):
        fresh = Client()
        fresh.force_login(draft.applicant.user, backend=BACKEND)
        save(fresh, draft, SECOND, seen=1)
        fresh.post(reverse("journey:check", args=[draft.public_id]), {"seen": "draft"})
    draft.refresh_from_db()
    assert (draft.state, stored(draft)) == (State.DRAFT, digest(SECOND))


def test_sending_twice_keeps_one_application_with_every_text(sign_in):
    ready = ApplicationFactory()
    before = {each.key: digest(str(each.value)) for each in ready.answers.all()}
    for _press in range(2):
        sign_in(ready.applicant.user).post(
            reverse("journey:check", args=[ready.public_id]), {"seen": "draft"}
        )
    ready.refresh_from_db()
    after = {each.key: digest(str(each.value)) for each in ready.answers.all()}
    assert (ready.state, ready.receipts.count(), after) == (State.SUBMITTED, 1, before)
