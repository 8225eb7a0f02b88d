"""What a judge sees, and what they must never be able to tell."""

import re

import pytest
from django.urls import reverse

from applications.journey.models import Answer
from applications.journey.papers import Paper
from applications.journey.states import State
from applications.judging import actions
from applications.judging.blind import sign_of
from applications.judging.merging import token
from applications.judging.models import Conflict, Entry, PanelMember, Scorecard
from programmes.waiting import waiting_for
from tests.factories.accounts import UserFactory
from tests.factories.judging import given, officer_of, panel_with, pitch, seat, submit

pytestmark = pytest.mark.django_db


def at(name: str, entry_or_round, **kwargs) -> str:
    if isinstance(entry_or_round, Entry):
        ids = [entry_or_round.round.public_id, entry_or_round.application.public_id]
        return reverse(f"judging:{name}", args=ids)
    return reverse(f"judging:{name}", args=[entry_or_round.public_id])


def field(criterion) -> str:
    return f"c{criterion.pk}"


@pytest.fixture
def panel():
    return panel_with(pitches=2)


def marks(judging_round, *values) -> dict[str, str]:
    criteria = judging_round.rubric.criteria.all()
    return {field(each): str(value) for each, value in zip(criteria, values, strict=False)}


def test_a_judge_who_has_not_said_whom_they_know_sees_names_only(panel, sign_in):
    judging_round, _chair, _members, [entry, _other] = panel
    Answer.objects.filter(application=entry.application, key="need").update(value="A secret need")
    client = sign_in(seat(judging_round, declared=False).user)
    assert client.get(at("score", entry)).status_code == 404
    assert client.get(at("ranking", judging_round)).status_code == 403
    response = client.get(at("panel", judging_round), follow=True)
    assert response.redirect_chain == [(at("conflicts", judging_round), 302)]
    page = response.content.decode()
    assert entry.application.title in page
    assert entry.application.applicant.display_name in page
    for hidden in ("A secret need", entry.application.applicant.email, "Ready to pitch"):
        assert hidden not in page


def test_declaring_in_the_browser_hides_the_project(panel, sign_in):
    judging_round, _chair, _members, [known, other] = panel
    member = seat(judging_round, declared=False)
    client = sign_in(member.user)
    ids = [sign_of(member, entry.application) for entry in (known, other)]
    reply = client.post(
        at("conflicts", judging_round),
        {"shown": ids, "known": ids[:1], f"reason-{ids[0]}": "My cousin"},
        follow=True,
    )
    page = reply.content.decode()
    assert (known.application.title in page, other.application.title in page) == (False, True)
    assert "0 of 1 done" in page
    assert Conflict.objects.get().reason == "My cousin"


def test_scoring_in_the_browser_saves_a_draft_then_submits(panel, sign_in):
    judging_round, _chair, [member, _other], [entry, _second] = panel
    client = sign_in(member.user)
    draft = client.post(
        at("score", entry), marks(judging_round, 4) | {"version": "0", "do": "save"}, follow=True
    )
    assert "Saved. Nothing is lost." in draft.content.decode()
    half = client.post(
        at("score", entry), marks(judging_round, 4) | {"version": "1", "do": "submit"}
    )
    assert "Choose a mark." in half.content.decode()
    done = client.post(
        at("score", entry),
        marks(judging_round, 4, "na") | {"version": "1", "do": "submit", "comment": "Warm"},
        follow=True,
    )
    assert "1 of 2 done" in done.content.decode()
    card = Scorecard.objects.get()
    assert (card.comment, card.submitted_at is not None) == ("Warm", True)


def test_two_screens_of_one_judge_show_both_versions(panel, sign_in):
    judging_round, _chair, [member, _other], [entry, _second] = panel
    client = sign_in(member.user)
    actions.save_scorecard(
        entry=entry,
        given=given(judging_round, 5, 5, comment="From the laptop"),
        by=member.user,
        seen=0,
    )
    reply = client.post(
        at("score", entry),
        marks(judging_round, 1, 1) | {"version": "0", "do": "save", "comment": "From the phone"},
    )
    page = reply.content.decode()
    assert "From the laptop" in page
    assert "From the phone" in page
    assert f'name="version-comment" value="{token("From the laptop")}"' in page
    assert Scorecard.objects.get().comment == "From the laptop"


