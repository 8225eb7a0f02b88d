"""Marks saved while they are given, undone, handed in, and given anew after the talk."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given as example
from hypothesis import strategies

from applications.journey.workflow import NotPermitted
from applications.judging import actions, merging
from applications.judging.actions import Given
from applications.judging.links import path_of
from applications.judging.models import Conflict, Round, Scorecard, SecondCard
from applications.judging.ranking import scores_of, sheets_of
from applications.judging.refusals import AlreadyDone, JudgingRefused, ScorecardChanged
from tests.factories.judging import PanelLinkFactory, given, officer_of, panel_with, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel():
    return panel_with(pitches=2)


def at(name: str, entry) -> str:
    return reverse(f"judging:{name}", args=[entry.round.public_id, entry.application.public_id])


def sent(entry, *marks, seen: dict | None = None, **words) -> dict[str, str]:
    """What a screen sends: its fields, and the tokens of what it was shown."""
    fields = merging.fields_of(given(entry.round, *marks, **words))
    return fields | {f"version-{name}": token for name, token in (seen or {}).items()}


def stored(entry, judge) -> Given:
    return Given.of(Scorecard.objects.get(application=entry.application, judge=judge))


def test_autosave_keeps_one_field_after_the_other(panel, sign_in):
    _round, _chair, [member, _other], [entry, _second] = panel
    client = sign_in(member.user)
    first = client.post(at("autosave", entry), sent(entry, 4, None)).json()
    assert first["clashes"] == []
    client.post(at("autosave", entry), sent(entry, 4, 2, seen=first["versions"], comment="Warm"))
    assert stored(entry, member.user) == given(entry.round, 4, 2, comment="Warm")


def test_two_screens_that_change_different_fields_both_keep_theirs(panel, sign_in):
    _round, _chair, [member, _other], [entry, _second] = panel
    phone, laptop = sign_in(member.user), sign_in(member.user)
    phone.post(at("autosave", entry), sent(entry, 4, None))
    late = laptop.post(at("autosave", entry), sent(entry, None, 2)).json()
    assert late["clashes"] == []
    assert stored(entry, member.user) == given(entry.round, 4, 2)


def test_two_screens_that_change_one_field_see_both(panel, sign_in):
    _round, _chair, [member, _other], [entry, _second] = panel
    phone, laptop = sign_in(member.user), sign_in(member.user)
    phone.post(at("autosave", entry), sent(entry, 4, None, comment="From the phone"))
    late = laptop.post(at("autosave", entry), sent(entry, 1, 3, comment="From the laptop")).json()
    need = f"c{entry.round.rubric.criteria.first().pk}"
    assert late["clashes"] == sorted([need, "comment"])
    assert stored(entry, member.user) == given(entry.round, 4, 3, comment="From the phone")
    page = laptop.post(
        at("score", entry), sent(entry, 1, 3, comment="From the laptop") | {"do": "submit"}
    )
    text = page.content.decode()
    assert ("From the phone" in text, "From the laptop" in text) == (True, True)
    assert Scorecard.objects.get().submitted_at is None
    shown = page.context["tokens"]
    laptop.post(at("score", entry), sent(entry, 1, 3, seen=shown, comment="From the laptop"))
    assert stored(entry, member.user) == given(entry.round, 1, 3, comment="From the laptop")


def test_the_same_words_sent_twice_are_one_change(panel, sign_in):
    _round, _chair, [member, _other], [entry, _second] = panel
    client = sign_in(member.user)
    for _try in range(3):
        said = client.post(at("autosave", entry), sent(entry, 4, 3)).json()
    assert (said["clashes"], Scorecard.objects.get().version) == ([], 1)


def test_a_clock_that_is_hours_wrong_decides_nothing(panel, sign_in):
    """Nothing that a phone sends carries a time; an early date in its request changes nothing."""
    _round, _chair, [member, _other], [entry, _second] = panel
    client = sign_in(member.user)
    first = client.post(at("autosave", entry), sent(entry, 4, 3)).json()
    old = {"HTTP_DATE": "Thu, 01 Jan 1998 00:00:00 GMT", "HTTP_IF_UNMODIFIED_SINCE": "0"}
    client.post(at("autosave", entry), sent(entry, 5, 3, seen=first["versions"]), **old)
    card = Scorecard.objects.get()
    assert (Given.of(card), card.saved_at.year > 1998) == (given(entry.round, 5, 3), True)


def test_autosave_says_what_is_wrong_without_a_redirect(panel, sign_in):
    _round, _chair, members, [entry, other] = panel
    assert Client().post(at("autosave", entry), {}).status_code == 401
    client = sign_in(members[0].user)
    Conflict.objects.create(member=members[0], application=other.application)
    assert client.post(at("autosave", other), sent(other, 4, 3)).status_code == 404
    submit(entry, members[0].user, 4, 3)
    assert client.post(at("autosave", entry), sent(entry, 5, 3)).status_code == 409
    assert stored(entry, members[0].user) == given(entry.round, 4, 3)


def test_undo_brings_back_what_was_there_and_once_more_what_was_undone(panel, sign_in):
    _round, _chair, [member, _other], [entry, _second] = panel
    client = sign_in(member.user)
    first = client.post(at("autosave", entry), sent(entry, 4, 3, comment="Warm")).json()
    client.post(at("autosave", entry), sent(entry, 1, 3, seen=first["versions"]))
    client.post(at("undo", entry))
    assert stored(entry, member.user) == given(entry.round, 4, 3, comment="Warm")
    client.post(at("undo", entry))
    assert stored(entry, member.user) == given(entry.round, 1, 3)
    submit(entry, member.user, 1, 3, seen=4)
    with pytest.raises(JudgingRefused, match="is in"):
        actions.undo_change(entry=entry, by=member.user)


def test_each_of_the_last_changes_can_be_taken_back_alone(panel, sign_in):
    _round, _chair, [member, _other], [entry, _second] = panel
    client = sign_in(member.user)
    seen = {}
    for marks, words in (((4, 3), ""), ((1, 3), ""), ((1, 3), "Warm"), ((1, 5), "Warm")):
        sends = sent(entry, *marks, seen=seen, comment=words)
        seen |= client.post(at("autosave", entry), sends).json()["versions"]
    page = client.get(at("undo", entry))
    assert [each["number"] for each in page.context["changes"]] == [4, 3, 2, 1]
    client.post(at("undo", entry), {"step": "2"})
    assert stored(entry, member.user) == given(entry.round, 4, 5, comment="Warm")
    client.post(at("undo", entry), {"step": "3"})
    assert stored(entry, member.user) == given(entry.round, 4, 5)
    newest = client.get(at("undo", entry)).context["changes"][0]
    client.post(at("undo", entry), {"step": str(newest["number"])})
    assert stored(entry, member.user) == given(entry.round, 4, 5, comment="Warm")
    with pytest.raises(JudgingRefused, match="not kept"):
        actions.undo_change(entry=entry, by=member.user, step=99)


def test_words_that_are_typed_on_are_one_change(panel, sign_in):
    _round, _chair, [member, _other], [entry, _second] = panel
    client = sign_in(member.user)
    seen = {}
    for words in ("W", "Warm", "Warm and clear"):
        sends = sent(entry, None, None, seen=seen, comment=words)
        seen |= client.post(at("autosave", entry), sends).json()["versions"]
    [change] = client.get(at("undo", entry)).context["changes"]
    [line] = change["lines"]
    assert (line["then"], line["was"]) == ("Warm and clear", "nothing")


def test_only_the_last_changes_are_kept(panel):
    _round, _chair, [member, _other], [entry, _second] = panel
    for number in range(20):
        actions.save_scorecard(
            entry=entry, given=given(entry.round, number % 5, None), by=member.user, seen=number
        )
    assert [each["number"] for each in Scorecard.objects.get().before] == list(range(9, 21))


def test_a_scorecard_saved_when_one_change_was_kept_can_still_be_undone(panel):
    _round, _chair, [member, _other], [entry, _second] = panel
    card = submit(entry, member.user, 4, 3)
    before = given(entry.round, 1, None, comment="Warm").kept()
    Scorecard.objects.filter(pk=card.pk).update(submitted_at=None, before=before)
    actions.undo_change(entry=entry, by=member.user)
    assert stored(entry, member.user) == given(entry.round, 1, None, comment="Warm")


def test_a_line_end_is_the_same_from_the_script_and_from_the_button(panel, sign_in):
    _round, _chair, [member, _other], [entry, _second] = panel
    client = sign_in(member.user)
    first = client.post(at("autosave", entry), sent(entry, 4, 3, comment="One\ntwo")).json()
    client.post(at("score", entry), sent(entry, 4, 3, seen=first["versions"], comment="One\r\ntwo"))
    card = Scorecard.objects.get()
    assert (card.version, card.comment) == (1, "One\ntwo")


@pytest.mark.parametrize("change", [{"comment": "x" * 4001}, {"comment": "\x00"}, {"mark": "many"}])
def test_what_the_form_would_not_take_changes_nothing(panel, sign_in, change):
    _round, _chair, [member, _other], [entry, _second] = panel
    client = sign_in(member.user)
    seen = client.post(at("autosave", entry), sent(entry, 4, 3, comment="Warm")).json()["versions"]
    sends = sent(entry, 4, 3, seen=seen) | {"comment": change.get("comment", "Warm")}
    if mark := change.get("mark"):
        sends |= {f"c{entry.round.rubric.criteria.first().pk}": mark}
    assert client.post(at("autosave", entry), sends).status_code == 409
    assert stored(entry, member.user) == given(entry.round, 4, 3, comment="Warm")


def test_a_save_by_link_costs_eleven_statements(panel, django_assert_num_queries):
    _round, _chair, [member, _other], [entry, _second] = panel
    client = Client()
    client.post(path_of(PanelLinkFactory(member=member)), {"pin": "4821"})
    seen = {}
    for mark in (4, 2):
        sends = sent(entry, mark, 3, seen=seen)
        seen |= client.post(at("autosave", entry), sends).json()["versions"]
    path, sends = at("autosave", entry), sent(entry, 5, 3, seen=seen)
    with django_assert_num_queries(11):
        client.post(path, sends)
    assert stored(entry, member.user) == given(entry.round, 5, 3)


def test_undo_without_a_change_says_so(panel):
    _round, _chair, [member, _other], [entry, _second] = panel
    with pytest.raises(JudgingRefused, match="nothing to undo"):
        actions.undo_change(entry=entry, by=member.user)


def test_a_round_that_forbids_it_takes_no_scorecard_back(sign_in):
    _round, _chair, [member, _other], [entry] = panel_with(pitches=1, may_reopen=False)
    submit(entry, member.user, 4, 3)
    with pytest.raises(NotPermitted):
        actions.reopen_scorecard(entry=entry, by=member.user)
    assert "Open it again" not in sign_in(member.user).get(at("score", entry)).content.decode()


@pytest.mark.parametrize(
    ("others", "after_one", "after_all"),
    [("own_card", 200, 200), ("all_cards", 403, 200), ("locked", 403, 403)],
)
def test_others_marks_show_when_the_round_says_so(others, after_one, after_all, sign_in):
    judging_round, _chair, [member, _other], [one, two] = panel_with(pitches=2, others=others)
    client = sign_in(member.user)
    submit(one, member.user, 4, 3)
    assert client.get(at("picture", one)).status_code == after_one
    submit(two, member.user, 4, 3)
    assert client.get(at("picture", one)).status_code == after_all
    Round.objects.filter(pk=judging_round.pk).update(locked_at=judging_round.starts_at)
    assert client.get(at("picture", one)).status_code == 200


def test_the_bar_says_how_many_are_done_and_leads_to_the_next(panel, sign_in):
    _round, _chair, [member, _other], [one, two] = panel
    client = sign_in(member.user)
    page = client.get(at("score", one)).content.decode()
    assert ("0 of 2 done" in page, f'href="{at("score", two)}"' in page) == (True, True)
    submit(two, member.user, 4, 3)
    page = client.get(at("score", one)).content.decode()
    assert ("1 of 2 done" in page, at("score", two) in page) == (True, False)


def second(entry, judge, *marks, reason="The plan convinced me.", seen=0) -> SecondCard:
    chosen = given(entry.round, *marks).marks
    return actions.give_second_marks(entry=entry, marks=chosen, reason=reason, by=judge, seen=seen)


def talked(**how):
    judging_round, chair, members, entries = panel_with(pitches=1, **how)
    for member in members:
        submit(entries[0], member.user, 2, 2)
    actions.open_second_marks(judging_round=judging_round, by=chair.user)
    entries[0].refresh_from_db()
    return judging_round, chair, members, entries[0]


@pytest.mark.parametrize(("how", "score"), [("ranks", 5), ("beside", 2)])
def test_second_marks_stand_beside_the_first_and_rank_when_the_round_says_so(how, score, sign_in):
    judging_round, _chair, [member, _other], entry = talked(second=how)
    client = sign_in(member.user)
    marks = merging.fields_of(given(entry.round, 5, 5))
    empty = client.post(at("second", entry), marks | {"version": "0"})
    assert (empty.status_code, SecondCard.objects.count()) == (200, 0)
    client.post(at("second", entry), marks | {"version": "0", "reason": "The plan convinced me."})
    scores = scores_of(judging_round, sheets_of(judging_round))
    [mine] = [each.value for each in scores if each.judge == member.user_id]
    assert mine == score
    assert stored(entry, member.user) == given(entry.round, 2, 2)
    page = client.get(at("picture", entry)).content.decode()
    assert ("The plan convinced me." in page, "After the panel had talked" in page) == (True, True)


def test_second_marks_wait_for_the_talk_and_for_the_own_first():
    judging_round, chair, [first, late], [entry] = panel_with(pitches=1, second="ranks")
    submit(entry, first.user, 2, 2)
    with pytest.raises(NotPermitted):
        second(entry, first.user, 5, 5)
    actions.open_second_marks(judging_round=judging_round, by=chair.user)
    entry.refresh_from_db()
    with pytest.raises(NotPermitted):
        second(entry, late.user, 5, 5)
    with pytest.raises(AlreadyDone):
        actions.open_second_marks(judging_round=judging_round, by=chair.user)


def test_second_marks_need_a_reason_every_criterion_and_the_rubric():
    _round, _chair, [member, _other], entry = talked(second="ranks")
    for marks, reason in (((5, 5), " "), ((5, None), "So"), ((9, 5), "So")):
        with pytest.raises(JudgingRefused):
            second(entry, member.user, *marks, reason=reason)
    second(entry, member.user, 5, 5)
    with pytest.raises(ScorecardChanged):
        second(entry, member.user, 1, 1)
    assert second(entry, member.user, 1, 1, seen=1).version == 2


def test_after_the_talk_the_first_marks_stand_whoever_writes():
    _round, _chair, [member, _other], entry = talked(second="beside")
    with pytest.raises(NotPermitted):
        actions.reopen_scorecard(entry=entry, by=member.user)
    with pytest.raises(DatabaseError, match="first marks stand"), transaction.atomic():
        Scorecard.objects.filter(judge=member.user).update(submitted_at=None)


def test_the_database_refuses_second_marks_with_a_conflict_and_after_the_lock():
    judging_round, chair, [member, other], entry = talked(second="ranks")
    second(entry, member.user, 5, 5)
    card = Scorecard.objects.get(judge=other.user)
    Conflict.objects.create(member=other, application=entry.application)
    with pytest.raises(DatabaseError, match="conflict"), transaction.atomic():
        SecondCard.objects.create(scorecard=card, marks={}, reason="x")
    Conflict.objects.all().delete()
    actions.lock_scores(judging_round=judging_round, by=chair.user)
    with pytest.raises(DatabaseError, match="locked"), transaction.atomic():
        SecondCard.objects.update(reason="Late")


def test_a_round_without_second_marks_opens_none(panel):
    judging_round, chair, _members, _entries = panel
    with pytest.raises(JudgingRefused, match="no second marks"):
        actions.open_second_marks(judging_round=judging_round, by=chair.user)
    with pytest.raises(NotPermitted):
        actions.open_second_marks(judging_round=judging_round, by=_members[0].user)
    assert officer_of(judging_round).has_perm("judging.lock", judging_round)


ANY = strategies.builds(
    Given,
    strategies.dictionaries(
        strategies.integers(1, 4),
        strategies.one_of(strategies.integers(0, 5), strategies.just("na")),
    ),
    strategies.sampled_from(["", "Warm", "Cold"]),
    strategies.sampled_from(["", "Mine"]),
)


@example(before=ANY, stored=ANY, here=ANY)
def test_merging_keeps_every_change_or_names_it(before, stored, here):
    """Field by field: whoever changed it alone wins, the same is no clash, else it is named."""
    seen = {name: merging.token(text) for name, text in merging.fields_of(before).items()}
    found = merging.merged(stored, here, seen)
    was, there, now, kept = map(merging.fields_of, (before, stored, here, found.given))
    for name in was.keys() | there.keys() | now.keys():
        old, other, own = (each.get(name, "") for each in (was, there, now))
        if own in (old, other):
            assert (kept.get(name, ""), name in found.clashes) == (other, False)
        elif other == old:
            assert (kept.get(name, ""), name in found.clashes) == (own, False)
        else:
            assert (kept.get(name, ""), name in found.clashes) == (other, True)


@example(stored=ANY, here=ANY)
def test_merging_again_after_a_lost_answer_changes_nothing_more(stored, here):
    once = merging.merged(stored, here, {})
    again = merging.merged(once.given, here, {})
    assert (again.given, again.clashes) == (once.given, once.clashes)
