"""The meeting's agenda, and the walk with its what-if: they change nothing."""

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from applications.journey.models import Application
from applications.journey.states import State
from applications.judging import actions
from applications.judging.models import Entry, Mark, Minimum, Round, Scorecard
from applications.judging.walk_page import page as walk_page
from tests.factories.journey import ApplicationFactory
from tests.factories.judging import close, officer_of, panel_with, submit, verdict

pytestmark = pytest.mark.django_db


def at(name: str, judging_round) -> str:
    return reverse(f"judging:{name}", args=[judging_round.public_id])


def agreed(pitches: int = 4, **values):
    """A panel of three who agree about who is best, and asks of €1,000 each."""
    judging_round, chair, members, entries = panel_with(
        pitches=pitches, judges=3, locked=True, **values
    )
    Application.objects.update(requested_minor=100_000)
    return judging_round, chair.user, members, entries


def test_the_agenda_has_every_project_once_and_begins_where_it_is_open(sign_in):
    judging_round, chair, _members, entries = agreed(places=2)
    shown = sign_in(chair).get(at("meeting", judging_round))
    parts = {part["key"]: part["count"] for part in shown.context["parts"]}
    assert sum(parts.values()) == len(entries)
    assert list(parts) == ["grey", "apart", "in", "out"]
    assert shown.context["shown"] == next(key for key, count in parts.items() if count)


def test_where_judges_differ_much_it_is_talked_about(sign_in):
    judging_round, chair, members, entries = panel_with(pitches=8, judges=4, places=1)
    for place, entry in enumerate(entries):
        for seat, member in enumerate(members):
            mark = 5 * (seat % 2) if place == 7 else 5 if place == 0 else 1
            submit(entry, member.user, mark, mark)
    actions.lock_scores(judging_round=judging_round, by=chair.user)
    shown = sign_in(chair.user).get(at("meeting", judging_round), {"part": "apart"})
    counts = {part["key"]: part["count"] for part in shown.context["parts"]}
    apart = [item["application"].pk for item in shown.context["items"]]
    assert (counts["grey"] > 0) or apart == [entries[7].application_id]


def test_minutes_and_who_is_there_are_written_on_the_page(sign_in):
    judging_round, chair, members, _entries = agreed()
    client = sign_in(chair)
    client.post(
        at("meeting", judging_round),
        {"present": [members[0].pk], "minutes": "We talked.", "version": "0"},
    )
    shown = client.get(at("meeting", judging_round))
    assert (shown.context["meeting"].minutes, list(shown.context["meeting"].present.all())) == (
        "We talked.",
        [members[0]],
    )


def test_the_rest_is_drafted_along_the_order(sign_in):
    judging_round, chair, _members, _entries = agreed(places=2)
    sign_in(chair).post(at("along_order", judging_round), {"reason": "The order."})
    drafts = judging_round.draft_decisions.order_by("application_id")
    assert [each.outcome for each in drafts] == ["award", "award", "reserve", "reserve"]


def test_the_walk_says_why_for_each(sign_in):
    judging_round, chair, _members, entries = agreed(places=3)
    call = judging_round.call
    type(call).objects.filter(pk=call.pk).update(pot_minor=250_000, maximum_minor=250_000)
    Application.objects.filter(pk=entries[1].application_id).update(requested_minor=200_000)
    shown = sign_in(chair).get(at("walk", judging_round))
    assert [row["why"] for row in shown.context["rows"]] == [
        "Gets a grant",
        "Passed over: only €1,500 is left",
        "Gets a grant",
        "Passed over: only €500 is left",
    ]


def test_a_promise_is_kept_and_named(sign_in):
    judging_round, chair, _members, entries = agreed(places=2)
    strand = Application.objects.get(pk=entries[3].application_id).strand
    Minimum.objects.create(round=judging_round, strand=strand, at_least=1)
    judging_round.call.strands.add(strand)
    shown = sign_in(chair).get(at("walk", judging_round))
    whys = [row["why"] for row in shown.context["rows"]]
    assert whys.count("Gets a grant") == 2
    assert shown.context["promises"] == [{"name": str(strand), "count": 1, "cut": 0}]


