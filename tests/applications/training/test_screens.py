"""What applicants, trainers and officers see and do in the browser."""

from datetime import timedelta

import pytest
from django.urls import reverse

import audit.record
from accounts.roles import Role
from applications.journey.models import Application
from applications.journey.states import State
from applications.training import waiting
from applications.training.models import Attendance, BusinessPlan, Cohort, TrainingPlace
from files.actions import store
from programmes.waiting import waiting_for
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import CityFactory, user_with
from tests.factories.training import CourseFactory, TrainingPlaceFactory, cohort_for
from tests.factories.uploads import pdf, upload

pytestmark = pytest.mark.django_db
Status = TrainingPlace.Status


@pytest.fixture
def place():
    return TrainingPlaceFactory()


@pytest.fixture
def application(place):
    return place.application


@pytest.fixture
def officer(application):
    return user_with(Role.OFFICER, programme=application.call.programme)


@pytest.fixture
def trainer(application):
    return user_with(Role.TRAINER, programme=application.call.programme, city=application.city)


def seat(place) -> TrainingPlace:
    """The place, accepted, with its application in training."""
    Application.objects.filter(pk=place.application_id).update(state=State.IN_TRAINING)
    place.status = Status.ACCEPTED
    place.save()
    Cohort.objects.filter(pk=place.cohort_id).update(places_taken=1)
    return TrainingPlace.objects.get(pk=place.pk)


def page(application, name="training") -> str:
    return reverse(f"training:{name}", args=[application.public_id])


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def labels(user) -> list[str]:
    return [item.label for item in waiting_for(user)]


def test_applicant_accepts_the_place(application, sign_in):
    client = sign_in(application.applicant.user)
    answer = {"answer": "accept", "seen": "offered"}
    response = client.post(page(application), answer, follow=True)
    application.refresh_from_db()
    assert (said(response), application.state) == (
        ["The place is yours. See you at the course."],
        State.IN_TRAINING,
    )
    again = client.post(page(application), answer, follow=True)
    assert said(again) == ["You have this place already."]


def test_applicant_gives_up_the_place(application, place, sign_in):
    client = sign_in(application.applicant.user)
    client.post(page(application), {"answer": "give_up", "seen": "offered"})
    place.refresh_from_db()
    assert place.status == Status.GIVEN_UP
    assert client.get(page(application)).status_code == 200


def test_applicant_answer_that_is_none_says_so(application, place, sign_in):
    response = sign_in(application.applicant.user).post(page(application), {}, follow=True)
    place.refresh_from_db()
    assert (said(response), place.status) == (["Choose one of the answers."], Status.OFFERED)


@pytest.mark.parametrize("status", Status.values)
def test_applicant_sees_the_course_in_every_status(application, place, sign_in, status):
    TrainingPlace.objects.filter(pk=place.pk).update(status=status)
    assert sign_in(application.applicant.user).get(page(application)).status_code == 200


def test_training_pages_are_not_found_for_others(application, officer, sign_in, client):
    for name in ("training", "plan"):
        for other in (officer, UserFactory()):
            assert sign_in(other).get(page(application, name)).status_code == 404
        assert client.get(page(application, name)).status_code == 302


def test_applicant_sends_the_plan_and_opens_it(application, place, sign_in):
    seat(place)
    client = sign_in(application.applicant.user)
    response = client.post(page(application, "plan"), {"file": upload(name="p.pdf")}, follow=True)
    assert said(response) == ["We have “p.pdf”. It is version 1."]
    opened = client.get(reverse("training:plan_file", args=[application.public_id, 1]), follow=True)
    assert b"".join(opened.streaming_content) == pdf()
    assert audit.record.sightings(application).count() == 0


def test_plan_that_went_up_in_parts_is_kept_once(application, place, sign_in):
    seat(place)
    stored = store(upload(name="p.pdf"), by=application.applicant.user)
    client, sent = sign_in(application.applicant.user), {"file-have": str(stored.public_id)}
    [first, second] = [client.post(page(application, "plan"), sent) for _press in range(2)]
    assert (first.status_code, second.context["form"].non_field_errors()) == (
        302,
        ["We have this file already. It is your newest version."],
    )
    [kept] = application.business_plans.all()
    assert (kept.original_name, kept.sha256, kept.file.read()) == ("p.pdf", stored.sha256, pdf())


def test_plan_without_a_file_says_so(application, place, sign_in):
    seat(place)
    response = sign_in(application.applicant.user).post(
        page(application, "plan"), {"file-have": ""}
    )
    assert response.context["form"].errors == {"file": ["Choose a file first."]}


