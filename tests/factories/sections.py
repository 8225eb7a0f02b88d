"""Section pages and statements."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from cms import actions
from cms.actions import SectionWords
from cms.models import Foundation, NeedResponse, SectionPage, Statement

GIVEN = {
    "have": {"text": "A room in every city."},
    "will": {"text": "Print the course.", "due_on": timezone.localdate() + timedelta(days=9)},
    "need": {
        "text": "We need trainers.",
        "inbox_name": "Training team",
        "inbox_email": "training@example.org",
    },
}


def make_section(home, foundation: str = "skills") -> SectionPage:
    words = {"en": SectionWords("Skills", "Learn what you need to start.")}
    return actions.publish_section(
        home.programme, Foundation(foundation), words, by=User.objects.system()
    )


def make_statement(programme, kind: str = "need", foundation: str = "skills", **facts) -> Statement:
    return Statement.objects.create(
        programme=programme, kind=kind, foundation=foundation, **GIVEN[kind] | facts
    )


def make_response(need: Statement, **facts) -> NeedResponse:
    given = {
        "name": "Rosa",
        "email": "rosa@example.org",
        "language": "en",
        "message": "I can teach.",
        "by": User.objects.system(),
    }
    return actions.respond_to_need(need, **given | facts)
