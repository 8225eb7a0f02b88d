"""What mentors, grantees and officers see and do in the browser."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

import audit.record
from accounts.models import User
from accounts.roles import Role
from mentoring.mentorships import waiting
from mentoring.mentorships.models import Action, CheckIn, Mentorship
from programmes.actions import end_role
from programmes.waiting import waiting_for
from tests.factories.accounts import UserFactory
from tests.factories.mentorships import (
    CheckInFactory,
    MentorFactory,
    MentorshipFactory,
    SignedAwardFactory,
)
from tests.factories.programmes import CityFactory, ProgrammeFactory, user_with

pytestmark = pytest.mark.django_db
PRIVATE = "Seems tired; ask about sleep."


@pytest.fixture
def mentorship():
    return MentorshipFactory()


@pytest.fixture
def application(mentorship):
    return mentorship.award.application


@pytest.fixture
def mentor(mentorship):
    return mentorship.mentor.user


@pytest.fixture
def grantee(application):
    return application.applicant.user


@pytest.fixture
def officer(mentorship):
    return user_with(Role.OFFICER, programme=mentorship.award.programme)


def url(name: str, record) -> str:
    return reverse(f"mentorships:{name}", args=[record.public_id])


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def labels(user) -> list[str]:
    return [item.label for item in waiting_for(user)]


def typed(**changes) -> dict:
    today = timezone.localdate()
    return {
        "key": uuid4(),
        "held_on": today,
        "minutes": 30,
        "mode": "phone",
        "topics": ["sales", "hiring"],
        "summary": "First customers.",
        "rag": "green",
        "next_on": today + timedelta(days=30),
        "promises-TOTAL_FORMS": 2,
        "promises-INITIAL_FORMS": 0,
        "promises-0-text": "Call the bank",
        "promises-0-owner": "mentee",
    } | changes


@pytest.mark.parametrize("page", ["mentorship", "log"])
def test_who_is_no_mentor_any_more_reads_nothing(mentor, mentorship, sign_in, page):
    client = sign_in(mentor)
    assert client.get(url(page, mentorship)).status_code == 200
    end_role(mentor.assignments.get(), by=User.objects.system())
    assert client.get(url(page, mentorship)).status_code == 404


def test_mentor_logs_a_check_in(mentorship, mentor, application, sign_in):
    earlier = Action.objects.create(
        check_in=CheckInFactory(mentorship=mentorship), text="Write a price list"
    )
    client, values = sign_in(mentor), typed(done=[earlier.pk, "nothing"])
    response = client.post(url("log", mentorship), values, follow=True)
    name = application.applicant.display_name
    assert said(response) == [f"Logged. We ask {name} to confirm it."]
    logged = CheckIn.objects.get(public_id=values["key"])
    assert (logged.minutes, logged.topics, logged.actions.get().text) == (
        30,
        ["sales", "hiring"],
        "Call the bank",
    )
    earlier.refresh_from_db()
    assert earlier.done_on == timezone.localdate()
    client.post(url("log", mentorship), values)
    assert CheckIn.objects.filter(public_id=values["key"]).count() == 1


def test_check_in_form_proposes_today_and_a_month_from_now(mentorship, mentor, sign_in):
    form = sign_in(mentor).get(url("log", mentorship)).context["form"]
    today = timezone.localdate()
    assert form.initial["held_on"] == today
    assert timedelta(days=28) <= form.initial["next_on"] - today <= timedelta(days=31)


def test_check_in_that_is_not_green_without_a_reason_says_so(mentorship, mentor, sign_in):
    response = sign_in(mentor).post(url("log", mentorship), typed(rag="red"))
    assert response.status_code == 400
    assert response.context["form"].errors == {
        "rag_reason": ["Say in a few words why it is not green."]
    }


def test_nobody_is_asked_to_log_for_a_mentorship_that_has_ended(mentorship, mentor, sign_in):
    mentorship.ended_on = timezone.localdate()
    mentorship.save()
    response = sign_in(mentor).get(url("log", mentorship), follow=True)
    assert response.request["PATH_INFO"] == url("mentorship", mentorship)
    assert said(response) == ["This mentorship has ended."]


def test_private_note_is_for_mentor_and_officer_alone(
    mentorship, application, mentor, grantee, officer, sign_in
):
    CheckInFactory(mentorship=mentorship, private_note=PRIVATE)
    pages = {
        "mentor": sign_in(mentor).get(url("mentorship", mentorship)),
        "officer": sign_in(officer).get(
            reverse("mentoring_mentorship", args=[mentorship.public_id])
        ),
        "grantee": sign_in(grantee).get(url("mine", application)),
    }
    shown = {who: PRIVATE in page.content.decode() for who, page in pages.items()}
    assert shown == {"mentor": True, "officer": True, "grantee": False}


def test_private_note_is_not_even_loaded_for_the_grantee(mentorship, application, grantee, sign_in):
    CheckInFactory(mentorship=mentorship)
    response = sign_in(grantee).get(url("mine", application))
    [check_in] = response.context["check_ins"]
    assert check_in.get_deferred_fields() == {"private_note"}


def test_grantee_confirms_and_ticks_off(mentorship, application, grantee, sign_in):
    check_in = CheckInFactory(mentorship=mentorship)
    action = Action.objects.create(check_in=check_in, text="Call the bank")
    client = sign_in(grantee)
    assert labels(grantee) == ["Read what your mentor wrote down, and confirm"]
    response = client.post(url("confirm", check_in), follow=True)
    assert said(response) == ["Thank you. It is confirmed."]
    response = client.post(reverse("mentorships:finish", args=[action.pk]), follow=True)
    assert said(response) == ["Well done. It is ticked off."]
    assert labels(grantee) == []


def test_grantee_reads_no_date_that_has_passed(mentorship, application, grantee, sign_in):
    client = sign_in(grantee)
    soon, past = timezone.localdate() + timedelta(days=3), timezone.localdate() - timedelta(days=3)
    for day, shown in ((soon, True), (past, False)):
        Mentorship.objects.update(next_on=day)
        words = date_format(day, "j F Y")
        page = client.get(url("mine", application)).content.decode()
        assert (words in page) == shown


def test_mentor_reads_when_a_late_check_in_was_due(mentorship, mentor, sign_in):
    past = timezone.localdate() - timedelta(days=3)
    Mentorship.objects.update(next_on=past)
    page = sign_in(mentor).get(url("mentorship", mentorship)).content.decode()
    assert page.count(f"It was due on {date_format(past, 'l j F Y')}") == 1


def test_mentor_and_grantee_pages_are_not_found_for_others(
    mentorship, application, officer, sign_in, client
):
    check_in = CheckInFactory(mentorship=mentorship)
    others = (UserFactory(), MentorshipFactory().mentor.user, officer)
    for other in others:
        browser = sign_in(other)
        for name, record in (
            ("mentorship", mentorship),
            ("log", mentorship),
            ("mine", application),
        ):
            assert browser.get(url(name, record)).status_code == 404
        assert browser.post(url("confirm", check_in)).status_code == 404
    assert client.get(url("mentorship", mentorship)).status_code == 302


def test_opening_a_mentorship_is_recorded_once(mentorship, application, mentor, officer, sign_in):
    sign_in(mentor).get(url("mentorship", mentorship))
    sign_in(officer).get(reverse("mentoring_mentorship", args=[mentorship.public_id]))
    assert [sighting.user for sighting in audit.record.sightings(application)] == [officer, mentor]


def test_mentor_without_a_profile_is_asked_for_one(sign_in):
    user, city = user_with(Role.MENTOR), CityFactory()
    client = sign_in(user)
    assert client.get(reverse("mentorships:my_mentees")).url == reverse("mentorships:profile")
    client.post(
        reverse("mentorships:profile"),
        {"city": city.pk, "languages": ["en", "ti"], "skills": ["sales"], "capacity": 2},
    )
    assert (user.mentor.languages, user.mentor.capacity) == (["en", "ti"], 2)
    assert client.get(reverse("mentorships:my_mentees")).status_code == 200


def test_my_mentees_is_for_mentors(sign_in):
    assert sign_in(UserFactory()).get(reverse("mentorships:my_mentees")).status_code == 403


def test_officer_finds_a_mentor(sign_in):
    award = SignedAwardFactory()
    officer = user_with(Role.OFFICER, programme=award.programme)
    chosen = MentorFactory()
    client = sign_in(officer)
    page = reverse("mentoring_match", args=[award.public_id])
    assert labels(officer) == ["Find a mentor for 1 project"]
    assert client.get(page, {"skills": ["finance"]}).status_code == 200
    response = client.post(page, {"mentor": chosen.pk}, follow=True)
    assert said(response) == ["Matched. Both of them get an e-mail."]
    made = Mentorship.objects.get(award=award)
    assert (made.mentor, made.matched_by) == (chosen, officer)
    response = client.post(page, {"mentor": chosen.pk}, follow=True)
    assert said(response) == ["This project has a mentor already."]
    assert client.post(page, {"mentor": "nobody"}).status_code == 404


def test_officer_ends_a_mentorship(mentorship, officer, sign_in):
    page = reverse("mentoring_mentorship", args=[mentorship.public_id])
    sign_in(officer).post(page, {"reason": "Moved away"})
    mentorship.refresh_from_db()
    assert (mentorship.ended_on, mentorship.ended_reason) == (timezone.localdate(), "Moved away")


def test_overview_shows_who_is_late_to_officers_in_reach(mentorship, officer, mentor, sign_in):
    MentorshipFactory(award=SignedAwardFactory(application__call=mentorship.award.application.call))
    Mentorship.objects.filter(pk=mentorship.pk).update(
        next_on=timezone.localdate() - timedelta(days=3)
    )
    context = sign_in(officer).get(reverse("mentoring_overview")).context
    assert (context["late"], len(context["on_time"])) == ([mentorship], 1)
    assert labels(officer) == ["1 check-in is late"]
    assert labels(mentor) == [
        f"Log your check-in with {mentorship.award.application.applicant.display_name}"
    ]
    elsewhere = user_with(Role.OFFICER, programme=ProgrammeFactory())
    assert sign_in(elsewhere).get(reverse("mentoring_overview")).context["late"] == []


def test_admin_pages_are_closed_to_other_staff(mentorship, sign_in):
    pages = (
        reverse("mentoring_overview"),
        reverse("mentoring_match", args=[mentorship.award.public_id]),
        reverse("mentoring_mentorship", args=[mentorship.public_id]),
    )
    for role in (Role.TRAINER, Role.FINANCE_APPROVER, Role.EVALUATOR, Role.EDITOR):
        client = sign_in(user_with(role))
        for page in pages:
            assert client.get(page).url == reverse("wagtailadmin_home")


@pytest.mark.parametrize("many", [1, 3])
def test_my_mentees_takes_constant_queries(many, sign_in, django_assert_num_queries):
    mentor = MentorFactory()
    for _each in range(many):
        MentorshipFactory(mentor=mentor)
    client = sign_in(mentor.user)
    client.get(reverse("mentorships:my_mentees"))
    with django_assert_num_queries(8):
        client.get(reverse("mentorships:my_mentees"))


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("mentorship", 9), ("mine", 8)])
def test_check_in_pages_take_constant_queries(
    mentorship, application, sign_in, django_assert_num_queries, name, queries, many
):
    for _each in range(many):
        Action.objects.create(check_in=CheckInFactory(mentorship=mentorship), text="Call")
    who = mentorship.mentor.user if name == "mentorship" else application.applicant.user
    page = url(name, mentorship if name == "mentorship" else application)
    client = sign_in(who)
    client.get(page)
    with django_assert_num_queries(queries):
        client.get(page)


@pytest.mark.usefixtures("no_menu")
@pytest.mark.parametrize("many", [1, 3])
def test_overview_takes_constant_queries(many, sign_in, django_assert_num_queries):
    for _each in range(many):
        MentorshipFactory(next_on=timezone.localdate() - timedelta(days=1))
        MentorshipFactory()
        SignedAwardFactory()
    client = sign_in(user_with(Role.OFFICER))
    client.get(reverse("mentoring_overview"))
    with django_assert_num_queries(10):
        client.get(reverse("mentoring_overview"))


@pytest.mark.parametrize("many", [1, 3])
def test_waiting_takes_constant_queries(mentorship, grantee, django_assert_num_queries, many):
    for _each in range(many):
        CheckInFactory(mentorship=mentorship)
    with django_assert_num_queries(2):
        for source in (
            waiting.meetings_due,
            waiting.check_ins_to_confirm,
            waiting.mentoring_to_look_after,
        ):
            source(grantee)