def test_the_score_page_shows_answers_and_papers_but_no_contact(panel, sign_in, monkeypatch):
    _round, _chair, [member, _other], [entry, _second] = panel
    paper = Paper("Business plan", "/files/abc/", "PDF", 2048)
    monkeypatch.setattr(
        "applications.journey.papers._sources", [lambda application, named: [paper]]
    )
    page = sign_in(member.user).get(at("score", entry)).content.decode()
    assert "People wait too long for help." in page
    assert 'href="/files/abc/"' in page
    assert entry.application.applicant.email not in page
    assert len(page.encode()) < 20_000
    assert re.findall("<script.*?>", page) == [
        '<script src="/static/js/leave.js" defer>',
        '<script src="/static/js/answers.js" defer>',
    ]


def test_others_marks_show_only_after_ones_own_are_in(panel, sign_in):
    judging_round, _chair, [first, second], [entry, _other] = panel
    actions.save_scorecard(
        entry=entry,
        given=given(judging_round, 5, 5, comment="Strong", private_note="Only mine"),
        by=first.user,
        seen=0,
        submit=True,
    )
    client = sign_in(second.user)
    assert client.get(at("picture", entry)).status_code == 403
    submit(entry, second.user, 2, 2)
    page = client.get(at("picture", entry)).content.decode()
    assert "Strong" in page
    assert "Only mine" not in page
    actions.reopen_scorecard(entry=entry, by=second.user)
    assert client.get(at("picture", entry)).status_code == 403


def test_the_ranking_waits_for_all_of_ones_own(panel, sign_in):
    _round, chair, [member, _other], entries = panel
    client, judging_round = sign_in(member.user), entries[0].round
    submit(entries[0], member.user, 4, 4)
    assert client.get(at("ranking", judging_round)).status_code == 403
    submit(entries[1], member.user, 3, 3)
    page = client.get(at("ranking", judging_round)).content.decode()
    assert entries[1].application.title in page
    assert "habit (only the chair" not in page
    assert sign_in(chair.user).get(at("ranking", judging_round)).status_code == 403


def test_a_stranger_finds_nothing(panel, sign_in):
    judging_round, _chair, _members, [entry, _other] = panel
    for user in (UserFactory(), entry.application.applicant.user):
        client = sign_in(user)
        for name, record in [
            ("panel", judging_round),
            ("conflicts", judging_round),
            ("ranking", judging_round),
            ("score", entry),
            ("picture", entry),
        ]:
            assert client.get(at(name, record)).status_code == 404, name


