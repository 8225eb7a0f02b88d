"""The demo programme tells its history as the records of the rooms."""

import mailbox
from itertools import pairwise

import pytest
from django.db.models import F, Sum
from procrastinate.contrib.django.models import ProcrastinateJob

import audit.record
from applications.awards.models import Award, Tranche
from applications.calls.models import Call
from applications.journey import versions
from applications.journey.history import rebuilt_state
from applications.journey.models import Application, AssistedStart, ExtensionRequest, Helper
from applications.journey.states import State
from applications.journey.team import people_of
from applications.judging.links import path_of
from applications.judging.models import PanelLink, PanelMember, Round, Scorecard, SharingOut
from applications.judging.walking import walk_round
from applications.payments.models import Disbursement, LedgerEntry, WebhookEvent
from applications.training.models import TrainingPlace
from demo import places
from demo.accounts import PASSWORD, demo_accounts
from demo.programme.first_reading import PIN
from mentoring.mentorships.models import Mentorship
from notifications.models import Message
from programmes.models import Partner, Programme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def states(code: str) -> list[str]:
    return list(Application.objects.filter(call__code=code).values_list("state", flat=True))


def test_first_call_tells_of_eight_six_and_four():
    first = Application.objects.filter(call__code="first-steps")
    attended = first.filter(training_place__attendance__mark__in=["present", "late"]).distinct()
    completed = first.filter(training_place__status=TrainingPlace.Status.COMPLETED)
    funded = Award.objects.filter(application__in=first)
    assert (attended.count(), completed.count(), funded.count()) == (8, 6, 4)


def test_demo_has_an_application_in_every_state_but_a_passing_one():
    held = set(Application.objects.values_list("state", flat=True))
    assert set(State.values) - held == {State.READY_TO_PITCH, State.JUDGED}


def test_demo_shows_calls_before_during_and_after():
    phases = {call.code: call.phase().value for call in Call.objects.all()}
    assert phases == {
        "first-steps": "closed",
        "made-in-birmingham": "closed",
        "wolverhampton": "closed",
        "small-tools": "closed",
        "open-doors": "open",
        "warm-homes": "soon",
    }


def test_demo_has_a_helped_draft_one_begun_for_somebody_and_a_team():
    helped = Helper.objects.in_force().values_list("application__title", flat=True)
    assert sorted(helped) == ["Bread for the Street", "Garden of Small Plots", "Homework Café"]
    begun = AssistedStart.objects.get()
    assert (begun.application.applicant.email, begun.claimed_at, begun.code_hash != "") == (
        "",
        None,
        True,
    )
    of_two = Application.objects.get(title="Tool Library Radford")
    assert [each.display_name for each in people_of(of_two)] == ["Lucas Prado", "Sofia Antunes"]


def test_demo_has_a_late_draft_an_older_version_and_a_test():
    late = ExtensionRequest.objects.values_list("application__call__code", "granted")
    assert sorted(late, key=str) == [("small-tools", None), ("small-tools", True)]
    [newest, first] = versions.in_use(Call.objects.get(code="open-doors"))
    assert (newest.drafts, newest.sent, first.drafts, first.sent) == (0, 0, 4, 7)
    assert Application.with_tests.get(is_test=True).call.code == "warm-homes"


def test_history_alone_rebuilds_every_state():
    for application in Application.objects.all():
        assert rebuilt_state(application) == application.state
        times = [entry.timestamp for entry in audit.record.history(application)]
        assert all(before <= after for before, after in pairwise(times))


def test_money_adds_up():
    programme = Programme.objects.get(code="open-doors")
    kept = Award.objects.filter(ended_at=None).aggregate(sum=Sum("amount_minor"))["sum"]
    spent = Award.objects.exclude(ended_at=None).aggregate(sum=Sum("paid_minor"))["sum"]
    assert LedgerEntry.objects.aggregate(sum=Sum("amount_minor"))["sum"] == 0
    assert programme.awarded_minor == kept + spent
    parts = Award.objects.annotate(parts=Sum("tranches__amount_minor"))
    assert not parts.exclude(parts=F("amount_minor")).exists()
    arrived = Disbursement.objects.filter(state="arrived").aggregate(sum=Sum("amount_minor"))
    paid = LedgerEntry.objects.filter(account__kind="paid").aggregate(sum=Sum("amount_minor"))
    assert arrived == paid


