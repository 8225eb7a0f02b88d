from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from applications.training.models import Cohort, Course, Session, TrainingPlace

from .journey import ApplicationFactory
from .programmes import CityFactory, ProgrammeFactory


class CourseFactory(DjangoModelFactory):
    class Meta:
        model = Course

    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.Sequence(lambda n: f"Course {n}")


class CohortFactory(DjangoModelFactory):
    """A cohort with `sessions=4` past meetings of two hours, one a week."""

    class Meta:
        model = Cohort
        skip_postgeneration_save = True

    course = factory.SubFactory(CourseFactory)
    name = factory.Sequence(lambda n: f"Cohort {n}")
    city = factory.SubFactory(CityFactory)
    venue = "The old library"
    capacity = 8
    languages = ["en", "ar"]

    @factory.post_generation
    def sessions(self, create, extracted, **kwargs):
        for week in range(4 if extracted is None else extracted):
            starts = timezone.now() - timedelta(weeks=week + 1)
            Session.objects.create(
                cohort=self,
                topic=f"Session {week + 1}",
                starts_at=starts,
                ends_at=starts + timedelta(hours=2),
            )


def cohort_for(application, **fields) -> Cohort:
    """A cohort of the application's programme and city."""
    return CohortFactory(
        course__programme=application.call.programme, city=application.city, **fields
    )


class TrainingPlaceFactory(DjangoModelFactory):
    """A place in any `status`; one that holds a seat is counted in its cohort."""

    class Meta:
        model = TrainingPlace
        skip_postgeneration_save = True

    application = factory.SubFactory(ApplicationFactory, state="eligible")
    cohort = factory.LazyAttribute(lambda each: cohort_for(each.application))
    status = TrainingPlace.Status.OFFERED

    @factory.post_generation
    def seat(self, create, extracted, **kwargs):
        if self.status in TrainingPlace.HOLDS_A_SEAT:
            self.cohort.places_taken += 1
            self.cohort.save()
