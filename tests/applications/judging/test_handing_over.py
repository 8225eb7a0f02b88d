"""Desk only, pitch only, and from the desk to the pitch day."""

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.calls.models import Stage
from applications.journey.models import Application
from applications.journey.road import next_step
from applications.journey.states import State
from applications.judging import actions
from applications.judging.actions.schedule import suggest
from applications.judging.models import Decision, Round, Shortlisting
from applications.judging.refusals import JudgingRefused
from applications.judging.round_page import ready_for
from notifications.models import Message
from tests.factories.judging import (
    RoundFactory,
    close,
    desk_with,
    officer_of,
    panel_with,
    ready,
    score_all,
    seat,
    verdict,
)

pytestmark = pytest.mark.django_db


def state_of(entry) -> str:
    return Application.objects.get(pk=entry.application_id).state


@pytest.fixture
def read():
    """Three projects read at the desk and scored; two of them can go on."""
    judging_round, chair, members, entries = desk_with(locked=True, places=2)
    return judging_round, chair.user, members, entries


def hand_over(judging_round, chair, entries, *outcomes):
    for entry, outcome in zip(entries, outcomes, strict=True):
        actions.draft_decision(entry=entry, verdict=verdict(outcome), by=chair)
    return close(judging_round, chair)


def pitch_day(judging_round) -> Round:
    return RoundFactory(
        call=judging_round.call, rubric=judging_round.rubric, city=judging_round.city, places=1
    )


def planned(entries):
    applications = [Application.objects.get(pk=each.application_id) for each in entries]
    return suggest(applications, first=timezone.now(), minutes=10, break_minutes=0, room="Hall")


def test_a_desk_round_sends_on_turns_down_and_keeps(read):
    judging_round, chair, _members, entries = read
    Message.objects.all().delete()
    hand_over(judging_round, chair, entries, "shortlist", "defer", "not_funded")
    states = [State.READY_TO_PITCH, State.READY_TO_PITCH, State.NOT_FUNDED]
    assert [state_of(each) for each in entries] == states
    kept = list(Shortlisting.objects.order_by("rank").values_list("outcome", "rank"))
    assert kept == [("shortlist", 1), ("defer", 2)]
    assert list(Decision.objects.values_list("outcome", "rank")) == [("not_funded", 3)]
    told = sorted(Message.objects.values_list("kind", flat=True))
    assert told == ["judging.shortlist", "judging.turn_down"]


def test_only_whom_the_desk_sent_on_gets_a_pitch_time(read):
    judging_round, chair, _members, entries = read
    day = pitch_day(judging_round)
    officer = officer_of(judging_round)
    assert list(ready_for(day)) == []
    hand_over(judging_round, chair, entries, "shortlist", "defer", "not_funded")
    assert [each.pk for each in ready_for(day)] == [entries[0].application_id]
    with pytest.raises(JudgingRefused, match="have not sent it to the pitch day"):
        actions.schedule(judging_round=day, plan=planned(entries[1:2]), by=officer)
    actions.schedule(judging_round=day, plan=planned(entries[:1]), by=officer)
    assert state_of(entries[0]) == State.SCHEDULED


def test_what_was_kept_goes_on_later_or_is_turned_down(read):
    judging_round, chair, _members, entries = read
    hand_over(judging_round, chair, entries, "shortlist", "defer", "defer")
    first, second = Shortlisting.objects.filter(outcome="defer").order_by("rank")
    actions.decide_kept(shortlisting=first, verdict=verdict("shortlist"), by=chair)
    actions.decide_kept(shortlisting=second, verdict=verdict("not_funded"), by=chair)
    assert [state_of(each) for each in entries[1:]] == [State.READY_TO_PITCH, State.NOT_FUNDED]
    first.refresh_from_db()
    assert (first.outcome, Decision.objects.get().outcome) == ("shortlist", "not_funded")


def test_the_desk_gives_no_grants_and_keeps_to_its_places(read):
    judging_round, chair, _members, entries = read
    with pytest.raises(JudgingRefused, match="cannot decide that"):
        actions.draft_decision(entry=entries[0], verdict=verdict("award"), by=chair)
    with pytest.raises(JudgingRefused, match="2 places and you chose 3"):
        hand_over(judging_round, chair, entries, "shortlist", "shortlist", "shortlist")


def test_the_walk_shortlists_as_many_as_there_are_places(read):
    judging_round, chair, _members, _entries = read
    actions.draft_along_order(judging_round=judging_round, reason="The order.", by=chair)
    drafted = judging_round.draft_decisions.order_by("application_id")
    assert [each.outcome for each in drafted] == ["shortlist", "shortlist", "not_funded"]


def test_from_the_desk_to_a_grant_both_rounds_are_there_for_the_chair(read, sign_in):
    judging_round, chair, members, entries = read
    hand_over(judging_round, chair, entries, "shortlist", "shortlist", "not_funded")
    day = pitch_day(judging_round)
    actions.schedule(judging_round=day, plan=planned(entries[:2]), by=officer_of(judging_round))
    leads = seat(day, chairs=True)
    judges = [seat(day), seat(day)]
    heard = list(day.entries.select_related("round__rubric", "application").order_by("pk"))
    score_all(day, leads, judges, heard)
    page = sign_in(leads.user).get(
        reverse("judging:decide", args=[day.public_id, heard[0].application.public_id])
    )
    assert [each["round"] for each in page.context["earlier"]] == [judging_round]
    assert len(page.context["earlier"][0]["cards"]) == len(members)
    actions.draft_decision(entry=heard[0], verdict=verdict("award"), by=leads.user)
    actions.draft_decision(entry=heard[1], verdict=verdict("reserve"), by=leads.user)
    close(day, leads.user)
    assert [state_of(each) for each in heard] == [State.JUDGED, State.RESERVE]


def test_a_desk_round_alone_decides_about_grants():
    judging_round, chair, members, entries = desk_with(pitches=2)
    call = judging_round.call
    call.stages = [Stage.DESK_SCORING]
    call.save(update_fields=["stages"])
    score_all(judging_round, chair, members, entries)
    assert [state_of(each) for each in entries] == [State.JUDGED, State.JUDGED]
    actions.draft_decision(entry=entries[0], verdict=verdict("award"), by=chair.user)
    actions.draft_decision(entry=entries[1], verdict=verdict("not_funded"), by=chair.user)
    close(judging_round, chair.user)
    assert [state_of(each) for each in entries] == [State.JUDGED, State.NOT_FUNDED]


def test_a_pitch_day_alone_takes_everybody_who_is_ready():
    judging_round, _chair, _members, _entries = panel_with(pitches=1)
    application = ready(judging_round)
    assert [each.pk for each in ready_for(judging_round)] == [application.pk]


def test_the_applicant_reads_that_they_go_on(read):
    judging_round, chair, _members, entries = read
    hand_over(judging_round, chair, entries, "shortlist", "defer", "not_funded")
    one, other, _last = [Application.objects.get(pk=each.application_id) for each in entries]
    assert "You will pitch" in next_step(one)["text"]
    assert "You will pitch" not in next_step(other)["text"]