def test_applicant_reads_why_a_file_was_refused(application, place, sign_in):
    seat(place)
    response = sign_in(application.applicant.user).post(
        page(application, "plan"), {"file": upload(b"plain text", "notes.txt")}
    )
    assert response.status_code == 400
    assert response.context["form"].errors == {
        "file": [
            "“notes.txt” is not a kind of file we can open. "
            "Send one of these: PDF, DOCX, ODT, XLSX, ODS, PPTX, ODP, JPG, PNG, WEBP, HEIC."
        ]
    }


def test_plan_opened_by_staff_is_recorded_once(application, place, trainer, sign_in):
    BusinessPlan.objects.create(
        application=application,
        version=1,
        file=upload(),
        original_name="plan.pdf",
        content_type="application/pdf",
        size=1,
        sha256="0" * 64,
        uploaded_by=application.applicant.user,
    )
    url = reverse("training:plan_file", args=[application.public_id, 1])
    assert sign_in(trainer).get(url).status_code == 302
    [sighting] = audit.record.sightings(application)
    assert (sighting.user, sighting.screen) == (trainer, "business plan")
    for other in (UserFactory(), user_with(Role.TRAINER, city=CityFactory())):
        assert sign_in(other).get(url).status_code == 404


def test_officer_plans_a_course_with_sessions(application, officer, sign_in):
    course = CourseFactory(programme=application.call.programme)
    rows = {
        "meetings-0-topic": "Ideas",
        "meetings-0-day": "2026-03-29",
        "meetings-0-starts": "10:00",
        "meetings-0-ends": "12:30",
        "meetings-TOTAL_FORMS": 7,
        "meetings-INITIAL_FORMS": 0,
        "meetings-MIN_NUM_FORMS": 1,
        "meetings-MAX_NUM_FORMS": 30,
    }
    response = sign_in(officer).post(
        reverse("training_new_cohort"),
        {
            "course": course.pk,
            "name": "Spring",
            "city": application.city.pk,
            "venue": "Old library",
            "capacity": 8,
            "languages": ["en", "ar"],
            **rows,
        },
    )
    cohort = Cohort.objects.get(name="Spring")
    assert response.url == reverse("training_cohort", args=[cohort.public_id])
    [session] = cohort.sessions.all()
    assert (session.topic, session.length) == ("Ideas", timedelta(hours=2.5))
    assert [each.action for each in audit.record.history(cohort)] == ["training.create_cohort"]


def test_officer_can_only_plan_within_reach(application, officer, sign_in):
    foreign = CourseFactory()
    form = sign_in(officer).get(reverse("training_new_cohort")).context["form"]
    assert foreign not in form.fields["course"].queryset
    trainer = user_with(Role.TRAINER, programme=application.call.programme)
    assert sign_in(trainer).get(reverse("training_new_cohort")).status_code in (302, 403)
    assert Cohort.objects.filter(course=foreign).count() == 0


def test_officer_offers_places_to_the_ticked(application, place, officer, sign_in):
    ready, left = (
        ApplicationFactory(call=application.call, state=State.ELIGIBLE) for _each in range(2)
    )
    response = sign_in(officer).post(
        reverse("training_offer", args=[place.cohort.public_id]),
        {"application": [ready.pk, application.pk, "nothing"]},
        follow=True,
    )
    assert said(response) == ["1 place is offered."]
    assert ready.training_place.status == Status.OFFERED
    assert TrainingPlace.objects.filter(application=left).count() == 0


def test_trainer_marks_attendance_on_one_screen(place, trainer, sign_in):
    seat(place)
    url = reverse("training_attendance", args=[place.cohort.public_id])
    client = sign_in(trainer)
    assert client.get(url).status_code == 200
    first, second, *_rest = place.cohort.sessions.all()
    response = client.post(
        url,
        {f"mark-{first.pk}-{place.pk}": "present", f"mark-{second.pk}-{place.pk}": "excused"},
        follow=True,
    )
    assert said(response) == ["2 marks saved."]
    marks = Attendance.objects.order_by("session__starts_at").values_list("mark", "marked_by")
    assert list(marks) == [("present", trainer.pk), ("excused", trainer.pk)]


def test_trainer_can_not_offer_close_or_override(place, trainer, sign_in):
    seat(place)
    client, cohort = sign_in(trainer), place.cohort.public_id
    client.post(reverse("training_close", args=[cohort]))
    client.post(reverse("training_give_up", args=[cohort, place.pk]), {"seen": "accepted"})
    override = reverse("training_override", args=[cohort, place.pk])
    client.post(override, {"reason": "Because"})
    place.refresh_from_db()
    place.cohort.refresh_from_db()
    assert (place.status, place.cohort.closed_at) == (Status.ACCEPTED, None)
    assert hasattr(place, "completion_override") is False


