"""Messages between an applicant and the officers of their application."""

import pytest
from django.urls import reverse

import audit.record
from accounts.roles import Role
from applications.journey import actions, desk, thread
from applications.journey.models import Application, Note
from applications.journey.states import State
from applications.journey.waiting import messages_from_applicants, messages_to_read
from applications.journey.workflow import NotPermitted, NotReady
from files.actions import store
from files.models import Scan, StoredFile
from notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import user_with
from tests.factories.uploads import jpeg, pdf, upload

pytestmark = pytest.mark.django_db

SECRET = "My landlord says no."


@pytest.fixture
def application() -> Application:
    return ApplicationFactory(state=State.SUBMITTED, title="Warm kitchen")


@pytest.fixture
def officer(application):
    return user_with(Role.OFFICER, programme=application.call.programme)


def ask(application: Application, text: str = SECRET) -> Note:
    return thread.write_message(application, text=text, by=application.applicant.user)


def answer(application: Application, officer, text: str = "Send us his letter.") -> Note:
    return actions.write_note(application, audience=Note.Audience.APPLICANT, text=text, by=officer)


def test_message_is_kept_recorded_and_told_without_its_words(application, officer):
    note = ask(application)
    [entry] = audit.record.history(application)
    assert (entry.action, entry.data) == ("application.message", {"message": note.pk})
    [letter] = Message.objects.all()
    assert (letter.to_email, letter.subject) == (
        officer.person.email or officer.email,
        "A message waits for the team",
    )
    said = " ".join([letter.subject, *letter.paragraphs, letter.action_url])
    assert [word in said for word in (SECRET, "Warm kitchen", application.reference)] == [False] * 3


def test_answer_tells_the_applicant_only_that_a_message_waits(application, officer):
    answer(application, officer)
    letter = Message.objects.get()
    assert (letter.to_email, letter.subject, letter.paragraphs[1:]) == (
        application.applicant.email,
        "A message waits for you",
        ["A message waits for you. Sign in to read it and to answer."],
    )


def test_button_pressed_twice_writes_once(application, officer):
    assert ask(application) == ask(application)
    assert Message.objects.count() == 1


def test_second_message_brings_no_second_letter_until_the_first_is_read(application, officer):
    ask(application)
    ask(application, "And one more thing.")
    assert Message.objects.count() == 1
    thread.mark_read(application, by=officer)
    ask(application, "Are you there?")
    assert Message.objects.count() == 2


def test_who_reads_the_application_is_told_alone(application, officer):
    user_with(Role.OFFICER, programme=application.call.programme)
    desk.assign(application, to=officer, by=officer)
    application.refresh_from_db()
    ask(application)
    assert [each.user for each in Message.objects.all()] == [officer]


def test_each_side_reads_what_the_other_wrote(application, officer):
    question, reply = ask(application), answer(application, officer)
    thread.mark_read(application, by=officer)
    for each in (question, reply):
        each.refresh_from_db()
    assert (question.read_by, reply.read_at) == (officer, None)
    thread.mark_read(application, by=application.applicant.user)
    reply.refresh_from_db()
    assert reply.read_by == application.applicant.user


def test_draft_has_no_thread(officer):
    draft = ApplicationFactory()
    with pytest.raises(NotReady, match="after you sent your application"):
        ask(draft)


def test_strangers_and_officers_do_not_write_as_the_applicant(application, officer):
    for user in (UserFactory(), officer):
        with pytest.raises(NotPermitted):
            thread.write_message(application, text="Hello", by=user)


def test_notes_of_the_team_are_no_part_of_the_thread(application, officer, sign_in):
    actions.write_note(application, audience=Note.Audience.TEAM, text="Hush", by=officer)
    ask(application)
    client = sign_in(application.applicant.user)
    page = client.get(reverse("journey:messages", args=[application.public_id]))
    assert [each.note.text for each in page.context["thread"]] == [SECRET]


def test_what_waits_is_named_on_the_first_screens(application, officer):
    applicant = application.applicant.user
    assert (messages_from_applicants(officer), messages_to_read(applicant)) == ([], [])
    ask(application)
    answer(application, officer)
    assert [each.label for each in messages_from_applicants(officer)] == [
        "1 applicant wrote to you"
    ]
    assert [each.about for each in messages_to_read(applicant)] == ["Warm kitchen"]


# On the screens.


def own(application: Application) -> str:
    return reverse("journey:messages", args=[application.public_id])


def test_thread_goes_back_and_forth_on_the_screens(application, officer, sign_in):
    applicant, desk_of = sign_in(application.applicant.user), sign_in(officer)
    handled = reverse("pipeline:messages", args=[application.public_id])
    applicant.post(own(application), {"text": SECRET})
    page = desk_of.get(handled)
    assert [(each.note.text, each.note.is_new_to_team) for each in page.context["thread"]] == [
        (SECRET, True)
    ]
    desk_of.post(handled, {"text": "Send us his letter."})
    page = applicant.get(own(application))
    assert [(each.note.text, each.note.is_new_to_applicant) for each in page.context["thread"]] == [
        (SECRET, False),
        ("Send us his letter.", True),
    ]
    again = applicant.get(own(application)).context["thread"]
    assert [each.note.is_new_to_applicant for each in again] == [False, False]


