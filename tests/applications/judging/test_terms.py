"""Nothing is shown before a judge agreed to the terms in force."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

import audit.record
from applications.journey.workflow import NotPermitted
from applications.judging import actions
from applications.judging.models import PanelTerms
from applications.judging.refusals import JudgingRefused
from tests.factories.accounts import UserFactory
from tests.factories.judging import officer_of, panel_with, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel():
    return panel_with(pitches=1)


def write(judging_round, text: str = "I keep what I read to myself.") -> PanelTerms:
    return actions.write_terms(
        programme=judging_round.call.programme,
        text=text,
        text_words={"ar": "أحفظ السر."},
        by=officer_of(judging_round),
    )


def test_every_page_of_a_judge_leads_to_the_terms_first(panel, sign_in):
    judging_round, chair, [member, _other], [entry] = panel
    write(judging_round)
    first = reverse("judging:terms", args=[judging_round.public_id])
    one = [judging_round.public_id, entry.application.public_id]
    for user in (member.user, chair.user):
        client = sign_in(user)
        for name in ("panel", "conflicts", "ranking"):
            path = reverse(f"judging:{name}", args=[judging_round.public_id])
            assert client.get(path).headers.get("Location") == first, name
        for name in ("score", "picture", "decide"):
            assert client.get(reverse(f"judging:{name}", args=one))["Location"] == first, name
    with pytest.raises(NotPermitted):
        submit(entry, member.user, 4, 4)


def test_agreeing_opens_the_panel_and_keeps_version_and_date(panel, sign_in):
    judging_round, _chair, [member, _other], [entry] = panel
    write(judging_round)
    client = sign_in(member.user)
    path = reverse("judging:terms", args=[judging_round.public_id])
    assert "I keep what I read to myself." in client.get(path).content.decode()
    assert "أحفظ السر." in client.get(f"/ar{path}").content.decode()
    page = client.post(path, {"version": "1"}, follow=True).content.decode()
    assert entry.application.title in page
    member.refresh_from_db()
    assert (member.terms_version, member.terms_accepted_at is not None) == (1, True)
    [kept] = audit.record.history(member)
    assert (kept.action, kept.data["version"]) == ("judging.accept_terms", 1)


def test_new_words_are_asked_again_and_old_ones_cannot_be_accepted(panel, sign_in):
    judging_round, _chair, [member, _other], [_entry] = panel
    write(judging_round)
    actions.accept_terms(member=member, version=1, by=member.user)
    write(judging_round, "I also keep my marks to myself.")
    with pytest.raises(JudgingRefused, match="words have changed"):
        actions.accept_terms(member=member, version=1, by=member.user)
    client = sign_in(member.user)
    first = reverse("judging:terms", args=[judging_round.public_id])
    assert client.get(reverse("judging:panel", args=[judging_round.public_id]))["Location"] == first


def test_the_same_words_are_no_new_version(panel):
    assert write(panel[0]) == write(panel[0])


def test_terms_stand(panel):
    terms = write(panel[0])
    with pytest.raises(DatabaseError, match="stands"), transaction.atomic():
        PanelTerms.objects.filter(pk=terms.pk).update(text="Something else")


def test_nobody_agrees_for_somebody_else_or_writes_terms_without_running_a_call(panel):
    judging_round, chair, [member, _other], _entries = panel
    write(judging_round)
    with pytest.raises(NotPermitted):
        actions.accept_terms(member=member, version=1, by=UserFactory())
    with pytest.raises(NotPermitted):
        actions.write_terms(
            programme=judging_round.call.programme, text="Mine", text_words={}, by=chair.user
        )


def test_the_officer_sees_who_agreed_to_which_version(panel, sign_in):
    judging_round, _chair, [member, _other], _entries = panel
    write(judging_round)
    actions.accept_terms(member=member, version=1, by=member.user)
    path = reverse("judging_admin:round", args=[judging_round.public_id])
    page = sign_in(officer_of(judging_round)).get(path).content.decode()
    assert page.count("agreed to version 1 of the terms") == 1
