from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.roles import Role
from applications.awards.models import Award
from applications.journey.states import State
from mentoring.mentorships.models import CheckIn, Mentor, Mentorship

from .accounts import UserFactory
from .journey import ApplicationFactory
from .programmes import CityFactory, user_with


class SignedAwardFactory(DjangoModelFactory):
    """An award of an application whose agreement is signed."""

    class Meta:
        model = Award

    application = factory.SubFactory(ApplicationFactory, state=State.AGREED)
    programme = factory.LazyAttribute(lambda each: each.application.call.programme)
    reference = factory.Sequence(lambda n: f"AWARD-{n}")
    amount_minor = 450_000
    currency = "EUR"
    issued_by = factory.SubFactory(UserFactory)
    answer_by = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))


class MentorFactory(DjangoModelFactory):
    """A mentor in every programme, with a profile."""

    class Meta:
        model = Mentor

    user = factory.LazyFunction(lambda: user_with(Role.MENTOR))
    city = factory.SubFactory(CityFactory)
    skills = ["finance"]
    languages = ["en"]
    capacity = 3


class MentorshipFactory(DjangoModelFactory):
    """A running mentorship, counted in its mentor."""

    class Meta:
        model = Mentorship
        skip_postgeneration_save = True

    mentor = factory.SubFactory(MentorFactory)
    award = factory.SubFactory(SignedAwardFactory)
    starts_on = factory.LazyFunction(timezone.localdate)
    next_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=14))
    matched_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def count(self, create, extracted, **kwargs):
        self.mentor.mentees = self.mentor.mentorships.running().count()
        self.mentor.save()


class CheckInFactory(DjangoModelFactory):
    class Meta:
        model = CheckIn

    mentorship = factory.SubFactory(MentorshipFactory)
    held_on = factory.LazyFunction(timezone.localdate)
    minutes = 60
    mode = CheckIn.Mode.IN_PERSON
    topics = ["finance"]
    summary = "We made a plan for the next month."
    private_note = "Seems tired; ask about sleep."
    rag = CheckIn.Rag.GREEN
    logged_by = factory.LazyAttribute(lambda each: each.mentorship.mentor.user)
