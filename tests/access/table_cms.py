"""The public site, and what editors keep for it."""

from accounts.models import User
from cms import actions
from cms.models import Removal
from tests.factories.cms import make_briefing, make_consent

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


ROWS = [
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
    Row("follow_calls", anonymous=NOT_FOUND),
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
