"""Questions that are answered with files, photos and the person's own voice."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

import audit.record
from accounts.roles import Role
from applications.journey import helping
from applications.journey.actions import Typed, save_answers
from applications.journey.answer_files import add_file
from applications.journey.consents import to_help
from applications.journey.meanings import answers_complete
from applications.journey.models import AnswerFile, AnswerVersion, Application, Helper
from applications.journey.questions import sections
from applications.journey.states import State
from applications.journey.tasklist import question_urls
from applications.judging.models import Entry, PanelMember
from files.actions import store
from files.kinds import EVERY_KIND
from files.models import Scan, StoredFile
from programmes.waiting import waiting_for
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.judging import RoundFactory, RubricFactory
from tests.factories.programmes import user_with
from tests.factories.questions import question, section
from tests.factories.uploads import jpeg, pdf, upload, wav

pytestmark = pytest.mark.django_db


def draft_of(*questions, state=State.DRAFT) -> Application:
    call = CallFactory(questions=[section("all", *questions)])
    return ApplicationFactory(call=call, answers={}, state=state)


@pytest.fixture
def draft() -> Application:
    return draft_of(
        question("papers", "files"), question("voice", "spoken"), question("photos", "photos")
    )


def page(application: Application, key: str = "") -> str:
    """Where the files are asked for; the page with the question `key` where there are several."""
    [section] = sections(application.question_set, "")
    return question_urls(application, section)[key or section.questions[0].key].partition("#")[0]


def send(sign_in, application: Application, **typed):
    return sign_in(application.applicant.user).post(page(application), typed)


def value(application: Application, key: str):
    return application.answers.values_list("value", "version").get(key=key)


def given(application: Application, key: str, content: bytes = b"", name: str = "a.pdf"):
    """A file that is part of the answer `key`; returns its StoredFile."""
    by = application.applicant.user
    stored = store(upload(content or pdf(), name), by=by, allowed=EVERY_KIND)
    answer = application.answers.filter(key=key).first()
    ids = [*(answer.value if answer else []), str(stored.public_id)]
    if application.state == State.DRAFT:
        typed = Typed(key, ids, seen=answer.version if answer else 0)
        save_answers(application, typed=[typed], by=by)
    else:
        application.answers.create(key=key, value=ids, typed_by=by)
        add_file(application, key=key, stored=stored, by=by)
    return stored


def opened(sign_in, user, application: Application, stored: StoredFile) -> int:
    url = reverse("journey:answer_file", args=[application.public_id, stored.public_id])
    return sign_in(user).get(url).status_code


def test_files_are_sent_with_the_form_and_kept_as_an_answer(draft, sign_in):
    answer = send(sign_in, draft, papers=[upload(pdf(), "a.pdf"), upload(jpeg(), "b.jpg")])
    assert answer.status_code == 302
    records = AnswerFile.objects.filter(application=draft).select_related("stored")
    assert [(e.key, e.stored.name, e.stored.kept_at is None) for e in records] == [
        ("papers", "a.pdf", False),
        ("papers", "b.jpg", False),
    ]
    assert value(draft, "papers") == ([str(e.stored.public_id) for e in records], 1)
    deeds = [each.action for each in audit.record.history(draft)]
    assert deeds.count("application.add_file") == 2


def test_refused_file_is_named_and_the_others_are_kept(draft, sign_in):
    answer = send(sign_in, draft, papers=[upload(pdf(), "a.pdf"), upload(b"x", "b.exe")])
    assert answer.status_code == 200
    assert answer.context["form"].errors["papers"][0].startswith("“b.exe” is not a kind of file")
    [record] = AnswerFile.objects.all()
    assert value(draft, "papers") == ([str(record.stored.public_id)], 1)


def test_file_taken_away_stays_on_record_with_every_version(draft, sign_in):
    first, second = given(draft, "papers"), given(draft, "papers", jpeg(), "b.jpg")
    have = f"{first.public_id} {second.public_id}"
    typed = {"papers-have": have, "papers-drop": str(first.public_id), "version-papers": "2"}
    assert send(sign_in, draft, **typed).status_code == 302
    gone = AnswerFile.objects.get(stored=first)
    assert (gone.removed_by, gone.removed_at is None) == (draft.applicant.user, False)
    assert gone.stored.file.read() == pdf()
    versions = AnswerVersion.objects.filter(key="papers").order_by("version")
    assert [len(each.value) for each in versions] == [1, 2, 1]
    assert opened(sign_in, draft.applicant.user, draft, first) == 404


def test_file_named_again_comes_back(draft, sign_in):
    first = given(draft, "papers")
    send(sign_in, draft, **{"papers-have": "", "version-papers": "1"})
    back = {"papers-have": str(first.public_id), "version-papers": "2"}
    assert send(sign_in, draft, **back).status_code == 302
    assert AnswerFile.objects.get(stored=first).removed_at is None


def test_autosave_keeps_a_file_that_the_script_sent(draft, sign_in):
    stored = store(upload(), by=draft.applicant.user)
    url = reverse("journey:autosave", args=[draft.public_id, "all"])
    answer = sign_in(draft.applicant.user).post(url, {"papers-have": str(stored.public_id)})
    assert (answer.status_code, answer.json()["versions"]) == (200, {"papers": 1})
    assert AnswerFile.objects.get().stored == stored


def test_check_page_names_the_files_with_links(draft, sign_in):
    stored = given(draft, "papers")
    url = reverse("journey:check", args=[draft.public_id])
    text = sign_in(draft.applicant.user).get(url).content.decode()
    link = reverse("journey:answer_file", args=[draft.public_id, stored.public_id])
    assert (text.count(f'href="{link}"'), text.count("<bdi>a.pdf</bdi>")) == (1, 1)


def test_applicant_and_their_officer_open_a_file_and_others_do_not(sign_in):
    sent = draft_of(question("papers", "files"), state=State.SUBMITTED)
    stored = given(sent, "papers")
    officer = user_with(Role.OFFICER, programme=sent.call.programme, city=sent.city)
    elsewhere = user_with(Role.OFFICER, programme=CallFactory().programme)
    assert opened(sign_in, sent.applicant.user, sent, stored) == 302
    assert opened(sign_in, elsewhere, sent, stored) == 404
    assert list(audit.record.sightings(sent)) == []
    assert opened(sign_in, officer, sent, stored) == 302
    assert [each.screen for each in audit.record.sightings(sent)] == ["answer file"]


def test_officer_does_not_open_files_of_a_draft(draft, sign_in):
    stored = given(draft, "papers")
    officer = user_with(Role.OFFICER, programme=draft.call.programme, city=draft.city)
    assert opened(sign_in, officer, draft, stored) == 404


@pytest.mark.parametrize(
    ("scan", "applicant", "officer"),
    [
        (Scan.OFF, 302, 302),
        (Scan.CLEAN, 302, 302),
        (Scan.WAITING, 302, 404),
        (Scan.INFECTED, 404, 404),
    ],
)
def test_file_opens_for_officers_after_its_scan(sign_in, scan, applicant, officer):
    sent = draft_of(question("papers", "files"), state=State.SUBMITTED)
    stored = given(sent, "papers")
    StoredFile.objects.filter(pk=stored.pk).update(scan=scan)
    reader = user_with(Role.OFFICER, programme=sent.call.programme, city=sent.city)
    assert opened(sign_in, sent.applicant.user, sent, stored) == applicant
    assert opened(sign_in, reader, sent, stored) == officer


def test_file_with_a_virus_stops_the_sending_and_is_told_to_officers():
    sent = draft_of(question("papers", "files"), state=State.CHANGES_REQUESTED)
    stored = given(sent, "papers")
    officer = user_with(Role.OFFICER, programme=sent.call.programme, city=sent.city)
    assert (answers_complete(sent), [e.about for e in waiting_for(officer)]) == ("", [])
    StoredFile.objects.filter(pk=stored.pk).update(scan=Scan.INFECTED)
    assert answers_complete(sent) == (
        "One of your files had a virus. Take it away and send another one."
    )
    assert [each.label for each in waiting_for(officer)] == [
        "A file had a virus and was deleted. Ask for another one"
    ]


@pytest.fixture
def judged():
    """An application on a panel's list, and a judge of that panel."""
    sent = draft_of(
        question("voice", "spoken"),
        question("secret", "files", seen_by="team"),
        state=State.SCHEDULED,
    )
    judging_round = RoundFactory(rubric=RubricFactory(call=sent.call), city=sent.city)
    judge = user_with(Role.JUDGE, programme=sent.call.programme, city=sent.city)
    PanelMember.objects.create(
        round=judging_round,
        user=judge,
        conflicts_declared_at=timezone.now() + timedelta(hours=1),
    )
    Entry.objects.create(round=judging_round, application=sent)
    return sent, judging_round, judge


