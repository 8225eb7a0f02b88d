"""A partner refers a person who agreed; the person decides; the referrer sees how far they are."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

import audit.record
from accounts.models import User
from accounts.roles import Role
from applications.journey import actions as journey
from applications.journey.models import Note
from applications.journey.states import State
from applications.referrals import actions
from applications.referrals.consents import Consent
from applications.referrals.models import KEPT_ANSWERED, KEPT_UNANSWERED, Referral
from applications.referrals.progress import Status, status_in
from notifications.delivery import deliver_message
from notifications.models import Message
from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import CityFactory, PartnerFactory, user_with
from tests.factories.referrals import ReferralFactory, referrer
from tests.sessions import signed_in

pytestmark = pytest.mark.django_db
CONSENT = Consent("You may give my name.", "test")


@pytest.fixture
def call():
    return CallFactory()


@pytest.fixture
def partner(call):
    """A user who refers people to the call's programme."""
    return referrer(call.programme)


def told(call, user, **other) -> dict:
    return {
        "programme": call.programme,
        "organisation": user.assignments.get().organisation,
        "city": call.cities.get(),
        "name": "Amal",
        "email": "Amal@example.org",
        "phone": "",
        "preferred_channel": "email",
        "language": "ar",
        "interpreter_language": "",
        "access_needs": "A room without stairs",
        "consent": CONSENT,
        "consent_given": Referral.Given.IN_PERSON,
        "consent_on": timezone.localdate(),
        "by": user,
    } | other


def typed(call, user, **other) -> dict:
    partnership = call.programme.partners.get(organisation=user.assignments.get().organisation)
    return {
        "partnership": partnership.pk,
        "city": call.cities.get().pk,
        "name": "Amal",
        "email": "amal@example.org",
        "preferred_channel": "email",
        "language": "ar",
        "consent": "on",
        "consent_given": "in_person",
        "consent_on": timezone.localdate().isoformat(),
    } | other


def belongs_to(referral: Referral, user: User) -> Referral:
    return actions.accept(referral, by=user)


def list_of(user) -> list[tuple[str, Status]]:
    rows = signed_in(user).get("/referrals/").context["rows"]
    return [(row.name, row.status) for row in rows]


def same_bytes(user) -> bytes:
    """The referrer's list without what differs at every request."""
    page = signed_in(user).get("/referrals/").content
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page)


def test_a_referral_writes_a_letter_in_the_persons_language(call, partner):
    client = signed_in(partner)
    response = client.post("/referrals/new/", typed(call, partner))
    assert response.headers["Location"] == "/referrals/"
    referral = Referral.objects.get()
    letter = Message.objects.get(kind="referrals.invited")
    assert (letter.to_email, letter.language) == ("amal@example.org", "ar")
    assert letter.action_url.endswith(f"/ar/referred/{referral.token}/")
    assert referral.consent_version == "2026-11"
    assert "If I do not answer in 60 days, they delete it all." in referral.consent_words
    [entry] = audit.record.history(referral)
    assert (entry.action, entry.user) == ("referral.refer", partner)


def test_nothing_of_the_letter_is_kept_once_it_is_out(call, partner):
    actions.refer(**told(call, partner))
    deliver_message(Message.objects.get().pk)
    assert not Message.objects.exists()


def test_without_consent_nothing_is_written_down(call, partner):
    given = typed(call, partner)
    del given["consent"]
    page = signed_in(partner).post("/referrals/new/", given)
    assert page.context["form"].errors == {
        "consent": ["Ask the person first. Without a yes we may not write down their name."]
    }
    with pytest.raises(actions.Refused, match="Ask the person first"):
        actions.refer(**told(call, partner, consent=None))
    assert not Referral.objects.exists()


def test_the_database_refuses_a_referral_without_consent():
    with pytest.raises(IntegrityError, match="referral_has_consent"), transaction.atomic():
        ReferralFactory(consent_words="")


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"email": ""}, "email"),
        ({"preferred_channel": "phone", "phone": ""}, "phone"),
        ({"consent_on": "2020-01-01"}, "consent_on"),
        ({"consent_on": "2099-01-01"}, "consent_on"),
        ({"name": ""}, "name"),
    ],
)
def test_what_cannot_be_answered_is_sent_back(call, partner, given, wrong):
    page = signed_in(partner).post("/referrals/new/", typed(call, partner, **given))
    assert list(page.context["form"].errors) == [wrong]


