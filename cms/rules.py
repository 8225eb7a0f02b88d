"""Who keeps consents, and what must be true before the public sees a story."""

from typing import TYPE_CHECKING

import rules
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Role
from programmes.rules import has_role, is_system

if TYPE_CHECKING:
    from .models import Consent

keeps_consents = has_role(Role.EDITOR, Role.ADMINISTRATOR)

rules.add_perm("cms.add_consent", keeps_consents)
rules.add_perm("cms.change_consent", keeps_consents)
rules.add_perm("cms.view_consent", keeps_consents)

reviews_translations = has_role(Role.EDITOR, Role.TRANSLATOR, Role.ADMINISTRATOR) | is_system
rules.add_perm("cms.review_translations", reviews_translations)

writes_briefings = has_role(Role.EDITOR, Role.TRANSLATOR, Role.ADMINISTRATOR)

for act in ("add", "change", "delete", "view"):
    rules.add_perm(f"cms.{act}_themebriefing", writes_briefings)


def why_not_published(consent: "Consent | None", *, shows_face: bool) -> str:
    """Why a story with this consent can't be on the website today; empty when it can."""
    if consent is None:
        return _("Choose the person's consent first. A story without consent is not published.")
    if consent.withdrawn_at:
        return _("The person took their consent back. This story cannot be published.")
    if consent.until < timezone.localdate():
        return _("The consent has ended. Ask the person again before you publish.")
    if consent.Use.WEB not in consent.uses:
        return _("The person did not agree to this website. This story cannot be published.")
    if shows_face and not consent.shows_face:
        return _("The person did not agree to show their face. Choose another picture.")
    return ""
