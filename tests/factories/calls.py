from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from applications.calls.models import Call, QuestionSet

from .programmes import CityFactory, ProgrammeFactory, StrandFactory

SECTIONS = [
    {
        "type": "section",
        "value": {
            "key": "project",
            "title": "Your project",
            "intro": "",
            "questions": [
                {
                    "key": "need",
                    "kind": "long_text",
                    "label": "What is the problem?",
                    "help_text": "",
                    "why": "",
                    "required": True,
                    "word_limit": 200,
                    "options": [],
                },
                {
                    "key": "amount",
                    "kind": "money",
                    "label": "How much do you ask for?",
                    "help_text": "",
                    "why": "",
                    "required": True,
                    "word_limit": None,
                    "options": [],
                },
            ],
        },
    },
    {
        "type": "section",
        "value": {
            "key": "about_you",
            "title": "About you",
            "intro": "",
            "questions": [
                {
                    "key": "agree",
                    "kind": "declaration",
                    "label": "What I wrote is true.",
                    "help_text": "",
                    "why": "",
                    "required": True,
                    "word_limit": None,
                    "options": [],
                }
            ],
        },
    },
]


class CallFactory(DjangoModelFactory):
    """An open, published call with one city, one strand and a published question set."""

    class Meta:
        model = Call
        skip_postgeneration_save = True

    programme = factory.SubFactory(ProgrammeFactory)
    code = factory.Sequence(lambda n: f"call{n}")
    title = factory.Sequence(lambda n: f"Call {n}")
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=10))
    closes_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=10))
    published_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=11))
    maximum_minor = 500_000
    pot_minor = 2_500_000
    languages = ["en", "ar"]

    @factory.post_generation
    def cities(self, create, extracted, **kwargs):
        for city in extracted or [CityFactory()]:
            self.cities.add(city)
            self.programme.cities.add(city)

    @factory.post_generation
    def strands(self, create, extracted, **kwargs):
        for strand in extracted or [StrandFactory(programme=self.programme)]:
            self.strands.add(strand)

    @factory.post_generation
    def questions(self, create, extracted, **kwargs):
        QuestionSet.objects.create(
            call=self, body=extracted or SECTIONS, published_at=self.published_at
        )
