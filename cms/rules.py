"""Who keeps consents, and what must be true before the public sees a story."""

from typing import TYPE_CHECKING

import rules
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import PAGE_ROLES, Role
from programmes.rules import has_role, has_role_everywhere, is_system
from programmes.scopes import Place

if TYPE_CHECKING:
    from applications.awards.models import Award

    from .models import Consent, NeedResponse, SiteImage

keeps_consents = has_role(Role.EDITOR, Role.ADMINISTRATOR)


@rules.predicate
def is_founder(user: User | None, award: "Award | None" = None) -> bool:
    """The person who got the grant."""
    return bool(user and award and user.person_id == award.application.applicant_id)


rules.add_perm("cms.write_journal", is_founder)
rules.add_perm("cms.review_journal", keeps_consents)
rules.add_perm("cms.add_consent", keeps_consents)
rules.add_perm("cms.change_consent", keeps_consents)
rules.add_perm("cms.view_consent", keeps_consents)


def _programme_of(response: "NeedResponse") -> Place:
    return Place(programme_id=response.need.programme_id)


ANSWERERS = (Role.OFFICER, Role.EDITOR, Role.ADMINISTRATOR)
"""Who writes statements, names challenges, answers people who answered a need, and ends e-mails
for people who ask."""

rules.add_perm("cms.answer_responses", has_role(*ANSWERERS))
rules.add_perm("cms.answer_response", has_role(*ANSWERERS, at=_programme_of))
for _verb in ("view", "add", "change"):
    rules.add_perm(f"cms.{_verb}_statement", has_role(*ANSWERERS))
    rules.add_perm(f"cms.{_verb}_challenge", has_role(*ANSWERERS))
rules.add_perm("cms.delete_statement", has_role(Role.ADMINISTRATOR))
rules.add_perm("cms.delete_challenge", has_role(Role.ADMINISTRATOR))

rules.add_perm("following.stop_for_others", has_role(*ANSWERERS))

writes_pages = has_role_everywhere(*PAGE_ROLES)
rules.add_perm("cms.review_translations", writes_pages | is_system)

for act in ("add", "change", "delete", "view"):
    rules.add_perm(f"cms.{act}_themebriefing", writes_pages)


def why_not_told(consents: "list[Consent]") -> str:
    """Why a story of these people can't be on the website today; empty when it can."""
    if not consents:
        return _(
            "Add the person and their consent first. A story without consent is not published."
        )
    return next(filter(None, (_why_not(each, each.Use.WEB) for each in consents)), "")


def why_not_shown(image: "SiteImage", use: "Consent.Use") -> str:
    """Why a picture can't be shown there today; empty when it can."""
    if not image.shows:
        return _("Say who can be seen on the picture “%(title)s”. Open it under Images.") % {
            "title": image.title
        }
    if image.shows == image.Shows.NOBODY:
        return ""
    consents = list(image.consents.all())
    if not consents:
        return _("The picture “%(title)s” shows people. Choose their consents under Images.") % {
            "title": image.title
        }
    return next(filter(None, (_why_not_on(image, each, use) for each in consents)), "")


def _why_not_on(image: "SiteImage", consent: "Consent", use: "Consent.Use") -> str:
    if image.shows_faces and not consent.shows_face:
        return _("%(name)s did not agree to show their face. Choose another picture.") % {
            "name": consent.shown_name
        }
    return _why_not(consent, use)


def _why_not(consent: "Consent", use: "Consent.Use") -> str:
    name = {"name": consent.shown_name}
    if consent.withdrawn_at:
        return _("%(name)s took their consent back. This cannot be published.") % name
    if consent.until < timezone.localdate():
        return _("The consent of %(name)s has ended. Ask them again before you publish.") % name
    if use not in consent.uses:
        return _("%(name)s did not agree to this use. This cannot be published.") % name
    return ""