def test_message_that_is_too_long_is_shown_again(application, sign_in):
    text = "a" * (thread.LONGEST + 1)
    page = sign_in(application.applicant.user).post(own(application), {"text": text})
    assert page.context["form"]["text"].value() == text
    wrong = {"text": ["Use 4000 letters at most. You have 4001."]}
    assert page.context["form"].errors == wrong
    assert thread.messages_of(application).count() == 0


def test_files_go_along_and_open_for_both_sides_only(application, officer, sign_in):
    applicant, desk_of = sign_in(application.applicant.user), sign_in(officer)
    sent = {"text": "", "files": [upload(pdf(), "letter.pdf"), upload(jpeg(), "photo.jpg")]}
    assert applicant.post(own(application), sent).status_code == 302
    handled = reverse("pipeline:messages", args=[application.public_id])
    for client, address in ((applicant, own(application)), (desk_of, handled)):
        [said] = client.get(address).context["thread"]
        assert [each["file"].name for each in said.files] == ["letter.pdf", "photo.jpg"]
        assert [client.get(each["url"]).status_code for each in said.files] == [302, 302]
    other = user_with(Role.OFFICER, programme=CallFactory().programme)
    strangers = [sign_in(each).get(said.files[0]["url"]) for each in (other, UserFactory())]
    assert [each.status_code for each in strangers] == [404, 404]
    assert audit.record.sightings(application).filter(screen="file of a message").count() == 2


def test_files_named_by_the_script_are_kept_and_a_second_press_writes_once(application, sign_in):
    stored = store(upload(), by=application.applicant.user)
    client = sign_in(application.applicant.user)
    sent = {"text": "Here", "files-have": str(stored.public_id)}
    for _press in range(2):
        assert client.post(own(application), sent).status_code == 302
    [note] = thread.messages_of(application)
    assert [each.stored for each in note.files.all()] == [stored]
    stored.refresh_from_db()
    assert stored.kept_at is not None


def test_file_of_somebody_else_cannot_be_sent(application, sign_in):
    theirs = store(upload(), by=UserFactory())
    sent = {"text": "", "files-have": str(theirs.public_id)}
    page = sign_in(application.applicant.user).post(own(application), sent)
    assert page.context["form"].errors == {"text": ["Write your message first."]}


def test_refused_file_is_named_and_the_message_is_shown_again(application, officer, sign_in):
    handled = reverse("pipeline:messages", args=[application.public_id])
    sent = {"text": "See here", "files": [upload(b"x", "b.exe")]}
    page = sign_in(officer).post(handled, sent)
    [reason] = page.context["form"].errors["files"]
    assert reason.startswith("“b.exe” is not a kind of file")
    assert (page.context["form"]["text"].value(), Note.objects.count()) == ("See here", 0)


def test_file_waits_for_its_scan_before_the_other_side_opens_it(application, officer, sign_in):
    stored = store(upload(), by=officer)
    StoredFile.objects.update(scan=Scan.WAITING)
    files = [str(stored.public_id)]
    audience = Note.Audience.APPLICANT
    actions.write_note(application, audience=audience, text="", files=files, by=officer)
    url = reverse("journey:message_file", args=[application.public_id, stored.public_id])
    asked = [sign_in(user).get(url) for user in (officer, application.applicant.user)]
    assert [each.status_code for each in asked] == [302, 404]


def test_earlier_messages_come_by_keys(application, sign_in, monkeypatch):
    monkeypatch.setattr(thread, "PAGE", 2)
    for number in range(3):
        ask(application, f"Message {number}")
    client = sign_in(application.applicant.user)
    page = client.get(own(application))
    earlier = client.get(own(application) + page.context["earlier_url"])
    assert [[each.note.text for each in shown.context["thread"]] for shown in (page, earlier)] == [
        ["Message 1", "Message 2"],
        ["Message 0"],
    ]
    assert earlier.context["earlier_url"] == ""


def test_list_of_unread_goes_on_by_keys(application, officer, sign_in, monkeypatch):
    monkeypatch.setattr("applications.journey.thread_views.LIST_PAGE", 1)
    other = ApplicationFactory(call=application.call, city=application.city, state=State.SUBMITTED)
    for each in (application, other):
        ask(each)
    client = sign_in(officer)
    first = client.get(reverse("pipeline:unread"))
    second = client.get(first.context["next_url"])
    assert [list(page.context["rows"]) for page in (first, second)] == [[application], [other]]


@pytest.mark.usefixtures("no_menu")
@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("journey:messages", 11), ("pipeline:messages", 15)])
def test_thread_asks_as_often_for_three(
    application, officer, sign_in, django_assert_num_queries, name, queries, count
):
    for number in range(count):
        ask(application, f"Message {number}")
    client = sign_in(officer if name.startswith("pipeline") else application.applicant.user)
    with django_assert_num_queries(queries):
        client.get(reverse(name, args=[application.public_id]))


@pytest.mark.usefixtures("no_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_list_of_unread_asks_as_often_for_three(
    application, officer, sign_in, django_assert_num_queries, count
):
    for _one in range(count):
        ask(ApplicationFactory(call=application.call, city=application.city, state="submitted"))
    client = sign_in(officer)
    with django_assert_num_queries(9):
        client.get(reverse("pipeline:unread"))
