"""Feedback on each criterion: written by one, approved by another, read with the decision."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from applications.journey.models import Application
from applications.journey.states import State
from applications.journey.workflow import NotPermitted
from applications.judging import actions
from applications.judging.models import Feedback
from applications.judging.refusals import AlreadyDone, JudgingRefused
from notifications.models import Message
from tests.factories.calls import CallFactory
from tests.factories.judging import RubricFactory, close, given, officer_of, panel_with, verdict

pytestmark = pytest.mark.django_db

NEED, PLAN = "Many people told you the same.", "Say who does what in the first month."
SECRET = "I do not like him."


@pytest.fixture
def judged():
    """One pitch of a round whose rubric promises feedback; a judge wrote a comment and a note."""
    rubric = RubricFactory(gives_feedback=True)
    judging_round, chair, members, [entry] = panel_with(pitches=1, rubric=rubric, locked=True)
    return judging_round, chair.user, members, entry


def said(entry, *texts: str, **words: str) -> dict[int, actions.Said]:
    criteria = entry.round.rubric.criteria.all()
    return {
        criterion.pk: actions.Said(text, words)
        for criterion, text in zip(criteria, texts, strict=False)
    }


def write_and_approve(judged, **words: str) -> None:
    judging_round, chair, _members, entry = judged
    officer = officer_of(judging_round)
    actions.write_feedback(entry=entry, said=said(entry, NEED, PLAN, **words), by=officer)
    actions.approve_feedback(entry=entry, by=chair)


def turn_down(judged) -> Application:
    judging_round, chair, _members, entry = judged
    actions.draft_decision(entry=entry, verdict=verdict("not_funded"), by=chair)
    close(judging_round, chair)
    return Application.objects.get(pk=entry.application_id)


def test_round_is_not_decided_before_promised_feedback_is_approved(judged):
    judging_round, chair, _members, entry = judged
    actions.draft_decision(entry=entry, verdict=verdict("not_funded"), by=chair)
    actions.write_feedback(entry=entry, said=said(entry, NEED, PLAN), by=officer_of(judging_round))
    with pytest.raises(JudgingRefused, match=f"approve: {entry.application.reference}"):
        close(judging_round, chair)


def test_who_wrote_it_does_not_approve_it(judged):
    _round, chair, _members, entry = judged
    actions.write_feedback(entry=entry, said=said(entry, NEED, PLAN), by=chair)
    with pytest.raises(JudgingRefused, match="Ask somebody else"):
        actions.approve_feedback(entry=entry, by=chair)
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.update(approved_by=chair, approved_at="2027-01-01T00:00Z")


def test_criterion_without_words_is_not_approved(judged):
    judging_round, chair, _members, entry = judged
    officer = officer_of(judging_round)
    actions.write_feedback(entry=entry, said=said(entry, NEED), by=officer)
    with pytest.raises(JudgingRefused, match="every criterion"):
        actions.approve_feedback(entry=entry, by=chair)


def test_approved_words_never_change(judged):
    write_and_approve(judged)
    entry = judged[3]
    with pytest.raises(AlreadyDone):
        actions.write_feedback(entry=entry, said=said(entry, "Else"), by=judged[1])
    with pytest.raises(DatabaseError), transaction.atomic():
        Feedback.objects.update(text="Else")


def test_judges_do_not_write_it(judged):
    _round, _chair, members, entry = judged
    with pytest.raises(NotPermitted):
        actions.write_feedback(entry=entry, said=said(entry, NEED), by=members[0].user)


def test_letter_and_page_say_it_in_the_applicants_language_with_the_decision(judged, sign_in):
    entry = judged[3]
    person = entry.application.applicant
    person.language = "ar"
    person.save()
    write_and_approve(judged, ar="كلام واضح.")
    client = sign_in(person.user)
    page = reverse("judging:mine", args=[entry.application.public_id])
    assert list(client.get(f"/ar{page}").context["feedback"]) == []
    turn_down(judged)
    letter = Message.objects.get(kind="judging.turn_down")
    assert [each for each in letter.paragraphs if "كلام واضح." in each] == [
        "Need: كلام واضح.",
        "Plan: كلام واضح.",
    ]
    text = client.get(f"/ar{page}").content.decode()
    assert [text.count("كلام واضح."), NEED in text] == [2, False]


def test_writer_reads_comments_without_names_and_no_private_notes(sign_in):
    rubric = RubricFactory(gives_feedback=True)
    judging_round, _chair, [judge, other], [entry] = panel_with(pitches=1, rubric=rubric)
    words = {"comment": "Warm and clear.", "private_note": SECRET}
    for member in (judge, other):
        actions.save_scorecard(
            entry=entry,
            given=given(judging_round, 4, 4, **words),
            by=member.user,
            seen=0,
            submit=True,
        )
    officer = officer_of(judging_round)
    actions.lock_scores(judging_round=judging_round, by=officer)
    text = sign_in(officer).get(screen(entry)).content.decode()
    hidden = [SECRET, judge.user.get_full_name(), other.user.get_full_name()]
    assert [text.count("Warm and clear."), *(each in text for each in hidden)] == [
        1,
        False,
        False,
        False,
    ]


def screen(entry) -> str:
    return reverse("judging:feedback", args=[entry.round.public_id, entry.application.public_id])


def test_screen_begins_with_what_the_rubric_says_and_takes_both_languages(judged, sign_in):
    judging_round, chair, _members, entry = judged
    entry.application.applicant.language = "ar"
    entry.application.applicant.save()
    address = screen(entry)
    officer = sign_in(officer_of(judging_round))
    first, second = judging_round.rubric.criteria.all()
    assert officer.get(address).context["form"].initial[f"text-{first.pk}"] == "Clear and proven"
    texts = {f"text-{first.pk}": NEED, f"words-{first.pk}": "جيد", f"text-{second.pk}": PLAN}
    officer.post(address, texts | {"do": "save"})
    assert [(each.text, each.text_words) for each in Feedback.objects.all()] == [
        (NEED, {"ar": "جيد"}),
        (PLAN, {}),
    ]
    sign_in(chair).post(address, {"do": "approve"})
    assert Feedback.objects.filter(approved_by=chair).count() == 2


def test_rubric_without_the_promise_decides_as_ever():
    judging_round, chair, _members, [entry] = panel_with(pitches=1, locked=True)
    actions.draft_decision(entry=entry, verdict=verdict("not_funded"), by=chair.user)
    close(judging_round, chair.user)
    assert Application.objects.get(pk=entry.application_id).state == State.NOT_FUNDED


def test_who_is_not_funded_sees_the_calls_that_are_open_in_their_city(judged, sign_in):
    write_and_approve(judged)
    application = turn_down(judged)
    here = CallFactory(cities=[application.city])
    CallFactory()
    page = sign_in(application.applicant.user).get(
        reverse("judging:mine", args=[application.public_id])
    )
    assert page.context["open_calls"] == [here]