def without_token(content: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", content)


def test_no_page_of_a_judge_tells_that_a_conflicted_application_is_there(sign_in):
    """Every page, byte for byte, with and without an application the judge keeps out of."""
    judging_round, _chair, [member, other], [first, second] = panel_with(pitches=2)
    for entry in (first, second):
        submit(entry, member.user, 4, 3)
        submit(entry, other.user, 3, 4)
    client = sign_in(member.user)
    pages = [
        reverse("judging:panels"),
        reverse("my_page"),
        at("panel", judging_round),
        at("conflicts", judging_round),
        at("score", first),
        at("picture", first),
        at("ranking", judging_round),
    ]

    def look() -> list[bytes]:
        replies = [client.get(page) for page in pages]
        assert [reply.status_code for reply in replies] == [200] * len(pages)
        return [without_token(reply.content) for reply in replies]

    before = look()
    hidden = pitch(judging_round)
    Conflict.objects.create(member=member, application=hidden.application)
    submit(hidden, other.user, 5, 5)
    assert look() == before
    for name in ("score", "picture"):
        missing = client.get(at(name, hidden))
        never = client.get(
            at(name, first).replace(
                str(first.application.public_id), "00000000-0000-4000-8000-000000000000"
            )
        )
        assert (missing.status_code, never.status_code) == (404, 404)


def test_waiting_tells_a_judge_what_to_do_and_by_when(panel):
    judging_round, _chair, [member, _other], entries = panel
    late = seat(judging_round, declared=False)
    assert [item.label for item in waiting_for(late.user)] == ["Say whom you know"]
    [item] = waiting_for(member.user)
    assert (item.label, item.by) == ("Score 2 projects", judging_round.ends_at)
    submit(entries[0], member.user, 4, 4)
    assert [item.label for item in waiting_for(member.user)] == ["Score 1 project"]
    Conflict.objects.create(member=member, application=entries[1].application)
    assert waiting_for(member.user) == []


def test_waiting_tells_the_officer_to_lock_and_the_chair_to_decide(panel):
    judging_round, chair, members, entries = panel
    officer = officer_of(judging_round)
    for entry in entries:
        for member in members:
            submit(entry, member.user, 4, 4)
    assert [item.label for item in waiting_for(officer)] == ["Lock the scores: all are in"]
    actions.lock_scores(judging_round=judging_round, by=officer)
    assert [item.label for item in waiting_for(chair.user)] == ["Decide: the ranking is ready"]


def pages_of(judging_round, member, entry) -> dict[str, str]:
    return {
        "panels": reverse("judging:panels"),
        "panel": at("panel", judging_round),
        "conflicts": at("conflicts", judging_round),
        "score": at("score", entry),
        "read": reverse(
            "judging:read", args=[judging_round.public_id, entry.application.public_id, 1]
        ),
        "picture": at("picture", entry),
        "undo": at("undo", entry),
        "ranking": at("ranking", judging_round),
    }


QUERIES = {
    "panels": 6,
    "panel": 12,
    "conflicts": 8,
    "score": 17,
    "read": 10,
    "picture": 12,
    "undo": 11,
    "ranking": 15,
}


@pytest.mark.parametrize("pitches", [1, 3])
@pytest.mark.parametrize("name", QUERIES)
def test_every_page_of_a_judge_takes_as_many_queries_however_many_pitches(
    name, pitches, sign_in, django_assert_num_queries
):
    judging_round, _chair, members, entries = panel_with(pitches=pitches, judges=pitches)
    for entry in entries:
        for member in members:
            submit(entry, member.user, 4, 4)
    client = sign_in(members[0].user)
    url = pages_of(judging_round, members[0], entries[0])[name]
    client.get(url)
    with django_assert_num_queries(QUERIES[name]):
        assert client.get(url).status_code == 200


def test_a_full_pitch_day_stays_under_twenty_kilobytes(sign_in):
    judging_round, chair, members, entries = panel_with(pitches=12, judges=3, locked=True)
    judge, head = sign_in(members[0].user), sign_in(chair.user)
    sizes = {
        name: len(client.get(url).content)
        for client, name, url in [
            (judge, "panel", at("panel", judging_round)),
            (judge, "score", at("score", entries[0])),
            (judge, "picture", at("picture", entries[0])),
            (head, "decide", at("decide", entries[0])),
            (head, "close", at("close", judging_round)),
            (head, "ranking", at("ranking", judging_round)),
        ]
    }
    assert {name: size for name, size in sizes.items() if size > 20_000} == {}
    assert PanelMember.objects.count() == 4


def test_the_road_is_on_every_page_that_shows_an_application(panel, sign_in):
    judging_round, _chair, [member, _other], entries = panel
    for entry in entries:
        submit(entry, member.user, 4, 4)
    client = sign_in(member.user)
    for name in ("panel", "score", "picture", "ranking"):
        page = client.get(pages_of(judging_round, member, entries[0])[name]).content.decode()
        assert 'class="road-small"' in page, name
    assert entries[0].application.state == State.SCHEDULED


def test_the_judges_habits_are_for_the_chair_and_the_officer_after_the_lock(sign_in):
    judging_round, chair, members, _entries = panel_with(pitches=3, locked=True)
    for user, status in [
        (chair.user, 200),
        (officer_of(judging_round), 200),
        (members[0].user, 403),
        (UserFactory(), 404),
    ]:
        assert sign_in(user).get(at("judges", judging_round)).status_code == status
    page = sign_in(chair.user).get(at("judges", judging_round)).content.decode()
    assert members[0].user.get_full_name() in page


def test_the_chair_locks_the_scores_when_every_scorecard_is_in(panel, sign_in):
    judging_round, chair, members, entries = panel
    client, lock = sign_in(chair.user), at("lock", judging_round)
    for member in members:
        submit(entries[0], member.user, 4, 4)
    early = client.post(lock, follow=True)
    assert early.redirect_chain == [(at("panel", judging_round), 302)]
    assert early.content.decode().count(">Lock the scores<") == 1
    for member in members:
        submit(entries[1], member.user, 3, 3)
    locked = client.post(lock, follow=True)
    assert locked.redirect_chain == [(at("ranking", judging_round), 302)]
    assert client.get(at("panel", judging_round)).content.decode().count(lock) == 0
    assert Entry.objects.filter(application__state=State.JUDGED).count() == 2


def test_a_judge_finds_no_way_to_lock(panel, sign_in):
    judging_round, _chair, [member, _other], _entries = panel
    client = sign_in(member.user)
    assert "Lock the scores" not in client.get(at("panel", judging_round)).content.decode()
    assert client.post(at("lock", judging_round)).status_code == 403
