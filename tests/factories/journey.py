from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from applications.journey.models import Answer, Application, CoApplicant, Helper
from applications.journey.states import State

from .accounts import UserFactory
from .calls import CallFactory

GOOD_ANSWERS = {"need": "People wait too long for help.", "amount": 450_000, "agree": True}


class ApplicationFactory(DjangoModelFactory):
    """An application in any `state`, with its applicant's sign-in and good answers."""

    class Meta:
        model = Application
        skip_postgeneration_save = True

    class Params:
        user = factory.SubFactory(UserFactory)

    call = factory.SubFactory(CallFactory)
    question_set = factory.LazyAttribute(lambda each: each.call.current_question_set)
    applicant = factory.LazyAttribute(lambda each: each.user.person)
    strand = factory.LazyAttribute(lambda each: each.call.strands.first())
    city = factory.LazyAttribute(lambda each: each.call.cities.first())
    reference = factory.Sequence(lambda n: f"TEST-{n}")
    title = factory.Sequence(lambda n: f"Project {n}")
    requested_minor = 450_000
    state = State.DRAFT
    submitted_at = factory.LazyAttribute(
        lambda each: None if each.state == State.DRAFT else timezone.now() - timedelta(days=1)
    )

    @factory.post_generation
    def answers(self, create, extracted, **kwargs):
        given = GOOD_ANSWERS if extracted is None else extracted
        for key, value in given.items():
            Answer.objects.create(
                application=self, key=key, value=value, typed_by=self.applicant.user
            )


class HelperFactory(DjangoModelFactory):
    """Somebody who said yes to helping with all parts, for a month; `user=None`: not yet."""

    class Meta:
        model = Helper

    application = factory.SubFactory(ApplicationFactory)
    user = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Helper {n}")
    email = factory.LazyAttribute(
        lambda each: each.user.email if each.user else f"{each.name.replace(' ', '')}@example.org"
    )
    relation = Helper.Relation.CASEWORKER
    may_type = True
    consent_words = "They may look."
    consent_version = "1"
    invited_by = factory.LazyAttribute(lambda each: each.application.applicant.user)
    ends_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))
    accepted_at = factory.LazyAttribute(lambda each: timezone.now() if each.user else None)


class CoApplicantFactory(DjangoModelFactory):
    """Somebody who said yes to applying together."""

    class Meta:
        model = CoApplicant

    application = factory.SubFactory(ApplicationFactory)
    user = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Member {n}")
    role = "Cook"
    email = factory.LazyAttribute(lambda each: each.user.email)
    invited_by = factory.LazyAttribute(lambda each: each.application.applicant.user)
    accepted_at = factory.LazyFunction(timezone.now)
