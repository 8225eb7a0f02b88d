"""The roles people hold. Who holds which, and where, is programmes.RoleAssignment."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """One permission set each; the scope comes with the assignment."""

    ADMINISTRATOR = "administrator", _("Administrator")
    OFFICER = "officer", _("Programme officer")
    TRAINER = "trainer", _("Trainer")
    JUDGE = "judge", _("Judge")
    CHAIR = "chair", _("Panel chair")
    MENTOR = "mentor", _("Mentor")
    REFERRER = "referrer", _("Referrer")
    CASEWORKER = "caseworker", _("Caseworker")
    FINANCE_APPROVER = "finance_approver", _("Finance approver")
    FINANCE_PAYER = "finance_payer", _("Finance payer")
    EVALUATOR = "evaluator", _("Evaluator")
    EDITOR = "editor", _("Editor")
    TRANSLATOR = "translator", _("Translator")


FINANCE = frozenset({Role.FINANCE_APPROVER, Role.FINANCE_PAYER})
ADMIN_ROOMS = frozenset(
    {Role.ADMINISTRATOR, Role.OFFICER, Role.TRAINER, Role.EVALUATOR, Role.EDITOR, Role.TRANSLATOR}
    | FINANCE
)
"""Roles that work in Wagtail's admin."""

SECOND_FACTOR = frozenset(ADMIN_ROOMS | {Role.CHAIR, Role.CASEWORKER})
"""Roles that must prove a second factor at every sign-in."""

SITE_ROLES = (Role.ADMINISTRATOR, Role.EDITOR)
"""Roles of the whole installation: they have no narrower scope."""

PAGE_ROLES = (*SITE_ROLES, Role.TRANSLATOR)
"""Roles that work on the public site's pages; a translator of one programme does not."""
