"""Funded projects with their pages, made by the same actions as the real ones."""

from accounts.models import User
from applications.awards.models import Award
from cms import actions
from cms.actions import ProjectWords
from cms.models import JournalEntry, ProjectPage

from .mentorships import SignedAwardFactory

ENGLISH = ProjectWords("Warm Bread", "Neighbours bake together.")
ARABIC = ProjectWords("خبز دافئ", "الجيران يخبزون معًا.")


def founder_of(award: Award) -> User:
    return award.application.applicant.user


def make_project(
    *, slug: str = "bread", award: Award | None = None, shown: bool = True, **facts
) -> ProjectPage:
    """A project's page in English and Arabic; its founder has said yes unless `shown` is False."""
    award = award or SignedAwardFactory()
    system = User.objects.system()
    words = {"en": ENGLISH, "ar": ARABIC}
    page = actions.publish_project(award, words, slug=slug, by=system, **facts)
    if shown:
        actions.show_project(award.showing, by=founder_of(award))
    return page


def make_entry(page: ProjectPage, *, send: bool = True, **facts) -> JournalEntry:
    """An entry that the founder wrote, and sent unless `send` is False."""
    given = {"language": "en", "title": "First loaves", "text": "They rose."} | facts
    picture = given.pop("picture", None)
    entry = JournalEntry(award=page.award, **given)
    return actions.save_entry(entry, by=founder_of(page.award), picture=picture, send=send)
