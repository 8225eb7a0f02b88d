"""Every page of the chair and the officer stays light in a round of two hundred."""

import pytest
from django.urls import reverse

from applications.judging import actions, closing_page
from applications.judging.actions.closing import carry_out_closing
from applications.judging.models import Decision, DraftDecision, Outcome, Round
from applications.judging.refusals import JudgingRefused
from tests.factories.judging import large_round, officer_of

pytestmark = pytest.mark.django_db
LIMIT = 20_000


@pytest.fixture
def large():
    """Two hundred projects with drafts: fifty grants, fifty on the reserve list."""
    judging_round, chair = large_round(places=50)
    judging_round.call.pot_minor = 50 * 450_000
    judging_round.call.save()
    actions.draft_along_order(judging_round=judging_round, reason="The order. " * 20, by=chair.user)
    return judging_round, chair.user


def test_a_full_pitch_day_is_shown_whole_and_light(sign_in):
    judging_round, chair = large_round(12, places=4)
    actions.draft_along_order(judging_round=judging_round, reason="The order.", by=chair.user)
    address = reverse("judging:ranking", args=[judging_round.public_id])
    client = sign_in(chair.user)
    pages = [client.get(f"{language}{address}") for language in ("", "/ar")]
    for each in judging_round.entries.select_related("application"):
        each.application.title = f"مطبخ ومخبز للجيران، رقم {each.pk}"
        each.application.save()
    pages.append(client.get(f"/ar{address}"))
    assert [len(page.context["rows"]) for page in pages] == [12] * 3
    assert max(len(page.content) for page in pages) <= LIMIT, [len(page.content) for page in pages]


PAGES = ["ranking", "judges", "meeting", "walk", "close"]


def test_every_page_of_a_large_round_stays_light(large, sign_in):
    judging_round, chair = large
    client = sign_in(chair)
    entry = judging_round.entries.first()
    addresses = [reverse(f"judging:{name}", args=[judging_round.public_id]) for name in PAGES]
    both = [judging_round.public_id, entry.application.public_id]
    addresses += [reverse(f"judging:{name}", args=both) for name in ("decide", "feedback")]
    addresses += [
        f"{addresses[2]}?part=in",
        f"{addresses[3]}?what=if&places=190&pot=99999999",
        f"{addresses[3]}?what=if&places=1",
        f"{addresses[4]}?part=not_funded&from=25",
    ]
    pages = {address: client.get(address) for address in addresses}
    assert {page.status_code for page in pages.values()} == {200}
    heavy = {name: len(page.content) for name, page in pages.items() if len(page.content) > LIMIT}
    assert heavy == {}


def test_the_last_look_shows_every_project_once_page_by_page(large, sign_in):
    judging_round, chair = large
    client, address = sign_in(chair), reverse("judging:close", args=[judging_round.public_id])
    seen, start = [], 0
    while start is not None:
        page = client.get(address, {"from": start})
        seen += [row["application"].pk for row in page.context["rows"]]
        start = page.context["after"]
    every = set(judging_round.entries.values_list("application", flat=True))
    assert (len(seen), set(seen)) == (200, every)
    counts = {each["key"]: each["count"] for each in page.context["parts"]}
    assert counts == {"all": 200, "award": 50, "reserve": 50, "not_funded": 100}
    assert "all 200 projects, whichever part you look at" in page.content.decode()


def test_a_part_shows_what_is_passed_over_and_an_unknown_one_shows_all(large, sign_in):
    judging_round, chair = large
    best = judging_round.draft_decisions.filter(outcome=Outcome.AWARD).first()
    DraftDecision.objects.filter(pk=best.pk).update(outcome=Outcome.NOT_FUNDED, amount_minor=None)
    client, address = sign_in(chair), reverse("judging:close", args=[judging_round.public_id])
    over = client.get(address, {"part": "over"}).context
    assert best.application_id in [row["application"].pk for row in over["rows"]]
    assert all(row["passed_over"] for row in over["rows"])
    assert client.get(address, {"part": "dance"}).context["part"] == closing_page.ALL


def test_what_is_confirmed_from_a_part_is_the_whole(large, sign_in):
    judging_round, chair = large
    actions.propose_closing(judging_round=judging_round, by=chair)
    officer = officer_of(judging_round)
    client, address = sign_in(officer), reverse("judging:close", args=[judging_round.public_id])
    page = client.get(address, {"part": "award", "from": "25"})
    seal = page.context["round"].proposed_hash
    last = judging_round.draft_decisions.filter(outcome=Outcome.NOT_FUNDED).last()
    DraftDecision.objects.filter(pk=last.pk).update(reason="Another word.")
    with pytest.raises(JudgingRefused, match="Propose it again"):
        actions.confirm_closing(judging_round=judging_round, seen=seal, by=officer)
    DraftDecision.objects.filter(pk=last.pk).update(reason=last.reason)
    client.post(address, {"do": "confirm", "hash": seal})
    carry_out_closing(judging_round.closings.get().pk)
    assert (Decision.objects.count(), Round.objects.get(pk=judging_round.pk).closed_by) == (
        200,
        officer,
    )