def test_judge_hears_a_spoken_answer_and_opens_nothing_that_only_the_team_sees(judged, sign_in):
    sent, judging_round, judge = judged
    voice = given(sent, "voice", wav(), "me.wav")
    secret = given(sent, "secret")
    ids = [judging_round.public_id, sent.public_id]
    text = sign_in(judge).get(reverse("judging:score", args=ids)).content.decode()
    urls = [reverse("judging:answer_file", args=[*ids, e.public_id]) for e in (voice, secret)]
    assert [text.count(f'src="{each}"') for each in urls] == [1, 0]
    heard, kept_back = (sign_in(judge).get(each) for each in urls)
    assert (heard.status_code, heard["Content-Type"], heard.content) == (200, "audio/wav", wav())
    assert kept_back.status_code == 404
    assert [each.screen for each in audit.record.sightings(sent)] == ["answer file"]


def test_judge_with_a_conflict_opens_no_file(judged, sign_in):
    sent, judging_round, _judge = judged
    voice = given(sent, "voice", wav(), "me.wav")
    other = user_with(Role.JUDGE, programme=sent.call.programme, city=sent.city)
    url = reverse(
        "judging:answer_file", args=[judging_round.public_id, sent.public_id, voice.public_id]
    )
    assert sign_in(other).get(url).status_code == 404


