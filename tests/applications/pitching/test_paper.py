"""Scorecards on paper: two people read each; only when they agree it is the judge's scorecard."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

import audit.record
from applications.judging.given import Given
from applications.judging.models import Conflict, Scorecard
from applications.judging.refusals import AlreadyDone
from applications.pitching import actions
from applications.pitching.models import PaperCard, Reading
from applications.pitching.refusals import DayRefused
from tests.factories.judging import given, officer_of, submit
from tests.factories.pitching import day_with, entry_of, judges_of, pitched
from tests.sessions import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    """One pitch that is over, papers for everybody, and two officers."""
    day, officer, [turn] = day_with(pitches=1, scores_follow_stage=True)
    pitched(turn, officer)
    actions.make_cards(judging_round=day.round, by=officer)
    return day, officer, officer_of(day.round), turn


def paper_of(judge) -> PaperCard:
    return PaperCard.objects.get(member__user=judge)


def test_a_paper_for_each_judge_and_pitch_but_where_they_keep_out(day):
    day, officer, _other, turn = day
    assert PaperCard.objects.count() == 3
    judge = judges_of(day.round)[0]
    Conflict.objects.create(
        member=day.round.members.get(user=judge), application=turn.slot.application
    )
    assert actions.cards_of(day.round.members.get(user=judge)) == []
    with pytest.raises(DayRefused, match="keeps out"):
        actions.read_card(card=paper_of(judge), given=given(day.round, 4, 5), by=officer)
    assert actions.make_cards(judging_round=day.round, by=officer) == 0


def test_two_people_who_read_the_same_make_it_the_judges_scorecard(day):
    day, officer, other, _turn = day
    judge = judges_of(day.round)[0]
    read = given(day.round, 4, "na", comment="Clear.")
    first = actions.read_card(card=paper_of(judge), given=read, by=officer)
    assert (first.counted, Scorecard.objects.count()) == (False, 0)
    assert actions.read_card(card=paper_of(judge), given=read, by=other).counted
    card = Scorecard.objects.get(judge=judge)
    assert (Given.of(card), card.submitted_at is not None) == (read, True)
    counted = audit.record.history(card).get(action="pitching.count_card")
    assert (counted.data["first"], counted.data["second"]) == (officer.pk, other.pk)
    assert card.paper == paper_of(judge)


def test_what_differs_is_named_and_nothing_counts_until_they_agree(day):
    day, officer, other, _turn = day
    judge = judges_of(day.round)[0]
    need, _plan = day.round.rubric.criteria.all()
    actions.read_card(card=paper_of(judge), given=given(day.round, 4, 5), by=officer)
    compared = actions.read_card(
        card=paper_of(judge), given=given(day.round, 1, 5, comment="?"), by=other
    )
    assert (compared.counted, compared.differs) == (False, (str(need.pk), "comment"))
    assert not Scorecard.objects.exists()
    agreed = given(day.round, 1, 5, comment="?")
    assert actions.read_card(card=paper_of(judge), given=agreed, by=officer).counted


def test_one_person_is_never_both(day):
    day, officer, _other, _turn = day
    judge = judges_of(day.round)[0]
    read = given(day.round, 4, 5)
    for _time in range(2):
        assert not actions.read_card(card=paper_of(judge), given=read, by=officer).counted
    with pytest.raises(IntegrityError, match="two_people_read"), transaction.atomic():
        Reading.objects.create(card=paper_of(judge), second=True, typed_by=officer)


def test_a_third_reader_and_a_paper_that_counts_are_refused(day):
    day, officer, other, _turn = day
    judge = judges_of(day.round)[0]
    for by, mark in ((officer, 4), (other, 5)):
        actions.read_card(card=paper_of(judge), given=given(day.round, mark, 5), by=by)
    with pytest.raises(DayRefused, match="They must agree"):
        actions.read_card(
            card=paper_of(judge), given=given(day.round, 4, 5), by=officer_of(day.round)
        )
    actions.read_card(card=paper_of(judge), given=given(day.round, 4, 5), by=other)
    with pytest.raises(DayRefused, match="counts already"):
        actions.read_card(card=paper_of(judge), given=given(day.round, 1, 1), by=other)


def test_the_judges_own_scorecard_comes_before_the_paper(day):
    day, officer, other, turn = day
    judge = judges_of(day.round)[0]
    submit(entry_of(turn), judge, 1, 1)
    actions.read_card(card=paper_of(judge), given=given(day.round, 4, 5), by=officer)
    with pytest.raises(AlreadyDone, match="own scorecard is in"):
        actions.read_card(card=paper_of(judge), given=given(day.round, 4, 5), by=other)


def test_the_screens_print_and_take_a_paper(day):
    day, officer, other, _turn = day
    judge = judges_of(day.round)[0]
    member = day.round.members.get(user=judge)
    need, plan = day.round.rubric.criteria.all()
    client = signed_in(officer)
    pdf = client.get(reverse("pitching_admin:paper_pdf", args=[day.round.public_id, member.pk]))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    code = paper_of(judge).code
    index = reverse("pitching_admin:paper", args=[day.round.public_id])
    page = client.post(index, {"code": f"{code[:4].lower()} {code[4:]}"})["Location"]
    posted = {f"mark-{need.pk}": "4", f"mark-{plan.pk}": "n"}
    assert client.post(page, posted | {f"mark-{need.pk}": "x"}).status_code == 200
    assert client.post(page, posted)["Location"] == index
    second = signed_in(other)
    assert b'value="4"' not in second.get(page).content
    assert second.post(page, posted)["Location"] == index
    assert Scorecard.objects.get(judge=judge).submitted_at


@pytest.mark.parametrize("kind", ["door", "badges", "signs"])
def test_sheets_say_nothing_that_is_not_for_everybody(day, kind):
    day, officer, _other, turn = day
    person = turn.slot.application.applicant
    person.access_needs = "A ramp"
    person.save()
    page = signed_in(officer).get(reverse("pitching_admin:sheet", args=[day.round.public_id, kind]))
    assert page.content.count(turn.slot.application.title.encode()) == 1
    assert b"A ramp" not in page.content


@pytest.mark.parametrize("pitches", [1, 3])
def test_screens_ask_as_often_for_three_pitches(pitches, django_assert_num_queries):
    day, officer, _turns = day_with(pitches)
    actions.make_cards(judging_round=day.round, by=officer)
    client = signed_in(officer)
    for name, extra, queries in (("paper", [], 13), ("sheet", ["badges"], 9)):
        page = reverse(f"pitching_admin:{name}", args=[day.round.public_id, *extra])
        client.get(page)
        with django_assert_num_queries(queries):
            client.get(page)