def test_only_partners_of_the_programme_refer(call, partner):
    stranger = user_with(Role.REFERRER, organisation=OrganisationFactory())
    with pytest.raises(actions.Refused):
        actions.refer(**told(call, stranger))
    with pytest.raises(actions.Refused):
        actions.refer(**told(call, partner, city=CityFactory()))
    with pytest.raises(actions.Refused):
        actions.refer(**told(call, partner, organisation=PartnerFactory().organisation))


def test_a_role_without_an_organisation_refers_for_nobody(call):
    assert signed_in(user_with(Role.REFERRER)).get("/referrals/").status_code == 403


def test_the_same_person_by_the_same_partner_is_one_referral(call, partner):
    first = actions.refer(**told(call, partner))
    assert actions.refer(**told(call, partner, name="Amal B.")) == first
    assert Message.objects.count() == 1


def test_two_partners_refer_one_person_and_one_letter_goes_out(call, partner):
    other = referrer(call.programme)
    answers = [
        signed_in(each).post("/referrals/new/", typed(call, each), follow=True)
        for each in (partner, other)
    ]
    assert Message.objects.count() == 1
    assert [list(map(str, each.context["messages"])) for each in answers] == [
        ["Thank you. We ask them now. You need do nothing more."]
    ] * 2
    assert list_of(partner) == list_of(other) == [("Amal", Status.ASKED)]


def test_a_referrer_does_not_learn_that_the_person_has_applied_already(call, partner):
    known = ApplicationFactory(
        call=call, user=UserFactory(email="amal@example.org"), state=State.SUBMITTED
    )
    actions.refer(**told(call, partner))
    there = same_bytes(partner)
    known.delete()
    assert same_bytes(partner) == there


def test_a_day_has_room_for_so_many(call, partner, monkeypatch):
    monkeypatch.setattr(actions, "MOST_A_DAY", 1)
    actions.refer(**told(call, partner))
    with pytest.raises(actions.Refused, match="a lot for one day"):
        actions.refer(**told(call, partner, email="another@example.org"))


# The person.


def test_the_link_shows_what_was_told_to_whoever_has_it(call, partner):
    referral = actions.refer(**told(call, partner))
    page = Client().get(f"/referred/{referral.token}/")
    assert page.context["referral"] == referral
    assert page.context["calls"] == [call]
    assert "A room without stairs" in page.text


def test_a_no_needs_no_sign_in_and_deletes_everything(call, partner):
    referral = actions.refer(**told(call, partner))
    Client().post(f"/referred/{referral.token}/")
    referral.refresh_from_db()
    kept = [getattr(referral, each) for each in actions.TOLD]
    assert (kept, referral.person) == ([""] * 5, None)
    assert not Message.objects.exists()
    assert list_of(partner) == [("", Status.ENDED)]
    assert "We keep nothing" in Client().get(f"/referred/{referral.token}/").text


def test_the_database_refuses_to_keep_what_was_told_after_the_end():
    with pytest.raises(IntegrityError, match="ended_referral_keeps_nothing"), transaction.atomic():
        ReferralFactory(ended_at=timezone.now())


def test_a_yes_leads_to_the_call_and_fills_only_what_was_empty(call, partner):
    referral = actions.refer(**told(call, partner, phone="07700900123"))
    user = UserFactory(email="amal@example.org", person__display_name="amal")
    user.person.access_needs = "Large print"
    user.person.save()
    client = signed_in(user)
    assert client.get(f"/referred/{referral.token}/start/").status_code == 200
    response = client.post(f"/referred/{referral.token}/start/")
    assert response.headers["Location"] == f"/apply/{call.code}/"
    user.person.refresh_from_db()
    person = user.person
    assert (person.display_name, person.phone) == ("Amal", "07700900123")
    assert person.access_needs == "Large print"
    assert list_of(partner) == [("Amal", Status.SAID_YES)]


