"""What the script sends while a person types."""

import hashlib

import pytest
from django.urls import reverse

from applications.journey.models import Answer, AnswerVersion
from applications.journey.states import State
from tests.applications.journey.records import close_call
from tests.factories.journey import ApplicationFactory

pytestmark = pytest.mark.django_db
TEXT = "الخبز الدافئ\nand “more” than 200 words " * 40


@pytest.fixture
def draft():
    return ApplicationFactory(answers={})


def address(draft) -> str:
    return reverse("journey:autosave", args=[draft.public_id, "project"])


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_autosave_keeps_the_text_letter_by_letter_and_names_its_version(draft, sign_in):
    applicant = sign_in(draft.applicant.user)
    said = applicant.post(address(draft), {"need": TEXT, "amount": ""}).json()
    assert (said["versions"], said["clashes"]) == ({"need": 1}, [])
    assert digest(Answer.objects.get().value) == digest(TEXT)
    again = {"need": TEXT + "!", "amount": "", "version-need": "1"}
    assert applicant.post(address(draft), again).json()["versions"] == {"need": 2}
    texts = AnswerVersion.objects.order_by("version").values_list("value", flat=True)
    assert [digest(each) for each in texts] == [digest(TEXT), digest(TEXT + "!")]


def test_autosave_over_another_windows_text_leaves_it_and_says_so(draft, sign_in):
    applicant = sign_in(draft.applicant.user)
    applicant.post(address(draft), {"need": "From the phone", "amount": ""})
    said = applicant.post(address(draft), {"need": "From the library", "amount": ""}).json()
    assert (said["versions"], said["clashes"]) == ({}, ["need"])
    assert Answer.objects.get().value == "From the phone"


def test_autosave_after_the_deadline_still_keeps_the_text(draft, sign_in):
    close_call(draft)
    answer = sign_in(draft.applicant.user).post(address(draft), {"need": "Mid-sen", "amount": ""})
    assert (answer.status_code, Answer.objects.get().value) == (200, "Mid-sen")


def test_autosave_of_who_is_signed_out_says_so_without_a_redirect(draft, client):
    answer = client.post(address(draft), {"need": "Hello"})
    assert (answer.status_code, Answer.objects.count()) == (401, 0)


def test_autosave_after_sending_says_that_it_is_closed(sign_in):
    sent = ApplicationFactory(state=State.SUBMITTED)
    answer = sign_in(sent.applicant.user).post(address(sent), {"need": "Late"})
    assert (answer.status_code, sent.answers.get(key="need").version) == (409, 1)


def test_autosave_of_a_part_that_does_not_exist_is_not_found(draft, sign_in):
    url = reverse("journey:autosave", args=[draft.public_id, "nothing"])
    assert sign_in(draft.applicant.user).post(url, {}).status_code == 404


@pytest.mark.parametrize("times", [1, 3])
def test_autosave_asks_as_often_for_three_answers(draft, sign_in, django_assert_num_queries, times):
    applicant = sign_in(draft.applicant.user)
    applicant.post(address(draft), {"need": "First", "amount": "1"})
    changed = {"need": "Second", "amount": "1", "version-need": "1", "version-amount": "1"}
    for number in range(1, times + 1):
        with django_assert_num_queries(13):
            applicant.post(
                address(draft), changed | {"need": f"Text {number}", "version-need": str(number)}
            )
