"""The exercise: two samples before the own list, then the group's answers; nothing counts."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from applications.journey import trials
from applications.journey.models import Answer
from applications.journey.workflow import NotPermitted
from applications.judging import actions
from applications.judging.actions.locking import submitted_counts
from applications.judging.models import Sample, SampleCard
from applications.judging.ranking import sheets_of
from applications.judging.refusals import AlreadyDone, JudgingRefused
from tests.factories.accounts import UserFactory
from tests.factories.judging import SampleFactory, given, officer_of, panel_with, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel():
    found = panel_with(pitches=1, calibrates=True)
    for position in (1, 2):
        SampleFactory(round=found[0], position=position)
    return found


def at(name: str, judging_round, *more) -> str:
    return reverse(f"judging:{name}", args=[judging_round.public_id, *more])


def score_both(judging_round, member, *marks) -> None:
    for sample in judging_round.samples.all():
        actions.score_sample(
            sample=sample, member=member, given=given(judging_round, *marks), by=member.user
        )
    member.refresh_from_db()


def test_ones_own_list_opens_after_both_samples(panel, sign_in):
    judging_round, _chair, [member, _other], [entry] = panel
    client = sign_in(member.user)
    assert client.get(at("panel", judging_round))["Location"] == at("samples", judging_round)
    path = at("score", judging_round, entry.application.public_id)
    assert client.get(path).status_code == 404
    with pytest.raises(NotPermitted):
        submit(entry, member.user, 4, 4)
    marks = {f"c{key}": str(value) for key, value in given(judging_round, 4, 3).marks.items()}
    for position in (1, 2):
        page = client.post(at("sample", judging_round, position), marks, follow=True)
    assert "This is what the group gave" in page.content.decode()
    assert client.get(at("panel", judging_round)).status_code == 200
    assert client.get(path).status_code == 200


def test_an_open_criterion_is_said_and_nothing_is_kept(panel, sign_in):
    judging_round, _chair, [member, _other], _entries = panel
    page = sign_in(member.user).post(at("sample", judging_round, 1), {})
    assert page.content.decode().count("Choose a mark.") >= 2
    assert SampleCard.objects.count() == 0


def test_the_group_is_shown_without_names_but_to_the_chair(panel, sign_in):
    judging_round, chair, [first, second], _entries = panel
    for member, mark in ((first, 1), (second, 4), (chair, 5)):
        score_both(judging_round, member, mark, mark)
    page = sign_in(first.user).get(at("samples", judging_round)).content.decode()
    assert "you are far from the middle" in page
    assert (second.user.get_full_name() in page, chair.user.get_full_name() in page) == (
        False, False,
    )  # fmt: skip
    page = sign_in(chair.user).get(at("samples", judging_round)).content.decode()
    assert first.user.get_full_name() in page


def test_nothing_of_the_group_shows_before_both_are_in(panel, sign_in):
    judging_round, _chair, [first, second], _entries = panel
    score_both(judging_round, second, 4, 4)
    [one, _two] = judging_round.samples.all()
    actions.score_sample(sample=one, member=first, given=given(judging_round, 1, 1), by=first.user)
    page = sign_in(first.user).get(at("samples", judging_round)).content.decode()
    assert "This is what the group gave" not in page


def test_samples_never_count(panel):
    judging_round, _chair, members, _entries = panel
    for member in members:
        score_both(judging_round, member, 4, 4)
    assert (submitted_counts(judging_round), sheets_of(judging_round)) == ({}, [])


def test_a_sample_is_scored_once_and_stands(panel):
    judging_round, _chair, [member, _other], _entries = panel
    score_both(judging_round, member, 4, 4)
    with pytest.raises(AlreadyDone):
        score_both(judging_round, member, 1, 1)
    with pytest.raises(DatabaseError, match="stands"), transaction.atomic():
        SampleCard.objects.update(comment="Changed")
    judging_round.rubric.refresh_from_db()
    assert judging_round.rubric.frozen_at is not None


def test_a_sample_is_refused_to_strangers_off_the_rubric_and_before_both_are_written(panel):
    judging_round, _chair, [member, _other], _entries = panel
    [one, two] = judging_round.samples.all()
    with pytest.raises(NotPermitted):
        actions.score_sample(
            sample=one, member=member, given=given(judging_round, 4, 4), by=UserFactory()
        )
    with pytest.raises(JudgingRefused, match="does not fit"):
        actions.score_sample(
            sample=one, member=member, given=given(judging_round, 9, 4), by=member.user
        )
    two.delete()
    with pytest.raises(JudgingRefused, match="not ready"):
        actions.score_sample(
            sample=one, member=member, given=given(judging_round, 4, 4), by=member.user
        )


def test_the_officer_writes_samples_until_a_judge_has_scored_one(panel, sign_in):
    judging_round, _chair, [member, _other], _entries = panel
    client = sign_in(officer_of(judging_round))
    path = reverse("judging_admin:sample", args=[judging_round.public_id, 1])
    client.post(path, {"title": "A bakery", "text": "Bread for all."})
    assert judging_round.samples.get(position=1).title == "A bakery"
    score_both(judging_round, member, 4, 4)
    late = client.post(path, {"title": "Late", "text": "Late."})
    assert "They stay as they are." in late.content.decode()
    assert Sample.objects.filter(title="Late").count() == 0


def test_a_sample_can_be_copied_from_a_test_of_the_form_without_what_judges_do_not_read(
    panel, sign_in
):
    judging_round, *_ = panel
    officer = officer_of(judging_round)
    test = trials.start(judging_round.call.current_question_set, by=officer)
    for key in ("need", "iban"):
        Answer.objects.create(application=test, key=key, value=f"the {key}", typed_by=officer)
    path = reverse("judging_admin:sample", args=[judging_round.public_id, 1])
    page = sign_in(officer).get(f"{path}?from=test-{test.pk}").content.decode()
    assert "the need" in page
    assert sign_in(officer).get(f"{path}?from=test-999999").status_code == 200


@pytest.mark.parametrize("judges", [1, 3])
def test_the_groups_page_takes_as_many_queries_however_many_judges(
    judges, sign_in, django_assert_num_queries
):
    judging_round, _chair, members, _entries = panel_with(pitches=1, judges=judges, calibrates=True)
    for position in (1, 2):
        SampleFactory(round=judging_round, position=position)
    for member in members:
        score_both(judging_round, member, 4, 4)
    client = sign_in(members[0].user)
    client.get(at("samples", judging_round))
    with django_assert_num_queries(11):
        page = client.get(at("samples", judging_round))
    assert len(page.content) < 20_000