def test_a_link_answers_one_person_only(call, partner):
    referral = actions.refer(**told(call, partner))
    belongs_to(referral, UserFactory())
    with pytest.raises(actions.Refused):
        belongs_to(referral, UserFactory())


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (State.DRAFT, Status.STARTED),
        (State.SUBMITTED, Status.SENT),
        (State.CHANGES_REQUESTED, Status.SENT),
        (State.ELIGIBLE, Status.GOES_ON),
        (State.JUDGED, Status.GOES_ON),
        (State.RESERVE, Status.DECIDED),
        (State.AWARDED, Status.DECIDED),
        (State.NOT_FUNDED, Status.DECIDED),
        (State.INELIGIBLE, Status.DECIDED),
        (State.WITHDRAWN, Status.ENDED),
    ],
)
def test_a_referrer_sees_how_far_and_not_what_was_decided(call, partner, state, status):
    referral = actions.refer(**told(call, partner))
    application = ApplicationFactory(call=call, state=state)
    belongs_to(referral, application.applicant.user)
    assert list_of(partner) == [("Amal", status)]


def test_every_state_has_a_word_for_the_referrer():
    assert {status_in(state) for state in State} == {
        Status.STARTED,
        Status.SENT,
        Status.GOES_ON,
        Status.DECIDED,
        Status.ENDED,
    }


def test_answers_notes_and_decisions_change_no_byte_of_what_a_referrer_sees(call, partner):
    referral = actions.refer(**told(call, partner))
    application = ApplicationFactory(call=call, state=State.RESERVE)
    belongs_to(referral, application.applicant.user)
    before = same_bytes(partner)
    application.answers.update(value="A secret recipe")
    application.notes.create(
        audience=Note.Audience.TEAM, text="Watch this one", written_by=UserFactory()
    )
    type(application).objects.filter(pk=application.pk).update(
        title="Another name", requested_minor=1, state=State.AWARDED
    )
    assert same_bytes(partner) == before


def test_a_referrer_reads_nothing_of_the_application_itself(call, partner):
    referral = actions.refer(**told(call, partner))
    application = ApplicationFactory(call=call, state=State.SUBMITTED)
    belongs_to(referral, application.applicant.user)
    client = signed_in(partner)
    for page in ("", "tasks/", "check/", "section/project/"):
        assert client.get(f"/applications/{application.public_id}/{page}").status_code == 404
    assert client.get(f"/admin/pipeline/{application.public_id}/").status_code in (302, 403)


def test_taking_the_consent_back_ends_the_referrers_sight_at_once(call, partner):
    referral = actions.refer(**told(call, partner))
    application = ApplicationFactory(call=call, state=State.SUBMITTED)
    user = application.applicant.user
    belongs_to(referral, user)
    client = signed_in(user)
    page = client.get(f"/applications/{application.public_id}/")
    assert "Stop showing it to them" in page.text
    client.post(f"/referrals/{referral.public_id}/stop/")
    assert list_of(partner) == [("", Status.ENDED)]
    assert (
        "Stop showing it to them" not in client.get(f"/applications/{application.public_id}/").text
    )


def test_others_do_not_take_a_consent_back(call, partner):
    referral = actions.refer(**told(call, partner))
    belongs_to(referral, UserFactory())
    client = signed_in(UserFactory())
    assert client.post(f"/referrals/{referral.public_id}/stop/").status_code == 404
    with pytest.raises(actions.Refused):
        actions.stop_showing(referral, by=partner)


# Officers.


@pytest.fixture
def officer(call):
    return user_with(Role.OFFICER, programme=call.programme)


@pytest.fixture
def to_call(call, partner):
    given = {"email": "", "phone": "07700900456", "preferred_channel": "phone"}
    return actions.refer(**told(call, partner, **given))


