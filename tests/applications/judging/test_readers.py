"""Who reads what of a round: shared out by an officer, seen by each judge alone."""

import pytest
from django.urls import reverse

from applications.judging import actions
from applications.judging.models import Assignment, Conflict, Round
from applications.judging.refusals import JudgingRefused
from notifications.models import Message
from tests.factories.judging import RoundFactory, officer_of, ready, seat, submit

pytestmark = pytest.mark.django_db


def desk(applications: int = 6, judges: int = 4, each: int | None = 2):
    """A desk round with its officer, its judges, and its entries."""
    judging_round = RoundFactory(kind=Round.Kind.DESK, quorum=2, each=each)
    officer = officer_of(judging_round)
    members = [seat(judging_round, chairs=number == 0) for number in range(judges)]
    brought = [ready(judging_round) for _number in range(applications)]
    actions.enter(judging_round=judging_round, applications=brought, by=officer)
    return judging_round, officer, members


def entries(judging_round: Round):
    return list(judging_round.entries.select_related("round__rubric", "application").order_by("pk"))


def readers_of(application) -> set[int]:
    return set(application.panel_assignments.values_list("member_id", flat=True))


def mine(member) -> list:
    return list(Assignment.objects.filter(member=member).values_list("application_id", flat=True))


def page_of(judging_round: Round) -> str:
    return reverse("judging_admin:readers", args=[judging_round.public_id])


def test_sharing_out_gives_each_project_its_readers_and_each_judge_their_own(sign_in):
    judging_round, officer, members = desk()
    answer = sign_in(officer).post(page_of(judging_round), {"do": "share"}, follow=True)
    assert answer.status_code == 200
    assert [len(readers_of(each.application)) for each in entries(judging_round)] == [2] * 6
    assert [len(mine(member)) for member in members] == [3] * 4
    shown = sign_in(members[1].user).get(reverse("judging:panel", args=[judging_round.public_id]))
    labels = {item["label"] for item in shown.context["items"]}
    own = {each.application.title for each in entries(judging_round)
           if each.application_id in mine(members[1])}  # fmt: skip
    assert labels == own
    assert shown.context["done_text"] == "0 of 3 done"


def test_a_judge_cannot_open_what_somebody_else_reads(sign_in):
    judging_round, officer, members = desk()
    actions.share_out(judging_round=judging_round, by=officer)
    client = sign_in(members[0].user)
    statuses = {
        each.application_id: client.get(
            reverse("judging:score", args=[judging_round.public_id, each.application.public_id])
        ).status_code
        for each in entries(judging_round)
    }
    assert {key for key, status in statuses.items() if status == 200} == set(mine(members[0]))
    assert {status for key, status in statuses.items() if key not in mine(members[0])} == {404}


def test_a_conflict_found_later_is_repaired_and_nothing_else_moves(sign_in):
    judging_round, officer, _members = desk()
    actions.share_out(judging_round=judging_round, by=officer)
    [first, *rest] = entries(judging_round)
    reader = first.application.panel_assignments.order_by("pk").first().member
    Conflict.objects.create(member=reader, application=first.application)
    page = sign_in(officer).get(page_of(judging_round))
    assert page.context["warnings"] == [
        "1 reading is missing. Share out again: only what must change changes."
    ]
    before = {each.application_id: readers_of(each.application) for each in rest}
    actions.share_out(judging_round=judging_round, by=officer)
    assert len(readers_of(first.application) - {reader.pk}) == 2
    assert reader.pk not in readers_of(first.application)
    assert {each.application_id: readers_of(each.application) for each in rest} == before


def test_what_is_fixed_by_hand_or_begun_stays_when_all_is_shared_out_anew(sign_in):
    judging_round, officer, [member, *_] = desk()
    first, second, *_ = entries(judging_round)
    client = sign_in(officer)
    client.post(
        page_of(judging_round),
        {"do": "fix", "application": first.application.public_id, "member": member.pk},
    )
    actions.fix_reader(member=member, application=second.application, by=officer)
    submit(second, member.user, 4, 4)
    given = Assignment.objects.get(member=member, application=second.application)
    actions.free_reader(assignment=given, by=officer)
    client.post(page_of(judging_round), {"do": "anew"})
    assert {first.application_id, second.application_id} <= set(mine(member))
    with pytest.raises(JudgingRefused, match="has begun to score"):
        actions.take_reader_off(assignment=given, by=officer)


def test_a_judge_who_keeps_out_of_a_project_is_not_offered_and_not_taken():
    judging_round, officer, [member, *_] = desk()
    [first, *_] = entries(judging_round)
    Conflict.objects.create(member=member, application=first.application)
    with pytest.raises(JudgingRefused, match="keeps out"):
        actions.fix_reader(member=member, application=first.application, by=officer)


@pytest.mark.parametrize(
    "forged",
    [
        {"do": "fix", "application": "not-a-key", "member": "1"},
        {"do": "fix", "member": "not-a-number"},
        {"do": "free", "assignment": "not-a-number"},
        {"do": "dance"},
    ],
)
def test_what_no_button_sends_is_not_found(sign_in, forged):
    judging_round, officer, _members = desk()
    [first, *_] = entries(judging_round)
    sent = {"application": first.application.public_id} | forged
    assert sign_in(officer).post(page_of(judging_round), sent).status_code == 404


def test_each_judge_is_told_of_a_list_once():
    judging_round, officer, _members = desk()
    actions.share_out(judging_round=judging_round, by=officer)
    assert actions.tell_readers(judging_round=judging_round, by=officer) == 4
    assert actions.tell_readers(judging_round=judging_round, by=officer) == 0
    letters = Message.objects.filter(kind="judging.your_list")
    assert letters.count() == 4
    assert "Your list is ready: 3 projects." in letters.first().paragraphs[1]


def test_what_a_judge_knows_is_written_down_and_decides_what_they_read(sign_in):
    judging_round, officer, [member, *_] = desk()
    strand = judging_round.call.strands.first()
    address = reverse("judging_admin:member", args=[judging_round.public_id, member.pk])
    answer = sign_in(officer).post(address, {"strands": [strand.pk], "most": "2"})
    assert answer.url == reverse("judging_admin:round", args=[judging_round.public_id])
    actions.share_out(judging_round=judging_round, by=officer)
    assert len(mine(member)) == 2


def test_a_locked_round_and_one_that_all_read_are_not_shared_out():
    judging_round, officer, _members = desk(each=None)
    with pytest.raises(JudgingRefused, match="every judge reads every project"):
        actions.share_out(judging_round=judging_round, by=officer)


@pytest.mark.parametrize(
    ("kind", "each", "said"),
    [
        ("pitch_day", 3, "On a pitch day every judge hears every project."),
        ("desk", 1, "Give at least as many judges as scorecards are needed."),
    ],
)
def test_a_round_that_cannot_reach_its_quorum_is_refused_in_words(sign_in, kind, each, said):
    judging_round, officer, _members = desk()
    address = reverse("judging_admin:round_change", args=[judging_round.public_id])
    client = sign_in(officer)
    page = client.get(address)
    sent = {
        name: value for name, value in page.context["form"].initial.items() if value is not None
    }
    answer = client.post(address, sent | {"kind": kind, "each": each})
    assert answer.context["form"].errors["each"] == [said]


@pytest.mark.parametrize("applications", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    sign_in, no_menu, django_assert_num_queries, applications
):
    judging_round, officer, _members = desk(applications)
    actions.share_out(judging_round=judging_round, by=officer)
    client = sign_in(officer)
    client.get(page_of(judging_round))
    with django_assert_num_queries(18):
        client.get(page_of(judging_round))