def test_what_if_shows_who_comes_in_and_goes_out_and_saves_nothing(sign_in):
    judging_round, chair, _members, entries = agreed(places=2)
    client = sign_in(chair)
    page = at("walk", judging_round)
    titles = [Application.objects.get(pk=each.application_id).title for each in entries]
    more = client.get(page, {"what": "if", "places": "3"}).context["compared"]
    assert (more["enters"], more["leaves"]) == ([titles[2]], [])
    less = client.get(page, {"what": "if", "pot": "1000"}).context["compared"]
    assert (less["enters"], less["leaves"], less["then_left"]) == ([], [titles[1]], "€0")
    reference = Application.objects.get(pk=entries[0].application_id).reference
    dear = client.get(
        page, {"what": "if", "pot": "2000", "reference": reference, "amount": "2500"}
    ).context["compared"]
    assert (dear["enters"], dear["leaves"]) == ([titles[2]], [titles[0]])
    assert judging_round.draft_decisions.count() == 0
    assert client.get(page).context["rows"][0]["why"] == "Gets a grant"


def test_a_typing_error_in_what_if_is_said_and_compares_nothing(sign_in):
    judging_round, chair, _members, _entries = agreed()
    page = sign_in(chair).get(
        at("walk", judging_round), {"what": "if", "reference": "NONE-1", "pot": "many"}
    )
    assert set(page.context["form"].errors) == {"reference", "pot"}
    assert "compared" not in page.context


@pytest.mark.parametrize("pitches", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("walk", 19), ("meeting", 17)])
def test_the_pages_cost_the_same_for_one_and_for_three(
    name, queries, pitches, sign_in, django_assert_num_queries
):
    judging_round, _chair, _members, _entries = agreed(pitches=pitches)
    client = sign_in(officer_of(judging_round))
    client.get(at(name, judging_round))
    with django_assert_num_queries(queries):
        client.get(at(name, judging_round))


def test_a_passed_over_project_that_the_pot_stops_needs_no_words():
    judging_round, chair, _members, entries = agreed(pitches=2, places=2)
    call = judging_round.call
    type(call).objects.filter(pk=call.pk).update(pot_minor=150_000, maximum_minor=150_000)
    Application.objects.filter(pk=entries[0].application_id).update(requested_minor=150_000)
    Application.objects.filter(pk=entries[1].application_id).update(requested_minor=100_000)
    first = verdict("award", amount_minor=150_000)
    actions.draft_decision(entry=entries[0], verdict=first, by=chair)
    actions.draft_decision(entry=entries[1], verdict=verdict("reserve"), by=chair)
    assert actions.propose_closing(judging_round=judging_round, by=chair).proposed_hash
    assert [
        row["why"] for row in walk_page(Round.objects.get(pk=judging_round.pk), QueryDict())["rows"]
    ] == [
        "Gets a grant",
        "Passed over: only €0 is left",
    ]


def test_money_that_comes_free_later_does_not_change_the_walk_of_a_decided_round():
    judging_round, chair, _members, entries = agreed(pitches=2, places=1)
    actions.draft_decision(entry=entries[0], verdict=verdict("award"), by=chair)
    actions.draft_decision(entry=entries[1], verdict=verdict("not_funded"), by=chair)
    close(judging_round, chair)
    before = walk_page(Round.objects.get(pk=judging_round.pk), QueryDict())["pot_words"]
    withdrawn = Application.objects.filter(pk=entries[0].application_id)
    withdrawn.update(state=State.WITHDRAWN, withdrawn_from=State.JUDGED)
    assert walk_page(Round.objects.get(pk=judging_round.pk), QueryDict())["pot_words"] == before


@pytest.mark.parametrize("name", ["ranking", "walk", "meeting"])
def test_with_sixty_projects_a_page_stays_small(name, sign_in):
    judging_round, _chair, members, _entries = panel_with(pitches=1, judges=1, locked=True)
    Round.objects.filter(pk=judging_round.pk).update(places=60, locked_at=None)
    criteria = list(judging_round.rubric.criteria.all())
    made = [ApplicationFactory(call=judging_round.call, state=State.JUDGED) for _n in range(60)]
    Entry.objects.bulk_create(Entry(round=judging_round, application=each) for each in made)
    cards = Scorecard.objects.bulk_create(
        Scorecard(
            round=judging_round,
            application=each,
            judge=members[0].user,
            submitted_at=timezone.now(),
        )
        for each in made
    )
    Mark.objects.bulk_create(
        Mark(scorecard=card, criterion=each, value=number % 6)
        for number, card in enumerate(cards)
        for each in criteria
    )
    Round.objects.filter(pk=judging_round.pk).update(locked_at=timezone.now())
    page = sign_in(officer_of(judging_round)).get(at(name, judging_round))
    assert len(page.content) < 20_000
    assert page.context["after"] in (10, 25)