def test_one_payment_failed_and_was_repaired():
    repaired = Disbursement.objects.get(attempt=2)
    assert repaired.state == Disbursement.State.ARRIVED
    assert Tranche.objects.filter(disbursement__state="approved").count() == 1
    assert not WebhookEvent.objects.filter(applied_at=None).exists()


def test_pitch_day_is_today_with_some_scorecards_in():
    cards = Scorecard.objects.filter(
        round__call__code="wolverhampton", round__kind=Round.Kind.PITCH_DAY
    )
    assert cards.filter(submitted_at__isnull=False).count() == 5
    assert cards.filter(submitted_at=None).count() == 1
    assert states("wolverhampton").count(State.SCHEDULED) == 4


def test_a_judge_came_in_by_a_link_after_terms_and_samples(client):
    reading = Round.objects.get(call__code="wolverhampton", kind=Round.Kind.DESK)
    members = PanelMember.objects.filter(round=reading)
    assert {(each.terms_version, bool(each.calibrated_at)) for each in members} == {(1, True)}
    assert "names" in reading.blind
    link = PanelLink.objects.in_force().get(opened_at__isnull=False)
    page = client.post(path_of(link), {"pin": PIN}, follow=True)
    assert "of 4 done" in page.content.decode()


def test_a_reading_was_shared_out_and_sent_five_of_six_on():
    reading = Round.objects.get(call__code="first-steps", kind=Round.Kind.DESK)
    assert reading.sharings.values_list("state", "given").get() == (SharingOut.State.DONE, 18)
    assert list(reading.shortlistings.values_list("outcome", flat=True)) == ["shortlist"] * 5
    below = [each.key for each in walk_round(reading).walk.steps if each.below]
    assert below == [reading.decisions.get(outcome="not_funded").application_id]


def test_mentoring_is_on_time_and_overdue():
    running = Mentorship.objects.filter(ended_on=None)
    assert running.overdue().count() == 1
    assert running.count() == 4


def test_history_is_in_the_inbox_and_nothing_waits_to_be_sent():
    assert not Message.objects.exclude(state=Message.State.SENT).exists()
    caught = {each["X-Seedbed-Message"] for each in mailbox.Maildir(places.inbox())}
    kept = {str(each) for each in Message.objects.values_list("public_id", flat=True)}
    assert len(kept) > 100
    assert kept < caught  # letters to people without an account are not kept once they are out
    assert not ProcrastinateJob.objects.exists()


def test_demo_names_eleven_partners_with_a_part_each():
    assert Partner.objects.exclude(part="").count() == 11


def test_every_sign_in_of_the_demo_has_its_password_and_its_second_step(demo):
    accounts = demo_accounts()
    assert len(accounts) == len(demo)
    staff = [account for account in accounts if account.code]
    assert {account.email.split("@")[0] for account in staff} >= {
        "admin", "officer", "trainer", "chair", "approver", "payer", "evaluator", "editor",
    }  # fmt: skip
    assert all(demo[key].check_password(PASSWORD) for key in ("admin", "amina", "judge1"))


@pytest.mark.parametrize(
    "address",
    [
        "/", "/calls/", "/calls/open-doors/", "/calls/warm-homes/", "/calls/first-steps/",
        "/stories/", "/stories/amina/", "/stories/selam/", "/stories/yousef/", "/figures/",
        "/your-data/",
        "/accessibility/", "/demo/", "/demo/inbox/", "/sign-in/login/",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["", "/ar"])
def test_public_page_answers(client, address, language):
    assert client.get(language + address).status_code == 200
