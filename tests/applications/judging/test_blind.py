"""What a round hides is on no page that its judges open, until the scores are locked."""

import re
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.calls.models import QuestionSet
from applications.journey.answer_files import add_file
from applications.journey.models import Answer, Application
from applications.journey.papers import Paper
from applications.judging import actions
from applications.judging.models import Conflict, Round
from applications.judging.refusals import JudgingRefused
from files.actions import store
from files.kinds import SOUND
from tests.factories.journey import CoApplicantFactory
from tests.factories.judging import officer_of, panel_with, submit
from tests.factories.questions import question, section
from tests.factories.uploads import upload, wav

pytestmark = pytest.mark.django_db

SECRETS = {
    "names": ("Zebulon Quist", "Partner Peregrine", "Team Tycho", "Contact Corvina"),
    "city": ("Xanadu", "Yonderton"),
    "title": ("Wondrous Widgets",),
    "file_names": ("zebulons-voice.wav", "zebulons-plan.pdf"),
    "answers": ("An unusual need",),
}
QUESTIONS = [
    question("need"),
    question("us", "team"),
    question("who", "contact"),
    question("where", "place"),
    question("voice", "spoken"),
]
ANSWERS = {
    "need": "An unusual need",
    "us": [{"name": "Team Tycho", "does": "Bakes"}],
    "who": {"name": "Contact Corvina", "email": "c@example.org", "phone": ""},
    "where": "Yonderton",
}


@pytest.fixture(autouse=True)
def plan(monkeypatch):
    def plans(application, named):
        return [Paper("Plan", f"/files/{'zebulons-plan.pdf' if named else 'plan.pdf'}", "PDF", 1)]

    monkeypatch.setattr("applications.journey.papers._sources", [plans])


def panel(**hides):
    """A pitch that says something in every place, scored by one of two judges."""
    judging_round, chair, members, [entry] = panel_with(pitches=1, **hides)
    application = entry.application
    asks = QuestionSet.objects.create(
        call=application.call, version=9, body=[section("all", *QUESTIONS)],
        published_at=timezone.now(),
    )  # fmt: skip
    Application.objects.filter(pk=application.pk).update(
        title="Wondrous Widgets", question_set=asks
    )
    type(application.city).objects.filter(pk=application.city_id).update(name="Xanadu")
    person = application.applicant
    person.display_name = "Zebulon Quist"
    person.save()
    partner = CoApplicantFactory(application=application).user.person
    partner.display_name = "Partner Peregrine"
    partner.save()
    Answer.objects.filter(application=application).delete()
    for key, value in ANSWERS.items():
        Answer.objects.create(application=application, key=key, value=value, typed_by=person.user)
    sound = store(upload(wav(), "zebulons-voice.wav"), by=person.user, allowed=SOUND)
    add_file(application, key="voice", stored=sound, by=person.user)
    entry.refresh_from_db()
    for member in members:
        submit(entry, member.user, 4, 4)
    return judging_round, chair, members[0], entry, sound


def seen_by(client: Client, judging_round: Round, entry, sound) -> str:
    """Everything that a judge's screens say after the conflicts, in one text."""
    ids = [judging_round.public_id, entry.application.public_id]
    paths = [
        reverse("judging:panels"),
        reverse("my_page"),
        reverse("judging:panel", args=ids[:1]),
        reverse("judging:score", args=ids),
        reverse("judging:picture", args=ids),
        reverse("judging:ranking", args=ids[:1]),
    ]
    pages = [client.get(path) for path in paths]
    assert {each.status_code for each in pages} == {200}
    file = client.get(reverse("judging:answer_file", args=[*ids, sound.public_id]))
    heads = unquote(" ".join(f"{value}" for value in file.headers.values()))
    return " ".join(each.content.decode() for each in pages) + heads


def told(text: str) -> set[str]:
    return {what for what, words in SECRETS.items() if any(word in text for word in words)}


@pytest.mark.parametrize(
    ("hides", "left_out"),
    [
        ({}, set()),
        *[({"blind": [each]}, {each}) for each in ("names", "city", "title", "file_names")],
        ({"blind_answers": ["need"]}, {"answers"}),
        (
            {"blind": list(Round.Blind), "blind_answers": ["need"]},
            set(SECRETS),
        ),
    ],
    ids=["nothing", "names", "city", "title", "file names", "an answer", "everything"],
)
def test_what_is_hidden_is_on_no_page_of_a_judge(hides, left_out, sign_in):
    judging_round, _chair, member, entry, sound = panel(**hides)
    text = seen_by(sign_in(member.user), judging_round, entry, sound)
    assert told(text) == SECRETS.keys() - left_out


def test_a_file_of_a_hidden_answer_does_not_open(sign_in):
    judging_round, _chair, member, entry, sound = panel(blind_answers=["voice"])
    ids = [judging_round.public_id, entry.application.public_id, sound.public_id]
    reply = sign_in(member.user).get(reverse("judging:answer_file", args=ids))
    assert reply.status_code == 404


def test_a_name_that_a_judge_may_know_leads_to_no_project(sign_in):
    """The page of names comes first; nothing on it is on the page of the project too."""
    judging_round, _chair, member, entry, _sound = panel(blind=["names"])
    client = sign_in(member.user)
    page = client.get(reverse("judging:conflicts", args=[judging_round.public_id])).content.decode()
    assert "Zebulon Quist, Partner Peregrine" in page
    for word in ("Wondrous Widgets", str(entry.application.public_id), entry.application.reference):
        assert word not in page
    [sign] = re.findall('name="known" value="([^"]+)"', page)
    client.post(
        reverse("judging:conflicts", args=[judging_round.public_id]),
        {"shown": sign, "known": sign},
    )
    assert Conflict.objects.get().application == entry.application


def test_a_project_without_title_has_the_same_name_everywhere(sign_in):
    judging_round, _chair, member, entry, sound = panel(blind=["title"])
    text = seen_by(sign_in(member.user), judging_round, entry, sound)
    assert len(set(re.findall("Project [0-9A-F]{3}-[0-9A-F]{3}", text))) == 1


def test_after_the_lock_the_panel_talks_about_people(sign_in):
    judging_round, chair, member, entry, sound = panel(
        blind=list(Round.Blind), blind_answers=["need"]
    )
    actions.lock_scores(judging_round=judging_round, by=chair.user)
    text = seen_by(sign_in(member.user), judging_round, entry, sound)
    assert told(text) == SECRETS.keys()


def test_what_is_hidden_stays_so_once_scoring_has_begun():
    judging_round = panel(blind=["names"])[0]
    judging_round.blind = []
    with pytest.raises(JudgingRefused, match="Scoring has begun"):
        actions.save_round(judging_round=judging_round, by=officer_of(judging_round))


def test_the_officer_chooses_what_is_hidden_by_question(sign_in):
    judging_round, _chair, _members, [entry] = panel_with(pitches=1)
    officer = officer_of(judging_round)
    path = reverse("judging_admin:round_change", args=[judging_round.public_id])
    client = sign_in(officer)
    form = client.get(path).context["form"]
    keys = [key for key, _label in form.fields["blind_answers"].choices]
    typed = {
        name: form[name].value()
        for name in form.fields
        if not name.endswith("_words") and form[name].value() is not None
    }
    times = {name: f"{typed[name]:%H:%M}" for name in ("begins", "ends")}
    client.post(path, typed | times | {"blind": ["names", "title"], "blind_answers": keys[:1]})
    judging_round.refresh_from_db()
    assert (judging_round.blind, judging_round.blind_answers) == (["names", "title"], keys[:1])
    assert entry.round_id == judging_round.pk
