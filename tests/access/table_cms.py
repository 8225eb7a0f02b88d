"""The public site, and what editors keep for it."""

from uuid import uuid4

from accounts.models import User
from applications.awards.models import Award
from cms import actions
from cms.models import JournalEntry, Removal
from tests.factories.cms import make_briefing, make_consent
from tests.factories.mentorships import SignedAwardFactory

from .scene import EVERYBODY, Scene
from .walk import FORBIDDEN, NOT_FOUND, OK, REDIRECT, Namespace, Row

KEEPERS = "editor administrator"
REVIEWERS = "editor translator administrator"


def a_private_link(scene: Scene) -> list[str]:
    return [make_consent().token]


def a_removal(scene: Scene) -> Removal:
    consent = make_consent(uses=["print"])
    actions.withdraw_consent(consent, by=User.objects.system())
    return consent.removals.get()


def a_project(scene: Scene) -> Award:
    """A funded project of the scene's applicant, with its page asked for."""
    award = SignedAwardFactory(application__user=scene.users["applicant"])
    actions.showing_of(award, by=User.objects.system())
    return award


def an_entry(scene: Scene) -> JournalEntry:
    entry = JournalEntry(award=a_project(scene), language="en", title="First", text="It grows.")
    return actions.save_entry(entry, by=scene.users["applicant"], send=True)


def address_of_entry(scene: Scene) -> list:
    entry = an_entry(scene)
    return [entry.award.public_id, entry.public_id]


ROWS = [
    Row(
        "project_switch",
        args=lambda scene: [a_project(scene).showing.token],
        may=EVERYBODY,
        anonymous=OK,
    ),
    Row("project_switch", args=lambda scene: ["guess"], anonymous=NOT_FOUND),
    Row("follow_project", args=lambda scene: [uuid4()], anonymous=NOT_FOUND),
    Row("my_project", args=lambda scene: [a_project(scene).public_id], may="applicant"),
    Row("journal_new", args=lambda scene: [a_project(scene).public_id], may="applicant"),
    Row("journal_entry", args=address_of_entry, may="applicant"),
    Row("journal_take_back", args=address_of_entry, may="applicant", post={}, gets=REDIRECT),
    Row("cms_journal", may=KEEPERS, others=FORBIDDEN),
    Row(
        "cms_journal_entry",
        args=lambda scene: [an_entry(scene).public_id],
        may=KEEPERS,
        others=FORBIDDEN,
    ),
    Row("cms_consents", may=KEEPERS, others=FORBIDDEN),
    Row("cms_removal", args=lambda scene: [a_removal(scene).pk], may=KEEPERS, others=FORBIDDEN),
    Row(
        "cms_hand_task_done",
        args=lambda scene: [a_removal(scene).hand_tasks.get().pk],
        post={"note": "Leaflets taken away"},
        may=KEEPERS,
        gets=REDIRECT,
        others=FORBIDDEN,
    ),
    Row(
        "cms_withdraw",
        args=lambda scene: [make_consent().pk],
        may=KEEPERS,
        others=FORBIDDEN,
    ),
    Row("robots", may=EVERYBODY, anonymous=OK),
    Row("sitemap", may=EVERYBODY, anonymous=OK),
    Row("sitemap_part", args=lambda scene: ["pages"], may=EVERYBODY, anonymous=OK),
    Row("search", may=EVERYBODY, anonymous=OK),
    Row("other_languages", args=lambda scene: ["0"], anonymous=NOT_FOUND),
    Row("cms_translations", may=REVIEWERS, others=FORBIDDEN),
    Row("cms_translations_of", args=lambda scene: ["ar"], may=REVIEWERS, others=FORBIDDEN),
    Row(
        "cms_translation_mark",
        args=lambda scene: ["0"],
        post={},
        may="",
        others=FORBIDDEN,
        exceptions=dict.fromkeys(REVIEWERS.split(), NOT_FOUND),
    ),
    Row("feed", args=lambda scene: ["calls"], anonymous=NOT_FOUND),
    Row("feed_atom", args=lambda scene: ["calls"], anonymous=NOT_FOUND),
    Row("calls_calendar", may=EVERYBODY, anonymous=OK),
    Row("calls_json", may=EVERYBODY, anonymous=OK),
    Row("call_calendar", args=lambda scene: ["nothing"], anonymous=NOT_FOUND),
    Row("find_a_grant", args=lambda scene: ["nothing"], anonymous=NOT_FOUND),
    Row("follow_calls", anonymous=NOT_FOUND),
    Row("follow_events", anonymous=NOT_FOUND),
    Row("follow_call", args=lambda scene: ["nothing"], anonymous=NOT_FOUND),
    Row("consent", args=a_private_link, may=EVERYBODY, anonymous=OK),
    Row("consent", args=lambda scene: ["guess"], anonymous=NOT_FOUND),
    Row("media", args=lambda scene: ["no/such/picture.jpg"], anonymous=NOT_FOUND),
    Namespace(
        "wagtailsnippetchoosers_cms_consent",
        may="editor administrator",
        pk=lambda scene: make_consent().pk,
    ),
    *(
        Namespace(
            f"{namespace}_cms_themebriefing",
            may="editor translator administrator",
            pk=lambda scene: make_briefing().pk,
        )
        for namespace in ("wagtailsnippetchoosers", "wagtailsnippets")
    ),
    Namespace(
        "wagtailsnippets_cms_consent",
        may="editor administrator",
        pk=lambda scene: make_consent().pk,
    ),
]