def test_who_reads_no_e_mail_waits_for_a_call(officer, to_call):
    assert not Message.objects.exists()
    client = signed_in(officer)
    assert client.get("/admin/referrals/").context["rows"] == [to_call]
    lines = [each.label for each in client.get("/my/").context["waiting"]]
    assert lines == ["Call 1 person"]
    page = client.get(f"/admin/referrals/{to_call.public_id}/")
    assert "07700900456" in page.text
    assert [each.user for each in audit.record.sightings(to_call)] == [officer]


def test_after_a_call_nobody_calls_again(officer, to_call):
    client = signed_in(officer)
    client.post(f"/admin/referrals/{to_call.public_id}/", {"said": "later"})
    assert client.get("/admin/referrals/").context["rows"] == []


def test_a_no_on_the_phone_deletes_everything(officer, to_call):
    client = signed_in(officer)
    client.post(f"/admin/referrals/{to_call.public_id}/", {"said": "no"})
    to_call.refresh_from_db()
    assert [getattr(to_call, each) for each in actions.TOLD] == [""] * 5
    assert client.get(f"/admin/referrals/{to_call.public_id}/").status_code == 404


def test_a_yes_on_the_phone_names_the_application(call, officer, to_call):
    application = ApplicationFactory(call=call)
    client = signed_in(officer)
    wrong = client.post(
        f"/admin/referrals/{to_call.public_id}/", {"said": "yes", "reference": "NONE-1"}
    )
    assert wrong.status_code == 200
    client.post(
        f"/admin/referrals/{to_call.public_id}/",
        {"said": "yes", "reference": application.reference.lower()},
    )
    to_call.refresh_from_db()
    assert to_call.person == application.applicant


def test_an_officer_sees_the_referral_on_the_application_and_in_the_list(call, partner, officer):
    referral = actions.refer(**told(call, partner))
    referred, other = ApplicationFactory.create_batch(2, call=call, state=State.SUBMITTED)
    belongs_to(referral, referred.applicant.user)
    client = signed_in(officer)
    page = client.get(f"/admin/pipeline/{referred.public_id}/").text
    assert "A room without stairs" in page
    assert (
        "Referred by a partner</h2>" not in client.get(f"/admin/pipeline/{other.public_id}/").text
    )
    rows = client.get("/admin/pipeline/?referred=on").context["rows"]
    assert [each for each, _road in rows] == [referred]
    every = client.get("/admin/pipeline/").context["rows"]
    assert {each for each, _road in every} == {referred, other}


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_take_the_same_queries(call, partner, officer, django_assert_num_queries, count):
    for _each in range(count):
        made = ReferralFactory(referred_by=partner, programme=call.programme, by_phone=True)
        Referral.objects.filter(pk=made.pk).update(city=call.cities.get())
    clients = signed_in(partner), signed_in(officer)
    with django_assert_num_queries(6):
        assert len(clients[0].get("/referrals/").context["rows"]) == count
    with django_assert_num_queries(11):
        assert len(clients[1].get("/admin/referrals/").context["rows"]) == count


# Time.


def test_without_an_answer_everything_goes_by_the_stated_day(call, partner):
    referral = actions.refer(**told(call, partner))
    last = referral.delete_on
    assert last == timezone.localdate() + KEPT_UNANSWERED
    system = User.objects.system()
    with time_machine.travel(timezone.now() + KEPT_UNANSWERED):
        assert actions.forget_due(by=system) == 0
    with time_machine.travel(timezone.now() + KEPT_UNANSWERED + timedelta(days=1)):
        assert actions.forget_due(by=system) == 1
    assert not Referral.objects.exists()


def test_after_a_yes_the_referral_lasts_a_year(call, partner):
    referral = belongs_to(actions.refer(**told(call, partner)), UserFactory())
    assert referral.delete_on == timezone.localdate() + KEPT_ANSWERED


def test_a_draft_belongs_to_the_person_even_after_the_referral_is_gone(call, partner):
    user = UserFactory()
    referral = belongs_to(actions.refer(**told(call, partner)), user)
    application = journey.start_application(
        call=call, title="Bread", strand=call.strands.get(), city=call.cities.get(), by=user
    )
    actions.stop_showing(referral, by=user)
    assert application.applicant == user.person