def test_officer_closes_overrides_and_frees(place, officer, sign_in):
    seat(place)
    client, cohort = sign_in(officer), place.cohort.public_id
    override = reverse("training_override", args=[cohort, place.pk])
    assert client.get(override).status_code == 200
    client.post(override, {"reason": "Ran the course before."})
    client.post(reverse("training_close", args=[cohort]))
    place.refresh_from_db()
    assert place.completion_override.reason == "Ran the course before."
    assert place.status == Status.NOT_COMPLETED


@pytest.mark.parametrize("name", ["training_cohort", "training_attendance"])
def test_staff_pages_are_recorded_and_closed_to_others(place, officer, sign_in, name):
    url = reverse(name, args=[place.cohort.public_id])
    assert sign_in(officer).get(url).status_code == 200
    assert audit.record.sightings(place.cohort).count() == 1
    elsewhere = user_with(Role.OFFICER, city=CityFactory())
    assert sign_in(elsewhere).get(url).status_code == 404
    for role in (Role.EDITOR, Role.FINANCE_PAYER, Role.EVALUATOR):
        response = sign_in(user_with(role)).get(url)
        assert response.status_code == 302
        assert response.url == reverse("wagtailadmin_home")


def test_waiting_tells_each_what_to_do(application, place, trainer, officer):
    assert labels(application.applicant.user) == ["Answer: do you want your place on the course?"]
    ApplicationFactory(call=application.call, state=State.ELIGIBLE)
    assert labels(officer) == ["Offer a training place to 1 project"]
    seat(place)
    assert labels(application.applicant.user) == ["Send your business plan"]
    assert labels(trainer) == ["Mark who came to 4 sessions"]


def fill(application, cohort, many: int) -> None:
    for _each in range(many):
        other = ApplicationFactory(call=application.call, state=State.IN_TRAINING)
        filled = TrainingPlaceFactory(application=other, cohort=cohort, status=Status.ACCEPTED)
        Attendance.objects.create(
            session=cohort.sessions.first(),
            training_place=filled,
            mark="present",
            marked_by=other.applicant.user,
        )


@pytest.mark.usefixtures("no_menu")
@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"), [("training_cohort", 14), ("training_attendance", 13)]
)
def test_cohort_pages_take_constant_queries(
    application, officer, sign_in, django_assert_num_queries, name, queries, many
):
    cohort = cohort_for(application)
    fill(application, cohort, many)
    client = sign_in(officer)
    url = reverse(name, args=[cohort.public_id])
    client.get(url)
    with django_assert_num_queries(queries):
        client.get(url)


@pytest.mark.usefixtures("no_menu")
@pytest.mark.parametrize("many", [1, 3])
def test_cohort_list_takes_constant_queries(
    application, officer, sign_in, django_assert_num_queries, many
):
    for _each in range(many):
        cohort_for(application)
    client = sign_in(officer)
    client.get(reverse("training_cohorts"))
    with django_assert_num_queries(10):
        client.get(reverse("training_cohorts"))


@pytest.mark.parametrize("many", [1, 3])
def test_waiting_takes_constant_queries(
    application, place, officer, django_assert_num_queries, many
):
    for _each in range(many):
        fill(application, cohort_for(application), 1)
        ApplicationFactory(call=application.call, state=State.ELIGIBLE)
    with django_assert_num_queries(5):
        for source in (
            waiting.offers_to_answer,
            waiting.plans_to_send,
            waiting.sessions_to_mark,
            waiting.places_to_offer,
        ):
            source(officer)


def test_officer_says_which_calls_a_course_is_for(sign_in, officer, application):
    call, course = application.call, CourseFactory(programme=application.call.programme)
    foreign = CallFactory()
    client = sign_in(officer)
    address = reverse("training_courses:edit", args=[course.pk])
    shown = client.get(address).content.decode()
    assert (call.title in shown, foreign.title in shown) == (True, False)
    given = {"programme": call.programme_id, "name": "Start well", "completion_percent": 75}
    assert client.post(address, given | {"calls": [foreign.pk]}).status_code == 200
    assert client.post(address, given | {"calls": [call.pk]}).status_code == 302
    assert list(course.calls.all()) == [call]


def test_candidates_are_of_the_calls_of_the_course(sign_in, place, officer, application):
    other = ApplicationFactory(
        call=CallFactory(programme=application.call.programme),
        city=application.city,
        state=State.ELIGIBLE,
    )
    client, address = sign_in(officer), reverse("training_cohort", args=[place.cohort.public_id])
    assert list(client.get(address).context["candidates"]) == [other]
    place.cohort.course.calls.add(application.call)
    assert list(client.get(address).context["candidates"]) == []