def test_spoken_answer_longer_than_ninety_seconds_is_refused(draft, sign_in):
    said = {"voice": upload(wav(100), "me.wav")}
    answer = sign_in(draft.applicant.user).post(page(draft, "voice"), said)
    assert answer.context["form"].errors["voice"] == [
        "“me.wav” is too long. It can be 90 seconds. Record a shorter one."
    ]


def test_page_with_a_spoken_answer_may_use_the_microphone_and_no_other_page(draft, sign_in):
    applicant = sign_in(draft.applicant.user)
    policies = [
        applicant.get(url)["Permissions-Policy"]
        for url in (page(draft), reverse("journey:tasks", args=[draft.public_id]))
    ]
    assert ["microphone=(self)" in each for each in policies] == [True, False]


@pytest.mark.parametrize("count", [1, 3])
def test_pages_with_files_ask_the_same_queries_however_many_there_are(
    count, sign_in, django_assert_num_queries, this_room_alone
):
    sent = draft_of(question("papers", "files"))
    for number in range(count):
        given(sent, "papers", name=f"{number}.pdf")
    applicant = sign_in(sent.applicant.user)
    with django_assert_num_queries(SECTION):
        applicant.get(page(sent))
    with django_assert_num_queries(CHECK):
        applicant.get(reverse("journey:check", args=[sent.public_id]))


@pytest.mark.parametrize("count", [1, 3])
def test_officers_and_judges_screens_ask_the_same_queries_however_many_files(
    count, judged, sign_in, django_assert_num_queries, this_room_alone
):
    sent, judging_round, judge = judged
    officer = user_with(Role.OFFICER, programme=sent.call.programme, city=sent.city)
    sent.answers.create(key="voice", value=[], typed_by=sent.applicant.user)
    for number in range(count):
        stored = store(upload(pdf(), f"{number}.pdf"), by=sent.applicant.user)
        add_file(sent, key="voice", stored=stored, by=sent.applicant.user)
    screens = (
        (officer, OFFICER, reverse("pipeline:application", args=[sent.public_id])),
        (judge, JUDGE, reverse("judging:score", args=[judging_round.public_id, sent.public_id])),
    )
    for reader, queries, url in screens:
        client = sign_in(reader)
        with django_assert_num_queries(queries):
            assert client.get(url).content.decode().count(".pdf</bdi>") == count


SECTION = 12
OFFICER = 20
JUDGE = 17
CHECK = 12


def test_helper_opens_what_they_sent_until_the_help_ends(draft, sign_in):
    helper = UserFactory()
    invited = helping.invite_helper(
        draft,
        name="Maya",
        email=helper.email,
        language="en",
        relation=Helper.Relation.FRIEND,
        may_type=True,
        sections=[],
        ends_at=timezone.now() + timedelta(days=3),
        consent=to_help(),
        by=draft.applicant.user,
    )
    helping.accept_help(invited, by=helper)
    stored = store(upload(wav(), "me.wav"), by=helper, allowed=EVERY_KIND)
    save_answers(draft, typed=[Typed("voice", [str(stored.public_id)])], by=helper)
    StoredFile.objects.update(scan=Scan.WAITING)
    text = sign_in(helper).get(page(draft, "voice")).content.decode()
    link = reverse("journey:answer_file", args=[draft.public_id, stored.public_id])
    assert text.count(f'src="{link}"') == 1
    assert opened(sign_in, helper, draft, stored) == 200
    helping.end_help(invited, by=draft.applicant.user)
    assert opened(sign_in, helper, draft, stored) == 404
    own = reverse("files:own", args=[stored.public_id])
    assert sign_in(helper).get(own).status_code == 404
