"""What is promised and chosen before the first mark."""

import pytest
from django.urls import reverse

from applications.journey.workflow import NotPermitted
from applications.judging import actions
from applications.judging.models import Round
from applications.judging.ranking import rank_round
from applications.judging.refusals import JudgingRefused
from applications.judging.walking import minima_of, strand_key
from tests.factories.judging import officer_of, panel_with, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel():
    return panel_with(pitches=2, places=2)


def strand_of(judging_round) -> str:
    return strand_key(judging_round.call.strands.first().pk)


def test_an_officer_promises_on_the_page(panel, sign_in):
    judging_round, *_rest = panel
    key = strand_of(judging_round)
    page = reverse("judging_admin:promises", args=[judging_round.public_id])
    client = sign_in(officer_of(judging_round))
    names = client.get(page).context["form"].fields
    client.post(page, dict.fromkeys(names, 0) | {key.replace(" ", "-"): 2})
    assert minima_of(judging_round) == {key: 2}


@pytest.mark.parametrize(("minima", "why"), [({"city 0": 1}, "not open there"), (None, "places")])
def test_a_promise_must_be_possible(panel, minima, why):
    judging_round, *_rest = panel
    promised = minima or {strand_of(judging_round): 3}
    with pytest.raises(JudgingRefused, match=why):
        actions.promise(judging_round=judging_round, minima=promised, by=officer_of(judging_round))


def test_nothing_is_promised_or_chosen_once_scoring_has_begun(panel):
    judging_round, chair, [member, _other], [entry, _last] = panel
    submit(entry, member.user, 4, 4)
    officer = officer_of(judging_round)
    with pytest.raises(JudgingRefused, match="Scoring has begun"):
        actions.promise(judging_round=judging_round, minima={}, by=officer)
    with pytest.raises(JudgingRefused, match="Scoring has begun"):
        actions.choose_order(judging_round=judging_round, order="plain", by=chair.user)


def test_the_chair_chooses_the_plain_mean_and_the_order_follows_it(panel, sign_in):
    judging_round, chair, [member, other], entries = panel
    sign_in(chair.user).post(
        reverse("judging:choose_order", args=[judging_round.public_id]), {"order": "plain"}
    )
    for entry, mark in zip(entries, (2, 4), strict=True):
        for judge in (member, other):
            submit(entry, judge.user, mark, mark)
    ranking = rank_round(Round.objects.get(pk=judging_round.pk))
    assert [each.rank for each in ranking.standings] == [
        each.rank_plain for each in ranking.standings
    ]
    assert [each.application for each in ranking.standings] == [
        entries[1].application_id,
        entries[0].application_id,
    ]


def test_only_chair_and_officer_choose(panel):
    judging_round, _chair, [member, _other], _entries = panel
    with pytest.raises(NotPermitted):
        actions.choose_order(judging_round=judging_round, order="plain", by=member.user)
